import type { LogLevel } from '../../domain/model.js';

export interface FloodGateOptions {
  /** Lines a second over all sources that pass unquestioned. */
  readonly linesPerSecond?: number;
  /** Monotonic clock, ms. */
  readonly now: () => number;
}

/** Lines of a source that were left out within a second. */
export interface LeftOut {
  readonly source: string;
  readonly skipped: number;
  /** Time of the last of them. */
  readonly stamp: string;
  readonly at: number;
}

interface Counter {
  lines: number;
  important: number;
  skipped: number;
  stamp: string;
  at: number;
}

/** Quarters of a second, so that what passes is spread over each second. */
const sliceMs = 250;
const reportMs = 1000;
/** Of the lines beyond, one in so many passes as a sample. */
const sampleEvery = 100;

/**
 * Lets through what a person can still use of a flood: everything up to a rate; beyond it each source's fair share,
 * warnings and errors up to a quarter of the rate, and a sample of the rest. What is left out is counted.
 */
export class FloodGate {
  readonly #perSlice: number;
  readonly #now: () => number;
  readonly #counters = new Map<string, Counter>();
  #sliceAt = Number.NEGATIVE_INFINITY;
  #reportAt: number;
  #lines = 0;
  #active = 1;

  constructor({ linesPerSecond = 2000, now }: FloodGateOptions) {
    this.#perSlice = (linesPerSecond * sliceMs) / 1000;
    this.#now = now;
    this.#reportAt = now() + reportMs;
  }

  /** `levelOf` is only asked where it matters, because it costs more than the rest. */
  admits(source: string, stamp: string, at: number, levelOf: () => LogLevel): boolean {
    if (this.#now() - this.#sliceAt >= sliceMs) this.#newSlice();
    const counter = this.#counterOf(source);
    this.#lines += 1;
    counter.lines += 1;
    if (this.#lines <= this.#perSlice || counter.lines <= this.#perSlice / this.#active) return true;
    if (counter.lines % sampleEvery === 0) return true;
    if (counter.important < this.#perSlice / 4) {
      const level = levelOf();
      if (level === 'warn' || level === 'error' || level === 'fatal') {
        counter.important += 1;
        return true;
      }
    }
    counter.skipped += 1;
    counter.stamp = stamp;
    counter.at = at;
    return false;
  }

  /** Once a second: what was left out since the last report. */
  report(): readonly LeftOut[] {
    if (this.#now() < this.#reportAt) return [];
    this.#reportAt = this.#now() + reportMs;
    const leftOut: LeftOut[] = [];
    for (const [source, counter] of this.#counters) {
      if (counter.skipped === 0) continue;
      leftOut.push({ source, skipped: counter.skipped, stamp: counter.stamp, at: counter.at });
      counter.skipped = 0;
    }
    return leftOut;
  }

  #newSlice(): void {
    this.#sliceAt = this.#now();
    this.#lines = 0;
    let active = 0;
    for (const counter of this.#counters.values()) {
      if (counter.lines > 0) active += 1;
      counter.lines = 0;
      counter.important = 0;
    }
    this.#active = Math.max(1, active);
  }

  #counterOf(source: string): Counter {
    const known = this.#counters.get(source);
    if (known) return known;
    const counter = { lines: 0, important: 0, skipped: 0, stamp: '', at: 0 };
    this.#counters.set(source, counter);
    return counter;
  }
}
