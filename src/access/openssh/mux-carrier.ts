import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Carrier, CommandChannel, OnChannel, Pty } from '../ssh/carrier.js';
import type { Endpoint } from '../ssh/channel-failures.js';
import type { CommandOrder } from '../ssh/command-order.js';
import { Message } from './messages.js';
import { MuxChannel, packetBytes, windowBytes } from './mux-channel.js';
import type { MuxSocket } from './mux-socket.js';
import { text, uint32, WireReader } from './wire.js';

/** How often the host is asked for a sign of life. */
const heartbeatMs = 1000;
const farewellMs = 500;

/**
 * The connection of a master of our own, spoken with by its control socket in proxy mode: every channel is one of the
 * SSH connection protocol, with the host's own word on why it did not open, and no process or socket of its own.
 *
 * A channel that the host refuses stays behind in the master, which ends with an error when we hang up then: this is
 * not for a master that belongs to somebody else.
 */
export class MuxCarrier implements Carrier {
  readonly client = 'openssh';
  readonly hostKey: string;
  readonly #mux: MuxSocket;
  readonly #stop: () => Promise<void>;
  readonly #opening = new Map<number, OnChannel<MuxChannel>>();
  readonly #channels = new Map<number, MuxChannel>();
  #next = 0;
  #gone = false;
  #on = { heard: () => {}, lost: (_detail?: string) => {} };
  #heartbeat: NodeJS.Timeout | undefined;
  #asking = false;
  #noSessions = false;

  /** `stop` ends the master; it resolves when nothing of it is left. */
  constructor(mux: MuxSocket, options: { readonly hostKey: string; readonly stop: () => Promise<void> }) {
    this.#mux = mux;
    this.hostKey = options.hostKey;
    this.#stop = options.stop;
    mux.listen(
      (packet) => this.#receive(packet),
      () => this.#lost(),
    );
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs);
  }

  get bytesIn(): number {
    return this.#mux.socket.bytesRead;
  }

  get bytesOut(): number {
    return this.#mux.socket.bytesWritten;
  }

  get gone(): boolean {
    return this.#gone;
  }

  listen(on: { heard(): void; lost(detail?: string): void }): void {
    this.#on = on;
    if (this.#gone) process.nextTick(() => on.lost());
  }

  openForward(endpoint: Endpoint, done: OnChannel<Duplex>): void {
    if (endpoint.kind === 'unix')
      this.#open('direct-streamlocal@openssh.com', [text(endpoint.path), text(''), uint32(0)], done);
    else
      this.#open(
        'direct-tcpip',
        [text(endpoint.host), uint32(endpoint.port), text('127.0.0.1'), uint32(0)],
        done,
      );
  }

  openCommand(order: CommandOrder, pty: Pty | undefined, done: OnChannel<CommandChannel>): void {
    this.#open('session', [], (error, channel) => {
      if (!channel) {
        done(error);
        return;
      }
      const refuse = (what: string) => {
        channel.destroy();
        done(new Error(what));
      };
      const execute = () =>
        channel.request('exec', [text(order.send())], (started) => {
          if (started) done(undefined, channel);
          // Closed without an answer, it may have begun: who waits for that hears nothing.
          else if (channel.isOpen) refuse('the host does not start the command');
        });
      if (!pty) {
        execute();
        return;
      }
      const { columns, rows, term } = pty;
      // Width and height in pixels are not known; no terminal modes are given, only their end.
      const modes = text(Buffer.from([0]));
      // Only then the command: a host that refuses the terminal would run it without one.
      channel.request('pty-req', [text(term), ...[columns, rows, 0, 0].map(uint32), modes], (granted) => {
        if (granted) execute();
        else refuse('the host gives no terminal');
      });
    });
  }

  async end(): Promise<void> {
    for (const channel of this.#channels.values()) channel.destroy();
    // What was said last has to reach the host before the master goes.
    const until = performance.now() + farewellMs;
    while (this.#channels.size > 0 && !this.#gone && performance.now() < until) await sleep(20);
    await this.#stop();
    this.destroy();
  }

  destroy(): void {
    this.#lost();
    this.#mux.socket.destroy();
    void this.#stop();
  }

  #open(type: string, parts: readonly Buffer[], done: OnChannel<MuxChannel>): void {
    if (this.#gone) throw new Error('the connection is lost');
    const id = this.#next++;
    this.#opening.set(id, done);
    this.#send(Message.channelOpen, [
      text(type),
      uint32(id),
      uint32(windowBytes),
      uint32(packetBytes),
      ...parts,
    ]);
  }

  #receive(packet: Buffer): void {
    this.#on.heard();
    const type = packet.readUInt8(1);
    const body = new WireReader(packet, 2);
    const id = body.uint32();
    const opening = this.#opening.get(id);
    if (!opening) {
      this.#channels.get(id)?.receive(type, body);
      if (type === Message.close) this.#channels.delete(id);
      return;
    }
    this.#opening.delete(id);
    if (type === Message.openConfirmation) {
      const channel = new MuxChannel((message, rest, done) => this.#send(message, rest, done), {
        id: body.uint32(),
        window: body.uint32(),
        max: body.uint32(),
      });
      this.#channels.set(id, channel);
      opening(undefined, channel);
    } else if (type === Message.openFailure) {
      const reason = body.uint32();
      opening(Object.assign(new Error(sanitizeLine(body.text())), { reason }));
    }
  }

  #send(type: number, parts: readonly Buffer[], done?: () => void): void {
    // In front of the number stands the length of the padding, which the master wants to be none.
    if (this.#gone) done?.();
    else this.#mux.send(Buffer.concat([Buffer.from([0, type]), ...parts]), done);
  }

  /** A request that no server knows is answered all the same, on any channel; without one a session is opened and closed. */
  #beat(): void {
    if (this.#asking) return;
    const channel = [...this.#channels.values()].find((one) => one.isOpen);
    if (channel) {
      this.#asking = true;
      channel.request('keepalive@openssh.com', [], () => {
        this.#asking = false;
      });
    } else if (this.#noSessions || this.#opening.size > 0) {
      // ssh itself asks by ServerAliveInterval, and ends without an answer.
      if (this.#opening.size === 0) this.#on.heard();
    } else {
      this.#asking = true;
      this.#open('session', [], (error, session) => {
        this.#asking = false;
        this.#noSessions = error !== undefined;
        session?.destroy();
      });
    }
  }

  #lost(): void {
    if (this.#gone) return;
    this.#gone = true;
    clearInterval(this.#heartbeat);
    for (const done of this.#opening.values()) done(new Error('the connection is lost'));
    this.#opening.clear();
    const channels = [...this.#channels.values()];
    this.#channels.clear();
    this.#on.lost();
    for (const channel of channels) channel.lose();
  }
}
