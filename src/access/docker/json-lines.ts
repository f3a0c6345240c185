/** A stats sample or an event is far smaller; more is not line-delimited JSON. */
const maxLineBytes = 4 * 1024 * 1024;

/** Takes a stream of JSON values, one a line, apart; lines may be split anywhere, inside a character too. */
export class JsonLines {
  #held: Buffer[] = [];
  #size = 0;

  *push(chunk: Buffer): Generator<unknown> {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...this.#held, chunk.subarray(from, end)])
        .toString('utf8')
        .trim();
      this.#held = [];
      this.#size = 0;
      from = end + 1;
      if (line) yield JSON.parse(line) as unknown;
    }
    if (from < chunk.length) {
      this.#held.push(chunk.subarray(from));
      this.#size += chunk.length - from;
      if (this.#size > maxLineBytes) throw new SyntaxError('line of JSON too long');
    }
  }
}
