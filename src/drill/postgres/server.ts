import type { Duplex } from 'node:stream';
import { fatal, greeting, lastState, type Message, MessageParser, startupParameters } from './messages.js';

const sslRequest = 80_877_103;
const gssRequest = 80_877_104;
const cancelRequest = 80_877_102;

/** The one session that all connections share. */
export interface Session {
  /** Answers protocol bytes; calls must not overlap. */
  raw(bytes: Uint8Array): Promise<Uint8Array>;
  run(sql: string): Promise<void>;
}

interface Client {
  readonly pid: number;
  readonly readOnly: boolean;
  readonly row: { readonly pid: number; readonly user: string; readonly app: string; readonly since: number };
}

/**
 * Speaks the server's side of the protocol for several connections upon one session: a connection has it for whole
 * batches up to Sync, and from BEGIN to COMMIT.
 */
export class PostgresServer {
  readonly #session: Promise<Session>;
  readonly #clients = new Set<Client>();
  #turn: Promise<unknown> = Promise.resolve();
  #pid = 900;
  #readOnly = false;

  constructor(session: Promise<Session>) {
    this.#session = session;
  }

  serve(socket: Duplex): void {
    const parser = new MessageParser();
    let client: Client | undefined;
    let batch: Buffer[] = [];
    let release: (() => void) | undefined;
    let work: Promise<unknown> = Promise.resolve();
    const leave = () => {
      if (client && this.#clients.delete(client)) this.#note();
      work = work.then(() => release?.());
    };
    const send = (bytes: Uint8Array) => {
      if (!socket.destroyed && socket.writable) socket.write(bytes);
    };
    const answer = async (bytes: Buffer, from: Client) => {
      release ??= await this.#acquire();
      const session = await this.#session;
      await this.#setMode(session, from.readOnly);
      const reply = await session.raw(bytes);
      if (lastState(reply) === 'I') {
        release?.();
        release = undefined;
      }
      send(reply);
    };
    const take = ({ type, bytes }: Message) => {
      if (!client) {
        const code = bytes.readUInt32BE(4);
        if (code === sslRequest || code === gssRequest) send(Buffer.from('N'));
        else if (code === cancelRequest) socket.end();
        else {
          client = this.#welcome(startupParameters(bytes));
          parser.started();
          send(greeting(client.pid));
        }
        return;
      }
      if (type === 'X') {
        socket.end();
        return;
      }
      batch.push(bytes);
      if (type !== 'Q' && type !== 'S' && type !== 'F') return;
      const [whole, from] = [Buffer.concat(batch), client];
      batch = [];
      work = work
        .then(() => answer(whole, from))
        .catch((error: Error) => {
          send(fatal('57P01', error.message));
          socket.end();
        });
    };
    socket.on('close', leave);
    socket.on('end', () => socket.end());
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const message of parser.push(chunk)) take(message);
      } catch {
        socket.end(fatal('08P01', 'invalid message'));
      }
    });
  }

  /** Runs a change of the exercise itself. */
  async run(sql: string): Promise<void> {
    const release = await this.#acquire();
    try {
      const session = await this.#session;
      await this.#setMode(session, false);
      await session.run(sql);
    } finally {
      release();
    }
  }

  #welcome(given: ReadonlyMap<string, string>): Client {
    const pid = ++this.#pid;
    const client: Client = {
      pid,
      readOnly: /default_transaction_read_only=on/.test(given.get('options') ?? ''),
      row: {
        pid,
        user: given.get('user') ?? '',
        app: given.get('application_name') ?? '',
        since: Date.now() / 1000,
      },
    };
    this.#clients.add(client);
    this.#note();
    return client;
  }

  /** Shows the connections among the server's sessions. */
  #note(): void {
    const rows = JSON.stringify([...this.#clients].map(({ row }) => row)).replaceAll("'", "''");
    this.run(`UPDATE drill.state SET clients = '${rows}'`).catch(() => undefined);
  }

  async #setMode(session: Session, readOnly: boolean): Promise<void> {
    if (readOnly === this.#readOnly) return;
    await session.run(`SET default_transaction_read_only = ${readOnly ? 'on' : 'off'}`);
    this.#readOnly = readOnly;
  }

  /** Waits for the session; the caller has it until it calls what it gets. */
  async #acquire(): Promise<() => void> {
    const before = this.#turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#turn = promise;
    await before;
    return resolve;
  }
}
