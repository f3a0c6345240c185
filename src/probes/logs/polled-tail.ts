import { failureOf, type TailState } from './container-tail.js';
import { Wake } from './wake.js';

export interface PolledTailOptions {
  readonly onCaughtUp: () => void;
  readonly onState: () => void;
  /** How many times slower than usual to read; at least 1. */
  readonly pace?: () => number;
}

/** A source that tells of nothing by itself: it is read again and again, from far apart where a read failed. */
export abstract class PolledTail {
  readonly #options: PolledTailOptions;
  readonly #everyMs: number;
  readonly #failedMs: number;
  readonly #stopped = new AbortController();
  readonly #wake = new Wake();
  /** Nothing was read before. */
  protected first = true;
  state: TailState = { state: 'waiting' };

  protected constructor(
    options: PolledTailOptions,
    rhythm: { readonly everyMs: number; readonly failedMs: number },
  ) {
    this.#options = options;
    this.#everyMs = rhythm.everyMs;
    this.#failedMs = rhythm.failedMs;
  }

  /** Takes what came since; gives how the source stands, rejects where it could not be read. */
  protected abstract readOnce(signal: AbortSignal): Promise<TailState>;

  /** Runs until stopped; never rejects. */
  async run(): Promise<void> {
    const { signal } = this.#stopped;
    const { pace = () => 1, onCaughtUp } = this.#options;
    while (!signal.aborted) {
      let pause = this.#everyMs;
      try {
        this.#setState(await this.readOnce(signal));
      } catch (error) {
        if (signal.aborted) return;
        pause = this.#failedMs;
        this.#setState({ state: 'failed', why: failureOf(error).what });
      }
      if (this.first) onCaughtUp();
      this.first = false;
      await this.#wake.wait(pause * Math.max(1, pace()), signal);
    }
  }

  resume(): void {
    this.#wake.ring();
  }

  stop(): void {
    this.#stopped.abort();
  }

  #setState(state: TailState): void {
    this.state = state;
    this.#options.onState();
  }
}
