import type { Client, QueryArrayResult } from 'pg';
import type { DockerReader } from '../../domain/access.js';
import type { PostgresEntry } from '../../domain/host.js';
import { announceAgain } from '../open-socket.js';
import type { LinkSocket, RemoteLink } from '../remote-link.js';
import { readSecret } from '../secret.js';
import { secretContainer } from '../secret-container.js';
import { endpointsOf, openEndpoint } from '../service-address.js';
import { tlsOptions } from '../tls-options.js';

export interface SqlPlaces {
  readonly link: RemoteLink;
  readonly docker: DockerReader;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface SqlAnswer {
  /** Each row as psql -At prints it; null is empty, booleans are t and f. */
  readonly rows: readonly string[];
  /** Rows found or changed; undefined for statements that count none. */
  readonly count: number | undefined;
}

const connectTimeoutMs = 5_000;
/** The client waits this much longer than the server works, so that the server's own word on its time limit arrives. */
export const patienceMs = 3_000;

/** Times as the readers give them, so that a session's start compares equal as text. */
export const operateSettings = (timeoutMs: number): string =>
  [
    `statement_timeout=${Math.max(1, Math.round(timeoutMs))}`,
    'idle_in_transaction_session_timeout=5000',
    'standard_conforming_strings=on',
    'timezone=UTC',
    'datestyle=ISO',
  ]
    .map((setting) => `-c ${setting}`)
    .join(' ');

export const operateName = 'cockpit-operate';

/** A connection for one statement that changes something. */
export class SqlSession {
  readonly #client: Client;
  readonly #socket: LinkSocket;

  private constructor(client: Client, socket: LinkSocket) {
    this.#client = client;
    this.#socket = socket;
  }

  /** Connects as the host entry says; whatever it rejects with, no statement was sent. */
  static async open(
    { link, docker, env }: SqlPlaces,
    entry: PostgresEntry,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<SqlSession> {
    const { default: pg } = await import('pg');
    const { address, user, database } = entry;
    const own = address.kind === 'container' ? address.container : undefined;
    const inspect = (container: string) => docker.inspect(container, signal);
    const [password, endpoints, ssl] = await Promise.all([
      readSecret(entry.password, {
        env,
        container: secretContainer(docker, own, () => signal),
      }),
      endpointsOf(address, 5432, inspect),
      tlsOptions(entry.name, address),
    ]);
    const socket = announceAgain(await openEndpoint(link, endpoints, connectTimeoutMs));
    const client = new pg.Client({
      user,
      database,
      host: address.kind === 'tcp' ? address.host : 'localhost',
      port: 5432,
      ssl,
      sslnegotiation: 'postgres',
      // A function, because pg would look for PGPASSWORD and ~/.pgpass of the operator when there is none.
      password: () => password ?? '',
      stream: () => socket,
      connectionTimeoutMillis: connectTimeoutMs,
      application_name: operateName,
      // Never empty, else pg takes PGOPTIONS of the operator's environment.
      options: operateSettings(timeoutMs),
    });
    client.on('error', () => undefined);
    const onAbort = () => socket.destroy();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      signal.throwIfAborted();
      await client.connect();
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
    return new SqlSession(client, socket);
  }

  /** Sends the statement once; rejects with the server's error, or with another one when its fate is unknown. */
  async ask(text: string, params: readonly string[], stop: AbortSignal): Promise<SqlAnswer> {
    const onStop = () => this.#socket.destroy();
    stop.addEventListener('abort', onStop, { once: true });
    try {
      const query = {
        text,
        values: [...params],
        // The server itself then refuses a second statement in the text.
        queryMode: 'extended',
        rowMode: 'array' as const,
        types: { getTypeParser: () => (value: unknown) => value },
      };
      const result: QueryArrayResult<unknown[]> = await this.#client.query(query);
      return {
        rows: result.rows.map((row) => row.map((value) => (value === null ? '' : String(value))).join('|')),
        count: result.rowCount ?? undefined,
      };
    } finally {
      stop.removeEventListener('abort', onStop);
    }
  }

  /** Ends the session in order; the socket is gone within half a second. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.#socket.destroy(), 500);
    await this.#client.end().catch(() => undefined);
    clearTimeout(timer);
    this.#socket.destroy();
  }
}
