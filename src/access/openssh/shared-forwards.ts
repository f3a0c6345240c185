import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Endpoint, nameOf } from '../ssh/channel-failures.js';
import { MuxSocket } from './mux-socket.js';

/** A forward that nobody used for this long is cancelled, ms. */
const idleMs = 60_000;
/** A far end that can not be reached is closed by the master one round trip after we connected; so long we wait, ms. */
const proofMs = 400;

interface Forward {
  readonly endpoint: Endpoint;
  readonly path: string;
  /** Listening; rejects when the master does not want to. */
  readonly ready: Promise<void>;
  /** It has led somewhere: the next socket need not wait. */
  proved: boolean;
  users: number;
  idle?: NodeJS.Timeout;
}

/** Forwards of a master that is not ours, each from a socket in a folder that only we may enter. */
export class SharedForwards {
  readonly #control: string;
  readonly #forwards = new Map<string, Forward>();
  readonly #folder: Promise<string>;
  #count = 0;
  #closed = false;

  constructor(control: string) {
    this.#control = control;
    this.#folder = mkdtemp(join(tmpdir().length > 60 ? '/tmp' : tmpdir(), 'cockpit-'));
    this.#folder.catch(() => {});
  }

  /** A socket to the endpoint; rejects when the far end does not open it. */
  async open(endpoint: Endpoint): Promise<Socket> {
    const forward = await this.#listening(endpoint);
    const socket = connect({ path: forward.path, allowHalfOpen: true });
    socket.on('error', () => {});
    this.#use(endpoint, forward, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject).once('close', () => reject(new Error(refused)));
      socket.once('connect', () => (forward.proved ? resolve() : undefined));
      if (!forward.proved) void outlives(socket, proofMs).then(resolve, reject);
    });
    forward.proved = true;
    socket.once('close', () => {
      if (socket.bytesRead === 0) forward.proved = false;
    });
    return socket;
  }

  /** Cancels every forward; the master stays as it was. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#forwards.keys()].map((key) => this.#cancel(key)));
    await rm(await this.#folder, { recursive: true, force: true });
  }

  async #listening(endpoint: Endpoint): Promise<Forward> {
    const key = keyOf(endpoint);
    let forward = this.#forwards.get(key);
    if (!forward) {
      const path = join(await this.#folder, String(this.#count++));
      forward = this.#forwards.get(key) ?? {
        endpoint,
        path,
        ready: this.#ask((mux) => mux.openForward(path, endpoint)),
        proved: false,
        users: 0,
      };
      this.#forwards.set(key, forward);
    }
    await forward.ready.catch((error: unknown) => {
      this.#forwards.delete(key);
      throw error;
    });
    if (this.#closed) throw new Error('the connection is lost');
    return forward;
  }

  #use(endpoint: Endpoint, forward: Forward, socket: Socket): void {
    forward.users += 1;
    clearTimeout(forward.idle);
    socket.once('close', () => {
      forward.users -= 1;
      if (forward.users > 0 || this.#closed) return;
      forward.idle = setTimeout(() => void this.#cancel(keyOf(endpoint)).catch(() => {}), idleMs).unref();
    });
  }

  async #cancel(key: string): Promise<void> {
    const forward = this.#forwards.get(key);
    if (!forward) return;
    this.#forwards.delete(key);
    clearTimeout(forward.idle);
    await this.#ask((mux) => mux.closeForward(forward.path, forward.endpoint)).catch(() => {});
    await rm(forward.path, { force: true });
  }

  async #ask(work: (mux: MuxSocket) => Promise<void>): Promise<void> {
    const mux = await MuxSocket.open(this.#control);
    try {
      await work(mux);
    } finally {
      mux.socket.destroy();
    }
  }
}

const keyOf = (endpoint: Endpoint) => `${endpoint.kind}:${nameOf(endpoint)}`;

const refused = 'the far end did not open';

/** Resolves when the socket is still open after so long, or something came in; nothing of it is read. */
function outlives(socket: Socket, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      socket.off('readable', onReadable).off('close', onEnd).off('end', onEnd);
      act();
    };
    const onEnd = () => settle(() => reject(new Error(refused)));
    const onReadable = () => {
      if (socket.readableLength > 0) settle(resolve);
      // An end is only told to who reads it.
      else socket.read();
    };
    const timer = setTimeout(() => settle(resolve), ms);
    socket.on('readable', onReadable).once('close', onEnd).once('end', onEnd);
  });
}
