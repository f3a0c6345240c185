/** Frontend messages of the PostgreSQL protocol 3.0 (PostgreSQL documentation, "Message Formats"). */
export interface Message {
  /** One letter; '' for those without one at the start of a connection. */
  readonly type: string;
  /** The whole message as it came. */
  readonly bytes: Buffer;
}

/** Cuts a byte stream into messages. Throws a RangeError on a length that no message has. */
export class MessageParser {
  #held: Buffer = Buffer.alloc(0);
  #started = false;

  *push(chunk: Buffer): Generator<Message> {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    for (;;) {
      const header = this.#started ? 1 : 0;
      if (this.#held.length < header + 4) return;
      const length = this.#held.readUInt32BE(header) + header;
      if (length < header + 4 || length > 16 * 1024 * 1024) throw new RangeError('bad message length');
      if (this.#held.length < length) return;
      const bytes = this.#held.subarray(0, length);
      this.#held = this.#held.subarray(length);
      yield { type: header === 1 ? String.fromCharCode(bytes[0] as number) : '', bytes };
    }
  }

  /** From now on messages carry their letter. */
  started(): void {
    this.#started = true;
  }
}

function backend(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const zero = (text: string) => Buffer.from(`${text}\0`);
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const parameters = {
  server_version: '16.9',
  server_encoding: 'UTF8',
  client_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  integer_datetimes: 'on',
  standard_conforming_strings: 'on',
  is_superuser: 'on',
  in_hot_standby: 'off',
};

/** What a server that trusts its client says before the first query. */
export const greeting = (pid: number, key: number): Buffer =>
  Buffer.concat([
    backend('R', int32(0)),
    ...Object.entries(parameters).map(([name, value]) => backend('S', zero(name), zero(value))),
    backend('K', int32(pid), int32(key)),
    backend('Z', Buffer.from('I')),
  ]);

/** An ErrorResponse with the fields that every server gives. */
export const errorMessage = (severity: 'ERROR' | 'FATAL', code: string, text: string): Buffer =>
  backend(
    'E',
    zero(`S${severity}`),
    zero(`V${severity}`),
    zero(`C${code}`),
    zero(`M${text}`),
    Buffer.from([0]),
  );

export const fatal = (code: string, text: string): Buffer => errorMessage('FATAL', code, text);

/** `I` idle, `T` in a transaction, `E` in a failed one. */
export const readyForQuery = (state: TransactionState): Buffer => backend('Z', Buffer.from(state));

export type TransactionState = 'I' | 'T' | 'E';

/** A simple query, as a frontend sends it. */
export const queryMessage = (sql: string): Buffer => backend('Q', zero(sql));

/** Statements in a batch of frontend messages: texts of queries, and those of the named ones that are run again. */
export function statementsOf(batch: readonly Message[], prepared: Map<string, string>): string[] {
  return batch.flatMap(({ type, bytes }) => {
    const words = () => bytes.toString('utf8', 5).split('\0', 2) as [string, string];
    if (type === 'Q') return [words()[0]];
    if (type === 'P') {
      const [name, text] = words();
      prepared.set(name, text);
      return [];
    }
    // Portal, then the statement's name.
    return type === 'B' ? (prepared.get(words()[1]) ?? []) : [];
  });
}

/** Names and values of a startup message. */
export function startupParameters(bytes: Buffer): Map<string, string> {
  const words = bytes.toString('utf8', 8).split('\0');
  const found = new Map<string, string>();
  for (let i = 0; i + 1 < words.length && words[i]; i += 2)
    found.set(words[i] as string, words[i + 1] as string);
  return found;
}

/** The state in the last ReadyForQuery of an answer: I idle, T in a transaction, E in a failed one; undefined without one. */
export function lastState(answer: Uint8Array): TransactionState | undefined {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  let state: TransactionState | undefined;
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readUInt32BE(at + 1)) {
    if (bytes[at] === 0x5a) state = String.fromCharCode(bytes[at + 5] as number) as TransactionState;
  }
  return state;
}
