import type { AwsReader, DockerReader, HostReader } from '../../domain/access.js';
import type { LogSource } from '../../domain/host.js';
import { type Msg, msg } from '../../domain/message.js';
import type { ContainerEvent } from '../../domain/model.js';
import { CloudwatchTail } from './cloudwatch-tail.js';
import { ContainerTail, failureOf, type TailState } from './container-tail.js';
import { FileTail } from './file-tail.js';
import { FloodGate } from './flood-gate.js';
import { LogMerger } from './log-merger.js';
import type { LogRing, NewLogLine } from './log-ring.js';
import { type LogTarget, logTargets } from './log-targets.js';
import { Wake } from './wake.js';

export interface LogFollowerOptions {
  readonly docker: DockerReader;
  readonly host: HostReader;
  /** For log groups of CloudWatch. */
  readonly aws?: AwsReader;
  /** Whether the host's own containers are looked for. Default true. */
  readonly containers?: boolean;
  readonly ring: LogRing;
  /** Containers (patterns too) and files; none: every container that runs. */
  readonly sources: readonly LogSource[];
  /** Host clock, ms. */
  readonly now: () => number;
  /** The ring or the state of a source changed. */
  readonly onVersion: () => void;
  /** How many times slower than usual to poll; at least 1. */
  readonly pace?: () => number;
  /** Lines a second over all sources before a flood is thinned out. */
  readonly linesPerSecond?: number;
}

export interface LogFollowerStatus {
  /** Grows with every change of the ring. */
  readonly version: number;
  /** Lines in the ring. */
  readonly lines: number;
  /** Lines left out under a flood, since the start. */
  readonly skipped: number;
  readonly sources: readonly ({ readonly name: string } & TailState)[];
  /** Error lines since the start. */
  readonly errors: number;
  /** Time of the newest line, host clock, ms. */
  readonly lastAt?: number;
}

const historyLines = 200;
const flushMs = 40;
const refreshMs = 15_000;
const retryMs = 1000;
/** Histories of several sources come out in one order when they are there within this time. */
const catchUpMs = 1500;

/** Follows all log sources of a host into the ring; see {@link createLogFollower}. */
export class LogFollower {
  readonly #options: LogFollowerOptions;
  readonly #gate: FloodGate;
  readonly #merger: LogMerger;
  readonly #containers = new Map<string, ContainerTail>();
  readonly #polled = new Map<string, FileTail | CloudwatchTail>();
  readonly #stopped = new AbortController();
  readonly #wake = new Wake();
  #running: Promise<unknown>[] = [];
  #flusher: ReturnType<typeof setInterval> | undefined;
  #catchingUp = 0;
  #listed = false;
  #listFailure: Msg | undefined;
  #skipped = 0;
  #errors = 0;
  #lastAt: number | undefined;

  constructor(options: LogFollowerOptions) {
    this.#options = options;
    const now = () => performance.now();
    const { linesPerSecond } = options;
    this.#gate = new FloodGate({ now, ...(linesPerSecond === undefined ? {} : { linesPerSecond }) });
    this.#merger = new LogMerger({ now, emit: (line) => this.#emit(line) });
  }

