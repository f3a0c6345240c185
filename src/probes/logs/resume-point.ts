import { compareStamps, stampBefore } from './stamp.js';

interface Remembered {
  readonly stamp: string;
  readonly key: string;
}

/** Enough for lines whose stamps are not in order, because the engine stamps stdout and stderr apart. */
const remembered = 512;
/** Same stamp on more lines than this would take no bounded memory. */
const mostRemembered = 20_000;
const overlapMs = 500;
/** Beyond this after the point where the last stream ended, nothing of it can come again. */
const settledMs = 2000;

/**
 * Where a source's lines ended, so that the next stream goes on without loss or repeat.
 *
 * `since` of the engine is inclusive and compares stamps that are not strictly in order. So the last lines are
 * remembered, the next stream starts at a stamp from which on all lines are remembered, and each of them is taken off
 * once as it comes again.
 */
export class ResumePoint {
  #lines: Remembered[] = [];
  #start = 0;
  #max = '';
  /** Highest stamp of the lines no longer remembered. */
  #forgotten = '';
  /** While a new stream overlaps the last one: how often each remembered line is still to come. */
  #expected: Map<string, number> | undefined;
  #settledAfter = '';
  /** Lines that must come again before anything newer does. */
  #newest: string[] = [];
  #gap = false;

  /** `since` for the next stream; undefined before the first line. */
  get since(): string | undefined {
    if (this.#max === '') return undefined;
    const overlap = stampBefore(this.#max, overlapMs);
    if (compareStamps(overlap, this.#forgotten) > 0) return overlap;
    let least = this.#max;
    for (let i = this.#start; i < this.#lines.length; i++) {
      const { stamp } = this.#lines[i] as Remembered;
      if (compareStamps(stamp, this.#forgotten) > 0 && compareStamps(stamp, least) < 0) least = stamp;
    }
    return least;
  }

  /** A new stream begins, from `since` on. */
  begin(): void {
    const { since } = this;
    if (since === undefined) return;
    const expected = new Map<string, number>();
    this.#newest = [];
    for (let i = this.#start; i < this.#lines.length; i++) {
      const { stamp, key } = this.#lines[i] as Remembered;
      if (compareStamps(stamp, since) < 0) continue;
      const id = `${stamp} ${key}`;
      expected.set(id, (expected.get(id) ?? 0) + 1);
      if (stamp === this.#max) this.#newest.push(id);
    }
    this.#expected = expected;
    this.#settledAfter = stampBefore(this.#max, -settledMs);
  }

  /** False for a line that the stream before brought already. `key`: its stream and text. */
  accept(stamp: string, key: string): boolean {
    if (this.#expected && this.#repeats(this.#expected, stamp, key)) return false;
    this.#lines.push({ stamp, key });
    if (compareStamps(stamp, this.#max) > 0) this.#max = stamp;
    if (this.#lines.length - this.#start > remembered) this.#forget();
    return true;
  }

  /** True once when lines are missing: the newest line did not come again, so the engine no longer had it. */
  takeGap(): boolean {
    const gap = this.#gap;
    this.#gap = false;
    return gap;
  }

  #repeats(expected: Map<string, number>, stamp: string, key: string): boolean {
    const id = `${stamp} ${key}`;
    const count = expected.get(id);
    if (count !== undefined) {
      if (count === 1) expected.delete(id);
      else expected.set(id, count - 1);
      return true;
    }
    if (compareStamps(stamp, this.#max) > 0 && this.#newest.length > 0) {
      this.#gap ||= this.#newest.every((newest) => expected.has(newest));
      this.#newest = [];
    }
    if (expected.size === 0 || compareStamps(stamp, this.#settledAfter) > 0) this.#expected = undefined;
    return false;
  }

  #forget(): void {
    const { stamp } = this.#lines[this.#start] as Remembered;
    // While all have the highest stamp there is no later one to start from.
    if (stamp === this.#max && this.#lines.length - this.#start <= mostRemembered) return;
    if (compareStamps(stamp, this.#forgotten) > 0) this.#forgotten = stamp;
    this.#start += 1;
    if (this.#start >= remembered) {
      this.#lines = this.#lines.slice(this.#start);
      this.#start = 0;
    }
  }
}
