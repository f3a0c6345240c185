import type { Duplex } from 'node:stream';
import type { DockerReader, RedisReader } from '../../domain/access.js';
import { fail } from '../../domain/failure.js';
import type { RedisEntry } from '../../domain/host.js';
import type { LinkStatus } from '../../domain/link.js';
import { msg } from '../../domain/message.js';
import { attempt, linkFailure } from '../attempt.js';
import { Backoff } from '../backoff.js';
import { isNoWay, tellingOf } from '../no-way.js';
import type { RemoteLink } from '../remote-link.js';
import { readSecret } from '../secret.js';
import { secretContainer } from '../secret-container.js';
import { endpointsOf, openEndpoint } from '../service-address.js';
import { secureSocket, tlsOptions } from '../tls-options.js';
import type { CliFallback } from './cli-fallback.js';
import { assertReadOnly, type RedisCommand } from './read-only-commands.js';
import { redisFailure } from './redis-failure.js';
import { RedisSession } from './session.js';

export interface RedisReaderOptions {
  readonly link: RemoteLink;
  readonly docker: DockerReader;
  readonly entry: RedisEntry;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly unattended?: boolean;
  /** Only for a server in a container. */
  readonly fallback?: CliFallback;
}

const pipelineTimeoutMs = 8_000;
const connectTimeoutMs = 4_000;
/** Not the caller's signal: the connection outlives the read that asked for it. */
const patience = () => AbortSignal.timeout(connectTimeoutMs);

interface Held {
  readonly epoch: number;
  readonly session: Promise<RedisSession>;
}

/**
 * One connection for commands, held; one more for each subscription. Where no connection can be made, the redis-cli of
 * the server's container answers commands; nothing can be subscribed to then.
 */
export class LinkRedisReader implements RedisReader {
  readonly #options: RedisReaderOptions;
  readonly #backoff = new Backoff();
  readonly #subscriptions = new Set<RedisSession>();
  #held: Held | undefined;
  #closed = false;

  constructor(options: RedisReaderOptions) {
    this.#options = options;
  }

  async pipeline(commands: readonly RedisCommand[], signal: AbortSignal): Promise<readonly unknown[]> {
    const { link, entry } = this.#options;
    for (const command of commands) assertReadOnly(command);
    if (commands.length === 0) return [];
    const bounds = {
      what: msg('access.what.redis', { server: entry.name }),
      timeoutMs: pipelineTimeoutMs,
      signal,
    };
    try {
      return await attempt(link, bounds, async (inner) => {
        let session: RedisSession;
        try {
          session = await this.#session();
        } catch (error) {
          return await this.#askInside(error, commands, inner);
        }
        const replies = await session.pipeline(commands);
        const lost = replies.find((reply) => reply instanceof Error && isLoss(reply));
        if (lost) {
          session.close();
          throw lost;
        }
        return replies;
      });
    } catch (error) {
      throw redisFailure(entry.name, error);
    }
  }

  async psubscribe(
    pattern: string,
    onMessage: (channel: string, message: string) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { link, entry, fallback } = this.#options;
    const bounds = {
      what: msg('access.what.redis', { server: entry.name }),
      timeoutMs: pipelineTimeoutMs,
      signal,
    };
    let session: RedisSession | undefined;
    let release: () => void = () => undefined;
    try {
      const ended = Promise.withResolvers<void>();
      ended.promise.catch(() => undefined);
      await attempt(link, bounds, async (inner) => {
        const opened = await this.#open().catch((error: unknown) => {
          throw fallback && isNoWay(error) ? noSubscription(entry.name, error) : error;
        });
        if (inner.aborted || this.#closed) return opened.close();
        session = opened;
        this.#subscriptions.add(opened);
        await opened.psubscribe(pattern, onMessage, () =>
          ended.reject(fail('unreachable', msg('access.redis.unreachable', { server: entry.name }))),
        );
      });
      const { epoch } = link.status;
      const onStatus = (status: LinkStatus) => {
        const alive = status.phase === 'up' || status.phase === 'suspect';
        if (!alive || status.epoch !== epoch) ended.reject(linkFailure(status));
      };
      const stop = () => ended.resolve();
      const unfollow = link.onStatus(onStatus);
      signal.addEventListener('abort', stop, { once: true });
      release = () => {
        unfollow();
        signal.removeEventListener('abort', stop);
      };
      if (signal.aborted) return;
      await ended.promise;
    } catch (error) {
      if (!signal.aborted) throw redisFailure(entry.name, error);
    } finally {
      release();
      if (session) this.#subscriptions.delete(session);
      session?.close();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const session of this.#subscriptions) session.close();
    const held = this.#held;
    this.#held = undefined;
    await held?.session.then((session) => session.close()).catch(() => undefined);
  }

  async #session(): Promise<RedisSession> {
    const { epoch } = this.#options.link.status;
    const held = this.#held;
    if (held?.epoch === epoch) {
      const session = await held.session.catch(() => undefined);
      if (session?.alive) return session;
    }
    if (this.#held === held) {
      void held?.session.then((session) => session.close()).catch(() => undefined);
      this.#held = { epoch, session: this.#backoff.guard(epoch, () => this.#open()) };
    }
    const session = await this.#held!.session;
    if (this.#closed) {
      session.close();
      throw fail('unreachable', msg('link.closed'));
    }
    return session;
  }

  async #askInside(
    error: unknown,
    commands: readonly RedisCommand[],
    signal: AbortSignal,
  ): Promise<unknown[]> {
    const { entry, fallback } = this.#options;
    if (!fallback || !isNoWay(error)) throw error;
    try {
      return await fallback.pipeline(entry, await this.#password(), commands, signal);
    } catch (inside) {
      throw tellingOf(error, inside);
    }
  }

  #password(): Promise<string | undefined> {
    const { docker, entry, env, unattended = false } = this.#options;
    const { address } = entry;
    const own = address.kind === 'container' ? address.container : undefined;
    return readSecret(entry.password, { env, unattended, container: secretContainer(docker, own, patience) });
  }

  async #open(): Promise<RedisSession> {
    const { link, docker, entry } = this.#options;
    const { address, user, db } = entry;
    const [password, endpoints, ssl] = await Promise.all([
      this.#password(),
      endpointsOf(address, 6379, (container) => docker.inspect(container, patience())),
      tlsOptions(entry.name, address),
    ]);
    const socket = async (): Promise<Duplex> => {
      const plain = await openEndpoint(link, endpoints, connectTimeoutMs);
      return ssl && address.kind === 'tcp' ? secureSocket(plain, address.host, ssl) : plain;
    };
    return RedisSession.open({ socket, user, password, db });
  }
}

/** Errors of the connection, not of one command: a late reply would be taken for the next command's. */
const isLoss = ({ message }: Error): boolean =>
  /^(?:Command timed out|Connection is closed|NOAUTH|Stream isn't)/.test(message);

const noSubscription = (server: string, cause: unknown) =>
  fail('unsupported', msg('access.redis.no-subscription', { server }), {
    next: msg('access.redis.no-subscription.next'),
    cause,
  });
