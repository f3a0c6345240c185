import type { LogLine } from '../../domain/model.js';

/** A line before the ring gives it its number. */
export type NewLogLine = Omit<LogLine, 'seq'>;

export interface LogRingOptions {
  readonly maxLines?: number;
  /** Estimated memory of the lines. */
  readonly maxBytes?: number;
}

/** What a line costs besides its text: the object and its short strings. */
const lineOverhead = 160;

/** The newest log lines of all sources, bounded by number and by memory. Sequence numbers are consecutive. */
export class LogRing {
  readonly #maxLines: number;
  readonly #maxBytes: number;
  readonly #lines: (LogLine | undefined)[] = [];
  #firstSeq = 0;
  #nextSeq = 0;
  #bytes = 0;

  constructor({ maxLines = 20_000, maxBytes = 16 * 2 ** 20 }: LogRingOptions = {}) {
    this.#maxLines = maxLines;
    this.#maxBytes = maxBytes;
  }

  /** Sequence number of the oldest line kept. */
  get firstSeq(): number {
    return this.#firstSeq;
  }

  /** Sequence number that the next line will get; it also tells whether anything is new. */
  get nextSeq(): number {
    return this.#nextSeq;
  }

  get size(): number {
    return this.#nextSeq - this.#firstSeq;
  }

  /** Estimated bytes; at most `maxBytes`, unless a single line is larger. */
  get bytes(): number {
    return this.#bytes;
  }

  append(line: NewLogLine): LogLine {
    if (this.size === this.#maxLines) this.#drop();
    const numbered: LogLine = { seq: this.#nextSeq, ...line };
    this.#bytes += bytesOf(line);
    this.#lines[this.#nextSeq % this.#maxLines] = numbered;
    this.#nextSeq += 1;
    while (this.#bytes > this.#maxBytes && this.size > 1) this.#drop();
    return numbered;
  }

  get(seq: number): LogLine | undefined {
    return seq >= this.#firstSeq && seq < this.#nextSeq ? this.#lines[seq % this.#maxLines] : undefined;
  }

  /** Up to `count` lines from `fromSeq` on, oldest first. */
  slice(fromSeq: number, count: number): LogLine[] {
    const found: LogLine[] = [];
    const end = Math.min(this.#nextSeq, Math.max(fromSeq, this.#firstSeq) + count);
    for (let seq = Math.max(fromSeq, this.#firstSeq); seq < end; seq++) {
      const line = this.get(seq);
      if (line) found.push(line);
    }
    return found;
  }

  /** The newest `count` lines, oldest first. */
  tail(count: number): LogLine[] {
    return this.slice(this.#nextSeq - count, count);
  }

  /** The next line after (1) or before (-1) `fromSeq` that passes the test. */
  search(fromSeq: number, by: 1 | -1, test: (line: LogLine) => boolean): LogLine | undefined {
    for (let seq = fromSeq + by; seq >= this.#firstSeq && seq < this.#nextSeq; seq += by) {
      const line = this.get(seq);
      if (line && test(line)) return line;
    }
    return undefined;
  }

  #drop(): void {
    const oldest = this.#lines[this.#firstSeq % this.#maxLines];
    this.#lines[this.#firstSeq % this.#maxLines] = undefined;
    this.#firstSeq += 1;
    if (oldest) this.#bytes -= bytesOf(oldest);
  }
}

/** Two bytes a character is the most that the engine's strings take. */
const bytesOf = (line: NewLogLine): number => lineOverhead + line.text.length * 2;
