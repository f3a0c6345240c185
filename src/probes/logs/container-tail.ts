import type { DockerReader } from '../../domain/access.js';
import { type Failure, FailureError } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';
import { LineIntake, type LineIntakeOptions, type StreamName } from './line-intake.js';
import { LineSplitter } from './line-splitter.js';
import { Wake } from './wake.js';

export interface TailState {
  readonly state: 'following' | 'waiting' | 'failed';
  readonly why?: Msg;
}

export interface ContainerTailOptions extends LineIntakeOptions {
  readonly docker: DockerReader;
  readonly id: string;
  /** Lines of history at the start; undefined: all of a container that is new. */
  readonly history: number | undefined;
  /** The lines up to now have been read. */
  readonly onCaughtUp: () => void;
  readonly onState: () => void;
}

/**
 * The engine looks for the last lines from the end of its files, but for `since` from their beginning. More lines than
 * this behind, the rest is a gap, which the resume point notices.
 */
const mostCatchUp = 10_000;
const followOverlap = 2000;
const firstRetryMs = 1000;
const longestRetryMs = 10_000;
/** In case that the start event of a container was missed. */
const recheckMs = 30_000;

/** Follows one container's log through ends, restarts and lost links until stopped. */
export class ContainerTail {
  readonly #options: ContainerTailOptions;
  readonly #intake: LineIntake;
  readonly #stopped = new AbortController();
  readonly #wake = new Wake();
  #stream: AbortController | undefined;
  #caughtUp = false;
  state: TailState = { state: 'waiting' };

  constructor(options: ContainerTailOptions) {
    this.#options = options;
    this.#intake = new LineIntake(options);
  }

  get id(): string {
    return this.#options.id;
  }

  /** Runs until stopped; never rejects. */
  async run(): Promise<void> {
    const { signal } = this.#stopped;
    let retryMs = firstRetryMs;
    while (!signal.aborted) {
      try {
        await this.#readOnce();
        retryMs = firstRetryMs;
        this.#setState({ state: 'waiting', why: msg('logs.why.ended') });
        await this.#wake.wait(recheckMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#setState({ state: 'failed', why: failureOf(error).what });
        await this.#wake.wait(retryMs, signal);
        retryMs = Math.min(longestRetryMs, retryMs * 2);
      } finally {
        this.#tellCaughtUp();
      }
    }
  }

  /** The container started again. */
  started(): void {
    this.#wake.ring();
  }

  /** A new link is there: the stream, should it still hang on the old one, is given up. */
  resume(): void {
    this.#stream?.abort();
    this.#wake.ring();
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #readOnce(): Promise<void> {
    const { docker, id, history } = this.#options;
    this.#stream = new AbortController();
    const signal = AbortSignal.any([this.#stream.signal, this.#stopped.signal]);
    const { Config, State } = await docker.inspect(id, signal);
    const tty = Config.Tty ?? false;
    const first = this.#intake.since === undefined;
    await this.#read({ follow: false, tty, tail: first ? history : mostCatchUp }, signal);
    this.#tellCaughtUp();
    if (!State.Running) return;
    this.#setState({ state: 'following' });
    await this.#read(
      { follow: true, tty, tail: this.#intake.since === undefined ? history : followOverlap },
      signal,
    );
    // The engine may end a follow before the last lines of a container that ended.
    await this.#read({ follow: false, tty, tail: followOverlap }, signal);
  }

  async #read(
    options: { readonly follow: boolean; readonly tty: boolean; readonly tail: number | undefined },
    signal: AbortSignal,
  ): Promise<void> {
    const { docker, id } = this.#options;
    const { since } = this.#intake;
    const { tail, ...rest } = options;
    this.#intake.begin(options.follow);
    const splitter = (stream: StreamName) =>
      new LineSplitter((line, leftOut) => this.#intake.take(stream, line, leftOut));
    const splitters = { stdout: splitter('stdout'), stderr: splitter('stderr') };
    await docker.logs(
      id,
      { ...rest, ...(since === undefined ? {} : { since }), ...(tail === undefined ? {} : { tail }) },
      (stream, chunk) => splitters[stream].push(chunk),
      signal,
    );
    // A follow may end in mid-line with its link; the whole line comes with the next read.
    if (options.follow) return;
    splitters.stdout.flush();
    splitters.stderr.flush();
  }

  #tellCaughtUp(): void {
    if (this.#caughtUp) return;
    this.#caughtUp = true;
    this.#options.onCaughtUp();
  }

  #setState(state: TailState): void {
    this.state = state;
    this.#options.onState();
  }
}

export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return { kind: 'unreachable', what: msg('logs.why.broken') };
}
