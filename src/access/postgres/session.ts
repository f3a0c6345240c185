import type { ConnectionOptions } from 'node:tls';
import type { Client, FieldDef, QueryResult } from 'pg';
import { announceAgain } from '../open-socket.js';
import type { LinkSocket } from '../remote-link.js';
import { arrayTypes, parserOf } from './pg-types.js';
import { localSettings, startupOptions } from './session-settings.js';

export interface SessionOptions {
  /** Opens the way to the server. */
  readonly socket: () => Promise<LinkSocket>;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
  /** The server's name, for TLS. */
  readonly host: string;
  readonly ssl: ConnectionOptions | false;
  /** A pooler that refuses startup options stands in front. */
  readonly pooled: boolean;
}

export interface Answer {
  readonly rows: object[];
  /** Column → type OID. */
  readonly types: ReadonlyMap<string, number>;
}

const connectTimeoutMs = 5_000;

/** One connection to a server, read-only; its caller asks one statement at a time. */
export class PostgresSession {
  readonly #client: Client;
  readonly #socket: LinkSocket;
  readonly #pooled: boolean;
  #alive = true;

  private constructor(client: Client, socket: LinkSocket, pooled: boolean) {
    this.#client = client;
    this.#socket = socket;
    this.#pooled = pooled;
    const lost = () => {
      this.#alive = false;
    };
    client.on('error', lost);
    client.on('end', lost);
  }

  /** Connects; rejects with pg's error (SQLSTATE in `code`) or the socket's. */
  static async open(options: SessionOptions): Promise<PostgresSession> {
    const { default: pg } = await import('pg');
    const { user, database, password, host, ssl, pooled } = options;
    const socket = announceAgain(await options.socket());
    const client = new pg.Client({
      user,
      database,
      host,
      port: 5432,
      ssl,
      sslnegotiation: 'postgres',
      // A function, because pg would look for PGPASSWORD and ~/.pgpass of the operator when there is none.
      password: () => password ?? '',
      stream: () => socket,
      connectionTimeoutMillis: connectTimeoutMs,
      application_name: 'cockpit',
      // Never empty, else pg takes PGOPTIONS of the operator's environment.
      options: startupOptions,
      types: { getTypeParser: typeParser(pg) },
    });
    if (pooled)
      Object.assign(client, { getStartupConf: () => ({ user, database, application_name: 'cockpit' }) });
    const session = new PostgresSession(client, socket, pooled);
    try {
      await client.connect();
    } catch (error) {
      socket.destroy();
      throw error;
    }
    return session;
  }

  get alive(): boolean {
    return this.#alive && !this.#socket.destroyed;
  }

  /** Asks one statement; the extended protocol makes the server itself refuse a second one in the text. */
  async ask(text: string, values: readonly string[] = []): Promise<Answer> {
    const query = { text, values: [...values], queryMode: 'extended' };
    if (!this.#pooled) return answerOf(await this.#client.query(query));
    await this.#client.query(localSettings);
    try {
      return answerOf(await this.#client.query(query));
    } finally {
      await this.#client.query('ROLLBACK').catch(() => this.destroy());
    }
  }

  /** Ends the session in order; the socket is gone within half a second. */
  async close(): Promise<void> {
    this.#alive = false;
    const timer = setTimeout(() => this.#socket.destroy(), 500);
    await this.#client.end().catch(() => undefined);
    clearTimeout(timer);
    this.#socket.destroy();
  }

  destroy(): void {
    this.#alive = false;
    this.#socket.destroy();
  }
}

function typeParser(pg: Pick<typeof import('pg'), 'types'>) {
  return (type: number, format?: 'text' | 'binary') =>
    arrayTypes.has(type) ? pg.types.getTypeParser(type, format ?? 'text') : parserOf(type);
}

const answerOf = ({ rows, fields }: QueryResult<object>): Answer => ({
  rows,
  types: new Map(fields.map(({ name, dataTypeID }: FieldDef) => [name, dataTypeID])),
});
