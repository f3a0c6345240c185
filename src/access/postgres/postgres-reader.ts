import type { DockerReader, PostgresReader, ReadStatement } from '../../domain/access.js';
import type { TopResult } from '../../domain/docker.js';
import { fail } from '../../domain/failure.js';
import type { PostgresEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { readOnlyText } from '../../domain/read-statement.js';
import { attempt } from '../attempt.js';
import { Backoff } from '../backoff.js';
import { errorCode, errorText } from '../error-text.js';
import { isNoWay, tellingOf } from '../no-way.js';
import type { RemoteLink } from '../remote-link.js';
import { readSecret } from '../secret.js';
import { secretContainer } from '../secret-container.js';
import { endpointsOf, openEndpoint } from '../service-address.js';
import { tlsOptions } from '../tls-options.js';
import { Turns } from '../turns.js';
import { noSlotLeft, pgFailure } from './pg-failure.js';
import type { PsqlFallback } from './psql-fallback.js';
import { PostgresSession } from './session.js';

export interface PostgresReaderOptions {
  readonly link: RemoteLink;
  readonly docker: DockerReader;
  readonly entry: PostgresEntry;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly unattended?: boolean;
  /** Only for a server in a container. */
  readonly fallback?: PsqlFallback;
}

/** Connecting and a statement of 2 s, over a slow link. */
const queryTimeoutMs = 10_000;
const connectTimeoutMs = 5_000;
/** An answer that is this late will not come: the connection is given up. */
const hungAfterMs = 15_000;
/** While psql answers, the server is asked this often for a slot of our own. */
const slotRetryMs = 10_000;

/**
 * One connection per server, opened at the first read and then held: in an incident the slots run out, and who has one
 * keeps it. Without a slot, psql in the server's container answers from the superuser's reserve; so it does where no
 * connection can be made at all.
 */
export class LinkPostgresReader implements PostgresReader {
  readonly #options: PostgresReaderOptions;
  readonly #turns = new Turns();
  readonly #backoff = new Backoff();
  /** Column types of earlier answers, by statement. */
  readonly #types = new Map<string, ReadonlyMap<string, number>>();
  #session: { readonly epoch: number; readonly session: PostgresSession } | undefined;
  #pooled = false;
  #via: PostgresReader['via'] = 'none';
  #noWay = false;
  #closed = false;

  constructor(options: PostgresReaderOptions) {
    this.#options = options;
  }

  get via(): PostgresReader['via'] {
    return this.#via;
  }

  get noWay(): boolean {
    return this.#noWay;
  }

  async query<Row extends object>(statement: ReadStatement, signal: AbortSignal): Promise<readonly Row[]> {
    const { link, entry } = this.#options;
    const { name, values } = statement;
    const text = readOnlyText(name, statement.text);
    const bounds = {
      what: msg('access.what.query', { server: entry.name, name }),
      timeoutMs: queryTimeoutMs,
      signal,
    };
    try {
      const rows = await attempt(link, bounds, (inner) =>
        this.#turns.take(
          inner,
          () => this.#answer({ name, text, ...(values ? { values } : {}) }, inner),
          hungAfterMs,
        ),
      );
      return rows as Row[];
    } catch (error) {
      throw pgFailure(entry.name, name, error);
    }
  }

  processes(signal: AbortSignal): Promise<TopResult> {
    const { docker, entry } = this.#options;
    if (entry.address.kind !== 'container') {
      return Promise.reject(fail('unsupported', msg('access.pg.no-container', { server: entry.name })));
    }
    return docker.top(entry.address.container, '-eo pid,etimes,stat,args', signal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#session?.session.close();
    this.#session = undefined;
  }

  async #answer({ name, text, values }: ReadStatement, signal: AbortSignal): Promise<object[]> {
    const { entry, fallback } = this.#options;
    let direct: unknown;
    try {
      const session = await this.#connected(signal);
      const late = setTimeout(() => session.destroy(), hungAfterMs);
      const { rows, types } = await session.ask(text, values).finally(() => clearTimeout(late));
      this.#types.set(text, types);
      this.#via = 'connection';
      return rows;
    } catch (error) {
      const noWay = isNoWay(error);
      if (!(noWay || noSlotLeft(error)) || !fallback || values?.length) {
        if (!(this.#session?.session.alive ?? false)) this.#via = 'none';
        throw noWay && fallback ? boundValues(name, error) : error;
      }
      direct = error;
      this.#noWay = noWay;
    }
    try {
      const rows = await fallback.ask(entry, text, this.#types.get(text), signal);
      this.#via = 'psql';
      return rows;
    } catch (error) {
      this.#via = 'none';
      throw pgFailure(entry.name, name, this.#noWay ? tellingOf(direct, error) : error);
    }
  }

  async #connected(signal: AbortSignal): Promise<PostgresSession> {
    const { epoch } = this.#options.link.status;
    const held = this.#session;
    if (held?.session.alive && held.epoch === epoch) return held.session;
    held?.session.destroy();
    this.#session = undefined;
    return this.#backoff.guard(
      epoch,
      async () => {
        const session = await this.#open(signal);
        if (this.#closed) {
          session.destroy();
          throw fail('unreachable', msg('link.closed'));
        }
        this.#session = { epoch, session };
        return session;
      },
      (error) => (signal.aborted ? 0 : noSlotLeft(error) ? slotRetryMs : undefined),
    );
  }

  async #open(signal: AbortSignal): Promise<PostgresSession> {
    const { link, docker, entry, env, unattended = false } = this.#options;
    const { address, user, database } = entry;
    const inspect = (container: string) => docker.inspect(container, signal);
    const own = address.kind === 'container' ? address.container : undefined;
    const container = secretContainer(docker, own, () => signal);
    const [password, endpoints] = await Promise.all([
      readSecret(entry.password, { env, unattended, container }),
      endpointsOf(address, 5432, inspect),
    ]);
    const host = address.kind === 'tcp' ? address.host : 'localhost';
    const ssl = await tlsOptions(entry.name, address);
    const socket = () => openEndpoint(link, endpoints, connectTimeoutMs);
    const connect = () =>
      PostgresSession.open({ socket, user, database, password, host, ssl, pooled: this.#pooled });
    try {
      return await connect();
    } catch (error) {
      if (this.#pooled || !refusesOptions(error)) throw error;
      this.#pooled = true;
      return connect();
    }
  }
}

/** psql has no way to bind values. */
const boundValues = (name: string, cause: unknown) =>
  fail('unsupported', msg('access.pg.bound-values', { name }), {
    next: msg('link.tcp.prohibited.next'),
    cause,
  });

/** PgBouncer's words (protocol violation) for startup parameters that it does not know. */
const refusesOptions = (error: unknown): boolean =>
  errorCode(error) === '08P01' && /unsupported startup parameter/.test(errorText(error));
