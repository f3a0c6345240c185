import { maxLineLength } from '../../domain/text/sanitize.js';

/** Bytes of a line that are kept: enough for the longest text that is shown, at four bytes a character, and its stamp. */
const maxBytes = maxLineLength * 4 + 64;
const newline = 10;

/**
 * Cuts chunks of bytes into lines of text. Lines and characters may be split anywhere; invalid bytes become U+FFFD;
 * of a line of any length only the beginning is kept in memory, and the number of bytes left out is told.
 */
export class LineSplitter {
  readonly #onLine: (line: string, bytesLeftOut: number) => void;
  /** The beginning of a line whose end has not come yet. */
  #carry: Buffer[] = [];
  #carried = 0;
  #leftOut = 0;

  constructor(onLine: (line: string, bytesLeftOut: number) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      if (this.#carried === 0 && end - start <= maxBytes) {
        this.#emit(bytes, start, end, 0);
      } else {
        this.#keep(bytes, start, end);
        this.flush();
      }
      start = end + 1;
    }
    if (start < bytes.length) this.#keep(bytes, start, bytes.length);
  }

  /** Takes what has come of an unfinished line as a line. */
  flush(): void {
    if (this.#carried === 0 && this.#leftOut === 0) return;
    const line = Buffer.concat(this.#carry);
    const leftOut = this.#leftOut;
    this.#carry = [];
    this.#carried = 0;
    this.#leftOut = 0;
    this.#emit(line, 0, line.length, leftOut);
  }

  #keep(bytes: Buffer, start: number, end: number): void {
    const room = Math.min(end - start, maxBytes - this.#carried);
    if (room > 0) {
      // A copy, because a view would keep the whole chunk alive.
      this.#carry.push(Buffer.from(bytes.subarray(start, start + room)));
      this.#carried += room;
    }
    this.#leftOut += end - start - room;
  }

  #emit(bytes: Buffer, start: number, end: number, leftOut: number): void {
    const last = end > start && bytes[end - 1] === 13 ? end - 1 : end;
    this.#onLine(bytes.toString('utf8', start, last), leftOut);
  }
}
