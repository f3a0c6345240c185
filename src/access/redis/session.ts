import type { Duplex } from 'node:stream';
import type { Redis } from 'ioredis';
import type { RedisCommand } from './read-only-commands.js';

export interface RedisSessionOptions {
  /** Opens the way to the server, TLS included. */
  readonly socket: () => Promise<Duplex>;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly db: number;
}

const commandTimeoutMs = 3_000;

/** One connection to a server. It never reconnects by itself: its owner opens another one. */
export class RedisSession {
  readonly #redis: Redis;
  readonly #socket: Duplex;

  private constructor(redis: Redis, socket: Duplex) {
    this.#redis = redis;
    this.#socket = socket;
  }

  /**
   * Connects and logs in; rejects with the server's reply or the socket's error. The log-in is sent here, not by ioredis,
   * which answers a superfluous password with console.warn, and that would tear the screen.
   */
  static async open(options: RedisSessionOptions): Promise<RedisSession> {
    // A bundle gives the exports of a CommonJS package under `default` alone.
    const { default: exported } = await import('ioredis');
    const { Redis, AbstractConnector } = exported as unknown as typeof import('ioredis');
    const socket = await options.socket();
    class LinkConnector extends AbstractConnector {
      constructor() {
        super(500);
      }
      async connect() {
        this.stream = socket as typeof this.stream;
        return this.stream;
      }
    }
    const redis = new Redis({
      Connector: LinkConnector as never,
      lazyConnect: true,
      protocol: 2,
      enableReadyCheck: false,
      enableOfflineQueue: false,
      disableClientInfo: true,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      autoResubscribe: false,
      commandTimeout: commandTimeoutMs,
      retryStrategy: () => null,
    });
    redis.on('error', () => undefined);
    const session = new RedisSession(redis, socket);
    try {
      await redis.connect();
      await session.#logIn(options);
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  }

  get alive(): boolean {
    return !this.#socket.destroyed && this.#redis.status === 'ready';
  }

  /** Each reply or its error, in order. */
  async pipeline(commands: readonly RedisCommand[]): Promise<unknown[]> {
    const pipeline = this.#redis.pipeline();
    for (const [name, ...args] of commands) pipeline.call(name, ...args.map(String));
    const replies = (await pipeline.exec()) ?? [];
    return replies.map(([error, reply]) => error ?? reply);
  }

  /** Subscribes; `onEnd` is called when the connection is gone. */
  async psubscribe(
    pattern: string,
    onMessage: (channel: string, message: string) => void,
    onEnd: () => void,
  ): Promise<void> {
    this.#redis.on('pmessage', (_pattern: string, channel: string, message: string) =>
      onMessage(channel, message),
    );
    this.#redis.on('end', onEnd);
    await this.#redis.psubscribe(pattern);
  }

  close(): void {
    this.#redis.disconnect();
    this.#socket.destroy();
  }

  async #logIn({ user, password, db }: RedisSessionOptions): Promise<void> {
    const steps: RedisCommand[] = [['CLIENT', 'SETNAME', 'cockpit']];
    if (db !== 0) steps.unshift(['SELECT', db]);
    if (password !== undefined)
      steps.unshift(user === undefined ? ['AUTH', password] : ['AUTH', user, password]);
    const replies = await this.pipeline(steps);
    for (const [index, reply] of replies.entries()) {
      if (reply instanceof Error && !isHarmless(steps[index]![0], reply)) throw reply;
    }
  }
}

/** A password that the server does not ask for, and a name that a role may not set. */
const isHarmless = (command: string, { message }: Error): boolean =>
  command === 'AUTH'
    ? /no password is set|without any password configured/.test(message)
    : command === 'CLIENT' && /^(?:NOPERM|ERR unknown)/.test(message);
