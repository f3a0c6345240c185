import { Duplex } from 'node:stream';
import { inspect } from 'node:util';
import type { LinkSocket } from '../remote-link.js';

/** Opens the channel behind a socket; rejects with a FailureError, and at once when `signal` aborts. */
export type OpenChannel = (signal: AbortSignal) => Promise<Duplex>;

/**
 * A channel of the link as the socket that node:http, pg and ioredis expect.
 *
 * It is returned before its channel is open and opens by itself in the next tick; writes wait for that. `destroy` closes
 * it locally at once, whatever the remote does, and keeps its error. Remote EOF ends both directions, as in node:net.
 */
export class ChannelSocket extends Duplex implements LinkSocket {
  connecting = true;
  readonly #label: string;
  readonly #opening = new AbortController();
  #open: OpenChannel | undefined;
  #channel: Duplex | undefined;
  #wanted: (() => void) | undefined;
  #remoteGone = false;
  #idleMs = 0;
  #idleTimer: NodeJS.Timeout | undefined;

  /** `label` names the far end in debugging output, e.g. `unix:/run/x.sock`. */
  constructor(label: string, open: OpenChannel) {
    super({ allowHalfOpen: false });
    this.#label = label;
    this.#open = open;
    // The link may die after its consumer has let go of the socket; nobody is left to hear of it then.
    this.on('error', () => {});
    process.nextTick(() => this.connect());
  }

  /** Starts to open; the address was fixed when the socket was made, so arguments are ignored. */
  connect(): this {
    const open = this.#open;
    this.#open = undefined;
    if (open && !this.destroyed) {
      open(this.#opening.signal).then(
        (channel) => this.#adopt(channel),
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    }
    return this;
  }

  #adopt(channel: Duplex): void {
    channel.on('error', () => {});
    if (this.destroyed) {
      release(channel);
      return;
    }
    this.#channel = channel;
    this.connecting = false;
    channel.on('data', (chunk: Buffer) => {
      this.#touch();
      if (!this.push(chunk)) channel.pause();
    });
    channel.once('end', () => this.push(null));
    channel.once('close', () => this.#remoteClosed());
    this.#touch();
    this.emit('connect');
    this.emit('ready');
    this.#wanted?.();
    this.#wanted = undefined;
  }

  /** The channel is gone; what was read before stays readable, but writing has no end to go to. */
  #remoteClosed(): void {
    this.#remoteGone = true;
    if (!this.readableEnded) this.push(null);
    if (this.writableLength > 0) this.destroy();
  }

  override _read(): void {
    this.#channel?.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#whenOpen((channel) => {
      this.#touch();
      if (this.#remoteGone)
        done(Object.assign(new Error('write after the far end closed'), { code: 'EPIPE' }));
      else channel.write(chunk, encoding, done);
    });
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#whenOpen((channel) => {
      if (!this.#remoteGone) channel.end();
      done();
    });
  }

  #whenOpen(use: (channel: Duplex) => void): void {
    if (this.#channel) use(this.#channel);
    else this.#wanted = () => this.#channel && use(this.#channel);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.connecting = false;
    clearTimeout(this.#idleTimer);
    this.#wanted = undefined;
    this.#opening.abort();
    if (this.#channel) release(this.#channel);
    done(error);
  }

  /** Emits 'timeout' after `ms` without traffic, as net.Socket does; it does not close the socket. 0 turns it off. */
  setTimeout(ms: number, onTimeout?: () => void): this {
    this.#idleMs = ms;
    if (onTimeout) {
      if (ms === 0) this.off('timeout', onTimeout);
      else this.once('timeout', onTimeout);
    }
    this.#touch();
    return this;
  }

  get timeout(): number {
    return this.#idleMs;
  }

  #touch(): void {
    clearTimeout(this.#idleTimer);
    if (this.#idleMs > 0 && !this.destroyed)
      this.#idleTimer = setTimeout(() => this.emit('timeout'), this.#idleMs).unref();
  }

  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  /** docker-modem inspects its options with unlimited depth on every request; the link behind must not be walked. */
  [inspect.custom](): string {
    return `ChannelSocket(${this.#label})`;
  }
}

/** Closes a channel and lets what still comes in flow away, so that it does not fill memory. */
function release(channel: Duplex): void {
  channel.removeAllListeners('data');
  channel.resume();
  channel.destroy();
}
