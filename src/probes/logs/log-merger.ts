import type { NewLogLine } from './log-ring.js';
import { compareStamps } from './stamp.js';

interface Pending {
  readonly line: NewLogLine;
  readonly arrived: number;
}

export interface LogMergerOptions {
  /** How long a line waits for earlier ones of other sources, ms. */
  readonly windowMs?: number;
  /** Monotonic clock, ms. */
  readonly now: () => number;
  readonly emit: (line: NewLogLine) => void;
}

/** While lines are held back for a catch-up, so many may wait. */
const mostPending = 50_000;

/** Brings the lines of several sources into the order of time, as far as a short wait allows. */
export class LogMerger {
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #emit: (line: NewLogLine) => void;
  #pending: Pending[] = [];
  #heldUntil = Number.NEGATIVE_INFINITY;

  constructor({ windowMs = 80, now, emit }: LogMergerOptions) {
    this.#windowMs = windowMs;
    this.#now = now;
    this.#emit = emit;
  }

  get waiting(): number {
    return this.#pending.length;
  }

  push(line: NewLogLine): void {
    this.#pending.push({ line, arrived: this.#now() });
    if (this.#pending.length > mostPending) this.flush(true);
  }

  /** Waits for sources that are catching up, at most so long, so that their histories come out in one order. */
  hold(ms: number): void {
    this.#heldUntil = this.#now() + ms;
  }

  release(): void {
    this.#heldUntil = Number.NEGATIVE_INFINITY;
  }

  /** Gives out lines that have waited long enough, with all that are earlier than these; or everything. */
  flush(everything = false): void {
    const now = this.#now();
    if (this.#pending.length === 0 || (!everything && now < this.#heldUntil)) return;
    let upTo = Number.NEGATIVE_INFINITY;
    if (everything) upTo = Number.POSITIVE_INFINITY;
    else {
      for (const { line, arrived } of this.#pending) {
        if (arrived > now - this.#windowMs) break;
        if (line.at > upTo) upTo = line.at;
      }
    }
    const due: Pending[] = [];
    const rest: Pending[] = [];
    for (const pending of this.#pending) (pending.line.at <= upTo ? due : rest).push(pending);
    if (due.length === 0) return;
    this.#pending = rest;
    // Sorting is stable, so lines of one source with one stamp keep their order.
    due.sort((a, b) => inOrder(a.line, b.line));
    for (const { line } of due) this.#emit(line);
  }
}

function inOrder(a: NewLogLine, b: NewLogLine): number {
  if (a.at !== b.at) return a.at - b.at;
  return a.stamp === '' || b.stamp === '' ? 0 : compareStamps(a.stamp, b.stamp);
}
