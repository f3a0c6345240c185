import { createHash } from 'node:crypto';
import type { HealthLogEntry } from '../../domain/docker.js';
import { Counter, wave } from './noise.js';
import type { ContainerSpec } from './specs.js';

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'exited';

export interface Health {
  status: 'starting' | 'healthy' | 'unhealthy';
  failingStreak: number;
  /** The last five. */
  log: readonly HealthLogEntry[];
}

const fresh = (): Health => ({ status: 'starting', failingStreak: 0, log: [] });

/** A container of the practice system: its state, and figures that move with time. */
export class DrillContainer {
  readonly spec: ContainerSpec;
  readonly id: string;
  readonly imageId: string;
  pid = 0;
  /** ms since the epoch. */
  readonly createdAt: number;
  startedAt: number;
  finishedAt: number | undefined;
  state: ContainerState = 'created';
  exitCode = 0;
  oomKilled = false;
  restartCount = 0;
  /** Somebody stopped it: its restart policy leaves it so. */
  stoppedByHand = false;
  /** It runs and answers nothing any more, until it is started anew. */
  hung = false;
  readonly health: Health = fresh();
  /** Networks that it is on, with its names there. */
  readonly networks: Map<string, { readonly ip: string; readonly aliases: readonly string[] }>;
  /** Bytes beside the usual use. */
  extraMemory: (now: number) => number = () => 0;
  restart: ContainerSpec['restart'];
  readonly #extra: { cpu(): number; memory(): number };
  readonly #seed: number;
  readonly #cpu: Counter;
  readonly #rx: Counter;
  readonly #tx: Counter;

  constructor(
    spec: ContainerSpec,
    made: {
      /** Counts the containers of the machine. */
      readonly nth: number;
      readonly createdAt: number;
      readonly now: number;
      readonly imageId: string;
      /** What the data stores add to the usual use: percent of one CPU, bytes. */
      readonly extra: { cpu(): number; memory(): number };
    },
  ) {
    const { nth, createdAt, now, imageId } = made;
    this.spec = spec;
    this.restart = spec.restart;
    this.#extra = made.extra;
    this.id = hash(`drill ${spec.name} ${nth}`);
    this.imageId = imageId;
    this.#seed = (nth % 10) + 1;
    this.createdAt = createdAt;
    this.startedAt = createdAt + 900;
    const aliases = [spec.name, spec.service, this.id.slice(0, 12)];
    this.networks = new Map(spec.networks.map((name) => [name, { ip: spec.ip, aliases }]));
    const traffic = spec.cpuPercent * 1800;
    const seconds = (now - createdAt) / 1000;
    const moving = () => (this.answers ? traffic : 0);
    this.#cpu = new Counter(spec.cpuPercent * 1e4 * seconds, now, (t) => this.cpuPercent(t) * 1e4);
    this.#rx = new Counter(traffic * seconds, now, (t) => moving() * (1 + 0.6 * wave(t / 1000, nth)));
    this.#tx = new Counter(traffic * 1.8 * seconds, now, (t) => moving() * (1.7 + wave(t / 1000, nth + 9)));
  }

  /** Its processes exist: also while it is paused. */
  get running(): boolean {
    return this.state === 'running' || this.state === 'paused';
  }

  /** Its processes run and do their work. */
  get answers(): boolean {
    return this.state === 'running' && !this.hung;
  }

  /** Percent of one CPU. */
  cpuPercent(now: number): number {
    if (this.state !== 'running') return 0;
    const usual = this.spec.cpuPercent * (this.hung ? 0.02 : 1 + 0.5 * wave(now / 1000, this.#seed));
    return Math.min(usual + this.#extra.cpu(), (this.spec.cpus || 2) * 100);
  }

  /** Bytes in use, as docker stats counts them (without inactive file cache). */
  memory(now: number): number {
    if (!this.running) return 0;
    const usual = this.spec.memory * (1 + 0.03 * wave(now / 4000, this.#seed + 20));
    const limit = this.spec.memoryLimit || Number.POSITIVE_INFINITY;
    return Math.floor(Math.min(usual + this.extraMemory(now) + this.#extra.memory(), limit * 0.999));
  }

  cpuMicros = (now: number): number => this.#cpu.at(now);
  rxBytes = (now: number): number => this.#rx.at(now);
  txBytes = (now: number): number => this.#tx.at(now);

  get pids(): number {
    return this.running ? this.spec.processes.length : 0;
  }

  /** A variable of its environment; undefined when it is not set. */
  variable(name: string): string | undefined {
    return this.spec.env.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  }

  /** Its processes begin, with the memory that they usually take. */
  begin(now: number, pid: number): void {
    this.state = 'running';
    this.pid = pid;
    this.startedAt = now;
    this.exitCode = 0;
    this.oomKilled = false;
    this.hung = false;
    this.extraMemory = () => 0;
    Object.assign(this.health, fresh(), { log: this.health.log });
  }

  /** Its processes end. */
  die(now: number, exitCode: number, oomKilled: boolean): void {
    this.state = 'exited';
    this.hung = false;
    this.finishedAt = now;
    this.exitCode = exitCode;
    this.oomKilled = oomKilled;
    if (this.spec.healthcheck) this.health.status = 'unhealthy';
  }
}
