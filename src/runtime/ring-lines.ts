import type { LogLines, LogSelection } from '../domain/log-lines.js';
import type { LogLevel, LogLine } from '../domain/model.js';

/** The part of a log ring that reading needs; lines have consecutive sequence numbers. */
export interface LineSource {
  /** Sequence number of the oldest line kept. */
  readonly firstSeq: number;
  /** Sequence number that the next line will get. */
  readonly nextSeq: number;
  get(seq: number): LogLine | undefined;
}

/** Selections that are kept ready: the screen's three, the diagnosis' and one for each scheduler. */
const mostViews = 8;

/**
 * Reads a ring through selections. Each selection keeps the numbers of its lines and looks at every new line once,
 * so that a frame costs what is new and not what is kept.
 */
export function createRingLines(ring: LineSource): LogLines {
  const views = new Map<string, SelectedLines>();

  const viewOf = (selection: LogSelection): SelectedLines => {
    const key = keyOf(selection);
    const known = views.get(key);
    const view = known ?? new SelectedLines(ring, selection);
    // The most recently used stands last.
    views.delete(key);
    views.set(key, view);
    const oldest = views.keys().next().value;
    if (views.size > mostViews && oldest !== undefined) views.delete(oldest);
    view.catchUp();
    return view;
  };

  return {
    upTo: (selection, end, count) => viewOf(selection).upTo(end, count),
    from: (selection, start, count) => viewOf(selection).from(start, count),
    find: (selection, from, by, test) => viewOf(selection).find(from, by, test),
    step: (selection, from, by) => viewOf(selection).step(from, by),
    count: (selection) => viewOf(selection).size,
  };
}

const keyOf = (s: LogSelection) =>
  `${s.filter?.key ?? ''}\0${s.minLevel}\0${s.source ?? ''}\0${s.sinceAt ?? ''}`;

const isWarn = (level: LogLevel) => level === 'warn' || level === 'error' || level === 'fatal';
const isError = (level: LogLevel) => level === 'error' || level === 'fatal';

class SelectedLines {
  readonly #ring: LineSource;
  readonly #selection: LogSelection;
  #seqs: number[] = [];
  /** Lines before this place of `#seqs` have left the ring. */
  #start = 0;
  #scanned: number;

  constructor(ring: LineSource, selection: LogSelection) {
    this.#ring = ring;
    this.#selection = selection;
    this.#scanned = ring.firstSeq;
  }

  get size(): number {
    return this.#seqs.length - this.#start;
  }

  catchUp(): void {
    const { firstSeq, nextSeq } = this.#ring;
    for (let seq = Math.max(this.#scanned, firstSeq); seq < nextSeq; seq++) {
      const line = this.#ring.get(seq);
      if (line && this.#selects(line)) this.#seqs.push(seq);
    }
    this.#scanned = nextSeq;
    while (this.#start < this.#seqs.length && (this.#seqs[this.#start] as number) < firstSeq) this.#start++;
    // Copying at half keeps the cost per line constant.
    if (this.#start > 1000 && this.#start * 2 > this.#seqs.length) {
      this.#seqs = this.#seqs.slice(this.#start);
      this.#start = 0;
    }
  }

  #selects(line: LogLine): boolean {
    const { minLevel, source, sinceAt, filter } = this.#selection;
    if (source !== undefined && line.source !== source && line.kind !== 'marker') return false;
    if (sinceAt !== undefined && line.at < sinceAt) return false;
    if (line.kind !== 'line') return true;
    if (minLevel === 'error' ? !isError(line.level) : minLevel === 'warn' && !isWarn(line.level))
      return false;
    return !filter || filter.test(line.text);
  }

  /** The place of the first line at or after `seq`. */
  #placeOf(seq: number): number {
    let low = this.#start;
    let high = this.#seqs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#seqs[middle] as number) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #lines(from: number, to: number): LogLine[] {
    const lines: LogLine[] = [];
    for (let place = Math.max(this.#start, from); place < Math.min(to, this.#seqs.length); place++) {
      const line = this.#ring.get(this.#seqs[place] as number);
      if (line) lines.push(line);
    }
    return lines;
  }

  upTo(end: number | undefined, count: number): readonly LogLine[] {
    const to = end === undefined ? this.#seqs.length : this.#placeOf(end + 1);
    return this.#lines(to - count, to);
  }

  from(start: number, count: number): readonly LogLine[] {
    const from = this.#placeOf(start);
    return this.#lines(from, from + count);
  }

  find(from: number | undefined, by: 1 | -1, test: (line: LogLine) => boolean): LogLine | undefined {
    let place = from === undefined ? this.#seqs.length : this.#placeOf(from);
    if (by === 1 && from !== undefined && this.#seqs[place] !== from) place--;
    for (place += by; place >= this.#start && place < this.#seqs.length; place += by) {
      const line = this.#ring.get(this.#seqs[place] as number);
      if (line && test(line)) return line;
    }
    return undefined;
  }

  step(from: number | undefined, by: number): LogLine | undefined {
    if (this.size === 0) return undefined;
    const place = (from === undefined ? this.#seqs.length - 1 : this.#placeOf(from)) + by;
    const clamped = Math.min(Math.max(this.#start, place), this.#seqs.length - 1);
    return this.#ring.get(this.#seqs[clamped] as number);
  }
}
