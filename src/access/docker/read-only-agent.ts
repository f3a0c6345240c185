import http from 'node:http';
import type { Duplex } from 'node:stream';
import { inspect } from 'node:util';
import type { DockerDialer } from './docker-dialer.js';
import type { ExecLedger } from './exec-ledger.js';
import { RequestGuard } from './request-guard.js';

/** Whoever waits for a command slot of the link has given up after this long. */
const crowdedMs = 10_000;

/** Keep-alive connections to the engine on which only reads can be sent. */
export class ReadOnlyAgent extends http.Agent {
  readonly #dialer: DockerDialer;
  readonly #execs: ExecLedger;
  #unfollow: (() => void) | undefined;
  #crowdedAt = Number.NEGATIVE_INFINITY;

  constructor(dialer: DockerDialer, execs: ExecLedger) {
    super({ keepAlive: true, maxFreeSockets: 4, scheduling: 'lifo' });
    this.#dialer = dialer;
    this.#execs = execs;
  }

  /** To be awaited before each request, so that the number of connections fits the way to Docker. */
  async prepare(): Promise<void> {
    this.#unfollow ??= this.#dialer.onCrowded(() => this.#giveWay());
    await this.#dialer.prepare();
    this.maxSockets = this.#dialer.maxConnections;
  }

  /** How many requests may stay open for long (streams), so that calls find a connection beside them. */
  get maxStreams(): number {
    return Math.max(0, this.maxSockets - 2);
  }

  /** An idle connection is kept, unless commands of the host wait for its place. */
  override keepSocketAlive(socket: Duplex): boolean {
    if (performance.now() - this.#crowdedAt < crowdedMs) return false;
    return (super.keepSocketAlive as unknown as (one: Duplex) => boolean)(socket);
  }

  override destroy(): void {
    this.#unfollow?.();
    super.destroy();
  }

  #giveWay(): void {
    this.#crowdedAt = performance.now();
    for (const socket of Object.values(this.freeSockets).flatMap((one) => one ?? [])) socket.destroy();
  }

  override createConnection(
    _options: http.ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | undefined {
    const now = this.#dialer.dialNow();
    if (now) return guardWrites(now, new RequestGuard(this.#execs));
    this.#dialer.dial().then(
      (socket) => callback?.(null, guardWrites(socket, new RequestGuard(this.#execs))),
      (error: Error) => callback?.(error, undefined as unknown as Duplex),
    );
    return undefined;
  }

  /** docker-modem inspects its options to any depth at every request; through an agent that is the whole link. */
  [inspect.custom](): string {
    return 'ReadOnlyAgent';
  }
}

type Done = (error?: Error | null) => void;

/** Lets only what the guard passes reach the socket; a refusal destroys it, and the request fails with the reason. */
export function guardWrites<T extends Duplex>(socket: T, guard: RequestGuard): T {
  const write = socket.write.bind(socket) as (chunk: Buffer, done?: Done) => boolean;
  const end = socket.end.bind(socket) as (done?: () => void) => T;
  const guarded = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | Done | null,
    done?: Done,
  ): boolean => {
    const callback = typeof encoding === 'function' ? encoding : done;
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8')
        : Buffer.from(chunk);
    let passed: Buffer;
    try {
      passed = guard.pass(bytes);
    } catch (refusal) {
      socket.destroy(refusal as Error);
      return false;
    }
    if (passed.length > 0) return write(passed, callback);
    if (callback) process.nextTick(callback);
    return true;
  };
  return Object.assign(socket, {
    write: guarded,
    end: (...args: unknown[]) => {
      const [chunk, ...rest] = args;
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) {
        guarded(chunk, rest[0] as BufferEncoding | Done | undefined);
      }
      const done = args.find((arg): arg is () => void => typeof arg === 'function');
      return end(done);
    },
  });
}
