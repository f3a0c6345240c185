/** A reply in RESP2: null is the null bulk string, arrays nest. */
export type Reply =
  | string
  | number
  | null
  | readonly Reply[]
  | { readonly simple: string }
  | { readonly error: string };

export function encodeReply(reply: Reply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`;
  if ('simple' in reply) return `+${reply.simple}\r\n`;
  if ('error' in reply) return `-${reply.error}\r\n`;
  return `*${reply.length}\r\n${reply.map(encodeReply).join('')}`;
}

/** Takes commands out of a byte stream: arrays of bulk strings, as every client library sends them. */
export class CommandParser {
  #held: Buffer = Buffer.alloc(0);

  /** Throws a RangeError on anything that is no command; the connection should end then. */
  *push(chunk: Buffer): Generator<string[]> {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    for (let parsed = this.#next(); parsed; parsed = this.#next()) {
      this.#held = this.#held.subarray(parsed.end);
      yield parsed.words;
    }
  }

  #next(): { words: string[]; end: number } | undefined {
    const head = this.#line(0, '*');
    if (!head) return undefined;
    const words: string[] = [];
    let at = head.end;
    for (let i = 0; i < head.count; i++) {
      const bulk = this.#line(at, '$');
      if (!bulk || this.#held.length < bulk.end + bulk.count + 2) return undefined;
      words.push(this.#held.toString('utf8', bulk.end, bulk.end + bulk.count));
      at = bulk.end + bulk.count + 2;
    }
    return { words, end: at };
  }

  #line(at: number, kind: string): { count: number; end: number } | undefined {
    const end = this.#held.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const text = this.#held.toString('latin1', at, end);
    const count = Number(text.slice(1));
    if (text[0] !== kind || !Number.isInteger(count) || count < 0 || count > 1_000_000)
      throw new RangeError('no command');
    return { count, end: end + 2 };
  }
}
