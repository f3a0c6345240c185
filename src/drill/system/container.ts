import { createHash } from 'node:crypto';
import { Counter, wave } from './noise.js';
import type { ContainerSpec } from './specs.js';

const dayMs = 86_400_000;
/** Until its first health check passed. */
const startPeriodMs = 3000;
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** A container of the practice system: its state, and figures that move with time. */
export class DrillContainer {
  readonly spec: ContainerSpec;
  readonly id: string;
  readonly imageId: string;
  readonly pid: number;
  /** ms since the epoch. */
  readonly createdAt: number;
  startedAt: number;
  finishedAt: number | undefined;
  running = true;
  exitCode = 0;
  oomKilled = false;
  failingStreak = 0;
  /** Set by a scenario: bytes beside the usual use. */
  extraMemory: (now: number) => number = () => 0;
  readonly #seed: number;
  readonly #cpu: Counter;
  readonly #rx: Counter;
  readonly #tx: Counter;

  constructor(spec: ContainerSpec, index: number, now: number) {
    this.spec = spec;
    this.id = hash(`drill ${spec.name}`);
    this.imageId = `sha256:${hash(`drill image ${spec.image}`)}`;
    this.pid = 2100 + index * 137;
    this.#seed = index + 1;
    this.createdAt = now - 6 * dayMs - index * 1700;
    this.startedAt = this.createdAt + 900;
    const traffic = spec.cpuPercent * 1800;
    this.#cpu = new Counter(spec.cpuPercent * 6e8, now, (t) => this.cpuPercent(t) * 1e4);
    this.#rx = new Counter(traffic * 5e4, now, (t) =>
      this.running ? traffic * (1 + 0.6 * wave(t / 1000, index)) : 0,
    );
    this.#tx = new Counter(traffic * 9e4, now, (t) =>
      this.running ? traffic * (1.7 + wave(t / 1000, index + 9)) : 0,
    );
  }

  /** Percent of one CPU. */
  cpuPercent(now: number): number {
    if (!this.running) return 0;
    return this.spec.cpuPercent * (1 + 0.5 * wave(now / 1000, this.#seed));
  }

  /** Bytes in use, as docker stats counts them (without inactive file cache). */
  memory(now: number): number {
    if (!this.running) return 0;
    const usual = this.spec.memory * (1 + 0.03 * wave(now / 4000, this.#seed + 20));
    const limit = this.spec.memoryLimit || Number.POSITIVE_INFINITY;
    return Math.floor(Math.min(usual + this.extraMemory(now), limit * 0.999));
  }

  cpuMicros = (now: number): number => this.#cpu.at(now);
  rxBytes = (now: number): number => this.#rx.at(now);
  txBytes = (now: number): number => this.#tx.at(now);

  get pids(): number {
    return this.running ? this.spec.processes.length : 0;
  }

  get health(): 'healthy' | 'unhealthy' | 'starting' | 'none' {
    if (!this.spec.healthcheck) return 'none';
    if (Date.now() - this.startedAt < startPeriodMs) return 'starting';
    return this.failingStreak >= 3 ? 'unhealthy' : 'healthy';
  }

  /** Runs again, with the memory that it usually takes. */
  start(now: number): void {
    this.running = true;
    this.startedAt = now;
    this.exitCode = 0;
    this.oomKilled = false;
    this.failingStreak = 0;
    this.extraMemory = () => 0;
  }

  die(now: number, exitCode: number, oomKilled: boolean): void {
    this.running = false;
    this.finishedAt = now;
    this.exitCode = exitCode;
    this.oomKilled = oomKilled;
  }
}
