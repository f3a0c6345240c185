import type { Duplex } from 'node:stream';
import type { Surroundings } from '../stores.js';
import { type Answer, parseAnswer } from './answer.js';
import { Connection, type Ran } from './connection.js';
import { fatal, type Message, MessageParser, queryMessage, startupParameters } from './messages.js';
import type { ServerLife } from './sessions/server-life.js';
import { type Session, SharedSession } from './shared-session.js';

export type { Session } from './shared-session.js';

const sslRequest = 80_877_103;
const gssRequest = 80_877_104;
const cancelRequest = 80_877_102;

/** The machine itself, beside all sessions. */
const machine = { pid: 0, settings: new Map<string, string>() };

/** A session over the server's own socket, for programs in its container. */
export interface LocalClient {
  ask(sql: string): Promise<Answer>;
  /** Stops the statement that runs. */
  cancel(): void;
  close(): Promise<void>;
}

/** Speaks the server's side of the protocol (version 3.0) for several clients upon one session of PGlite. */
export class PostgresServer {
  readonly #shared: SharedSession;
  readonly #life: ServerLife;
  readonly #around: Pick<Surroundings, 'now' | 'service'>;
  readonly #connections = new Set<Connection>();
  readonly #onRan: (ran: Ran) => void;

  constructor(
    session: Promise<Session>,
    life: ServerLife,
    around: Pick<Surroundings, 'now' | 'service'>,
    onRan: (ran: Ran) => void = () => {},
  ) {
    this.#shared = new SharedSession(session, life, around);
    this.#life = life;
    this.#around = around;
    this.#onRan = onRan;
  }

  /** @param address where the client comes from, as the server sees it */
  serve(socket: Duplex, address = '172.18.0.1'): void {
    const parser = new MessageParser();
    const send = (bytes: Uint8Array) => {
      if (!socket.destroyed && socket.writable) socket.write(bytes);
    };
    const connection = this.#connect(send, () => socket.end());
    let started = false;
    let batch: Message[] = [];
    const take = (message: Message) => {
      const { type, bytes } = message;
      if (!started) {
        const code = bytes.readUInt32BE(4);
        if (code === sslRequest || code === gssRequest) send(Buffer.from('N'));
        else if (code === cancelRequest) {
          this.#cancel(bytes.readUInt32BE(8), bytes.readInt32BE(12));
          socket.end();
        } else {
          started = true;
          parser.started();
          void connection.start(startupParameters(bytes), address);
        }
      } else if (type === 'X') socket.end();
      else {
        batch.push(message);
        if (!/[QSHF]/.test(type)) return;
        void connection.run(batch);
        batch = [];
      }
    };
    socket.on('close', () => this.#leave(connection));
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

  /** Rejects with the server's refusal as an Answer's error. */
  async local(startup: Readonly<Record<string, string>>): Promise<LocalClient | Answer> {
    let heard: Uint8Array[] = [];
    let open = true;
    const connection = this.#connect(
      (bytes) => heard.push(bytes),
      () => {
        open = false;
      },
    );
    const taken = () => {
      const answer = parseAnswer(Buffer.concat(heard));
      heard = [];
      return answer;
    };
    await connection.start(new Map(Object.entries(startup)), undefined);
    const hello = taken();
    if (!open) {
      await this.#leave(connection);
      return hello;
    }
    return {
      ask: async (sql) => {
        await connection.run([{ type: 'Q', bytes: queryMessage(sql) }]);
        return taken();
      },
      cancel: () => this.#cancel(connection.pid, connection.key),
      close: () => this.#leave(connection),
    };
  }

  /** Runs a change of the machine itself; rejects with the database's word. */
  async run(sql: string): Promise<void> {
    const release = await this.#shared.acquire();
    try {
      await this.#shared.enter(machine);
      const { error } = await this.#shared.ask(sql);
      if (error) throw new Error(error.message);
    } finally {
      release();
    }
  }

  #connect(hear: (bytes: Uint8Array) => void, hangUp: () => void): Connection {
    const parts = {
      shared: this.#shared,
      life: this.#life,
      around: this.#around,
      onRan: (ran: Ran) => this.#onRan(ran),
    };
    const connection = new Connection(parts, hear, hangUp);
    this.#connections.add(connection);
    return connection;
  }

  #leave(connection: Connection): Promise<void> {
    this.#connections.delete(connection);
    return connection.leave();
  }

  #cancel(pid: number, key: number): void {
    const found = [...this.#connections].find((one) => one.pid === pid && one.key === key);
    const backend = found && this.#life.backends.find(pid);
    if (backend) this.#life.cancel(backend);
  }
}
