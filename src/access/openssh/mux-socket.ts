import { connect, type Socket } from 'node:net';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Endpoint } from '../ssh/channel-failures.js';
import { packets, text, uint32, WireReader } from './wire.js';

/** PROTOCOL.mux of OpenSSH; the proxy mode exists since 7.4. */
const hello = 0x00000001;
const aliveCheck = 0x10000004;
const alive = 0x80000005;
const openForward = 0x10000006;
const closeForward = 0x10000007;
const ok = 0x80000001;
const proxy = 0x1000000f;
const proxied = 0x8000000f;
const version = 4;
/** A forward from here to there; the port of an address that is a path. */
const local = 1;
const pathPort = 0xfffffffe;

/** A control socket of a running master, after its greeting. */
export class MuxSocket {
  readonly socket: Socket;
  #onPacket: (packet: Buffer) => void = () => {};
  #onEnd: () => void = () => {};

  private constructor(socket: Socket) {
    this.socket = socket;
    const take = packets((packet) => this.#onPacket(packet));
    socket.on('data', (chunk: Buffer) => {
      try {
        take(chunk);
      } catch {
        // Whoever speaks another protocol is no master to work with.
        socket.destroy();
      }
    });
    socket.on('error', () => {});
    socket.once('close', () => this.#onEnd());
  }

  /** Rejects when nobody listens there or the greeting does not come. */
  static async open(path: string, timeoutMs = 3000): Promise<MuxSocket> {
    const mux = new MuxSocket(connect(path));
    mux.send(Buffer.concat([uint32(hello), uint32(version)]));
    const greeting = await mux.#next(timeoutMs);
    if (greeting.uint32() === hello && greeting.uint32() === version) return mux;
    mux.socket.destroy();
    throw new Error('the control socket speaks another version');
  }

  /** Process id of the master. */
  async pid(): Promise<number> {
    this.send(Buffer.concat([uint32(aliveCheck), uint32(0)]));
    const answer = await this.#next();
    if (answer.uint32() !== alive) throw new Error('the master does not answer');
    answer.uint32();
    return answer.uint32();
  }

  /** Lets the master listen on the unix socket `path` and forward from there. */
  openForward(path: string, endpoint: Endpoint): Promise<void> {
    return this.#forward(openForward, path, endpoint);
  }

  /** Ends the listening; connections live on. */
  closeForward(path: string, endpoint: Endpoint): Promise<void> {
    return this.#forward(closeForward, path, endpoint);
  }

  async #forward(type: number, path: string, endpoint: Endpoint): Promise<void> {
    const far =
      endpoint.kind === 'unix'
        ? [text(endpoint.path), uint32(pathPort)]
        : [text(endpoint.host), uint32(endpoint.port)];
    const head = [type, 1, local].map(uint32);
    this.send(Buffer.concat([...head, text(path), uint32(pathPort), ...far]));
    const answer = await this.#next();
    if (answer.uint32() === ok) return;
    answer.uint32();
    throw new Error(sanitizeLine(answer.text()));
  }

  /** From now on the socket carries the packets of the SSH connection protocol, unencrypted. */
  async proxy(): Promise<void> {
    this.send(Buffer.concat([uint32(proxy), uint32(1)]));
    if ((await this.#next()).uint32() !== proxied) throw new Error('the master has no proxy mode');
  }

  /** Calls back for every packet, and once when the socket is closed. */
  listen(onPacket: (packet: Buffer) => void, onEnd: () => void): void {
    this.#onPacket = onPacket;
    this.#onEnd = onEnd;
    if (this.socket.destroyed) process.nextTick(onEnd);
  }

  send(packet: Buffer, done?: () => void): void {
    this.socket.write(uint32(packet.length));
    this.socket.write(packet, () => done?.());
  }

  #next(timeoutMs = 3000): Promise<WireReader> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.socket.destroy(), timeoutMs);
      this.#onEnd = () => {
        clearTimeout(timer);
        reject(new Error('the control socket was closed'));
      };
      this.#onPacket = (packet) => {
        clearTimeout(timer);
        this.#onPacket = () => {};
        resolve(new WireReader(packet));
      };
      if (this.socket.destroyed) this.#onEnd();
    });
  }
}