  get status(): LogFollowerStatus {
    const { ring, sources } = this.#options;
    const tails = [...this.#containers, ...this.#polled].map(([name, { state }]) => ({ name, ...state }));
    const known = new Set(tails.map(({ name }) => name));
    const absent = sources.flatMap((source) => {
      if (source.kind !== 'container' || known.has(source.container) || source.container.includes('*'))
        return [];
      const why = this.#listFailure ?? (this.#listed ? msg('logs.why.no-container') : undefined);
      return [{ name: source.container, state: 'waiting' as const, ...(why ? { why } : {}) }];
    });
    return {
      version: ring.nextSeq,
      lines: ring.size,
      skipped: this.#skipped,
      sources: [...tails, ...absent],
      errors: this.#errors,
      ...(this.#lastAt === undefined ? {} : { lastAt: this.#lastAt }),
    };
  }

  start(): void {
    if (this.#flusher || this.#stopped.signal.aborted) return;
    this.#flusher = setInterval(() => this.#flush(), flushMs);
    for (const source of this.#options.sources) {
      if (source.kind === 'file') this.#startFile(source.path, source.name ?? source.path);
      if (source.kind === 'cloudwatch') this.#startGroup(source.group, source.name ?? source.group);
    }
    this.#spawn(this.#watchList());
  }

  /** A new connection is up: every stream begins again where it ended. */
  resume(_epoch: number): void {
    for (const tail of [...this.#containers.values(), ...this.#polled.values()]) tail.resume();
    this.#wake.ring();
  }

  /** A container started or was made: it is looked for at once. */
  noteEvent({ kind, id }: ContainerEvent): void {
    if (kind !== 'start' && kind !== 'restart' && kind !== 'create' && kind !== 'destroy') return;
    for (const tail of this.#containers.values()) if (tail.id === id) tail.started();
    this.#wake.ring();
  }

  /** Settles when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    clearInterval(this.#flusher);
    for (const tail of [...this.#containers.values(), ...this.#polled.values()]) tail.stop();
    await Promise.allSettled(this.#running);
    this.#merger.flush(true);
  }

  async #watchList(): Promise<void> {
    const { signal } = this.#stopped;
    const { docker, sources, containers = true } = this.#options;
    // With files alone there is nothing to look for.
    if (!containers || (sources.length > 0 && sources.every(({ kind }) => kind !== 'container'))) return;
    while (!signal.aborted) {
      let pause = refreshMs;
      try {
        const list = await docker.list(signal);
        this.#follow(logTargets(sources, list), new Set(list.map((container) => container.Id)));
        this.#listed = true;
        this.#listFailure = undefined;
      } catch (error) {
        pause = retryMs;
        this.#listFailure = failureOf(error).what;
      }
      await this.#wake.wait(pause, signal);
    }
  }

  #follow(targets: readonly LogTarget[], existing: ReadonlySet<string>): void {
    const wanted = new Set(targets.map(({ name }) => name));
    for (const [name, tail] of this.#containers) {
      if (wanted.has(name) || existing.has(tail.id)) continue;
      tail.stop();
      this.#containers.delete(name);
    }
    for (const target of targets) {
      const known = this.#containers.get(target.name);
      if (known?.id === target.id) continue;
      known?.stop();
      this.#startContainer(target, known !== undefined);
    }
    this.#options.onVersion();
  }

  #startContainer({ id, name }: LogTarget, isNew: boolean): void {
    const { docker, now } = this.#options;
    if (isNew) this.#mark(name, msg('logs.marker.recreated', { name }));
    const tail = new ContainerTail({
      docker,
      id,
      source: name,
      gate: this.#gate,
      now,
      // A successor is followed from its first line on; of an old container only the end is of interest.
      history: isNew ? undefined : historyLines,
      onLine: (line) => this.#merger.push(line),
      ...this.#catchUp(),
    });
    this.#containers.set(name, tail);
    this.#spawn(tail.run());
  }

  #startFile(path: string, source: string): void {
    const { host, now } = this.#options;
    const onLine = (line: NewLogLine) => this.#merger.push(line);
    const tail = new FileTail({ host, path, source, gate: this.#gate, now, onLine, ...this.#catchUp() });
    this.#polled.set(source, tail);
    this.#spawn(tail.run());
  }

  #startGroup(group: string, source: string): void {
    const { aws, now, pace } = this.#options;
    if (!aws) return;
    const onLine = (line: NewLogLine) => this.#merger.push(line);
    const slowed = pace ? { pace } : {};
    const tail = new CloudwatchTail({
      ...{ aws, group, source, gate: this.#gate, now, onLine },
      ...slowed,
      ...this.#catchUp(),
    });
    this.#polled.set(source, tail);
    this.#spawn(tail.run());
  }

  #catchUp() {
    this.#catchingUp += 1;
    this.#merger.hold(catchUpMs);
    return {
      onState: this.#options.onVersion,
      onCaughtUp: () => {
        this.#catchingUp -= 1;
        if (this.#catchingUp === 0) this.#merger.release();
      },
    };
  }

  #mark(source: string, note: Msg): void {
    const at = this.#options.now();
    this.#merger.push({
      source,
      stamp: '',
      at,
      level: 'none',
      stream: 'stdout',
      text: source,
      kind: 'marker',
      note,
    });
  }

  #flush(): void {
    for (const { source, skipped, stamp, at } of this.#gate.report()) {
      this.#skipped += skipped;
      const note = msg('logs.gap.flood', { n: skipped });
      this.#merger.push({
        source,
        stamp,
        at,
        level: 'none',
        stream: 'stdout',
        text: '',
        kind: 'gap',
        skipped,
        note,
      });
    }
    const before = this.#options.ring.nextSeq;
    this.#merger.flush();
    if (this.#options.ring.nextSeq !== before) this.#options.onVersion();
  }

  #emit(line: NewLogLine): void {
    this.#options.ring.append(line);
    if (line.level === 'error' || line.level === 'fatal') this.#errors += 1;
    if (line.at > (this.#lastAt ?? 0)) this.#lastAt = line.at;
  }

  #spawn(work: Promise<void>): void {
    this.#running.push(work);
    const forget = () => {
      this.#running = this.#running.filter((other) => other !== work);
    };
    work.then(forget, forget);
  }
}

/** Log tails of a host, merged by time into a bounded ring: `start`, `resume` at each new epoch, `stop`. */
export const createLogFollower = (options: LogFollowerOptions): LogFollower => new LogFollower(options);
