import { Duplex, Readable } from 'node:stream';
import { Message } from './messages.js';
import { flag, text, uint32, type WireReader } from './wire.js';

/** What we let come in before it is read, bytes; as OpenSSH. */
export const windowBytes = 2 << 20;
export const packetBytes = 32 << 10;

/** Sends one message to the far end of a channel: its number and what follows the recipient's channel. */
export type SendMessage = (type: number, parts: readonly Buffer[], done?: () => void) => void;

/** A channel of the SSH connection protocol (RFC 4254, 5) as a stream; sessions emit 'exit' (code, signal name). */
export class MuxChannel extends Duplex {
  readonly stderr: Readable;
  readonly #remoteId: number;
  readonly #sendMessage: SendMessage;
  readonly #maxPacket: number;
  readonly #replies: ((done: boolean) => void)[] = [];
  #window: number;
  #blocked: (() => void) | undefined;
  #unread = 0;
  #eofSent = false;
  #closeSent = false;
  #closed = false;

  constructor(
    send: SendMessage,
    far: { readonly id: number; readonly window: number; readonly max: number },
  ) {
    // Both directions may end before the exit status comes.
    super({ allowHalfOpen: true, autoDestroy: false });
    this.#sendMessage = send;
    this.#remoteId = far.id;
    this.#window = far.window;
    this.#maxPacket = Math.max(1, Math.min(far.max, packetBytes));
    this.stderr = new Readable({ read: () => this.#grant() });
    this.on('error', () => {});
    this.stderr.on('error', () => {});
  }

  /** Neither end has closed it: it can be asked something. */
  get isOpen(): boolean {
    return !this.#closeSent && !this.#closed;
  }

  /** A message of the host for this channel; `body` begins behind the channel's number. */
  receive(type: number, body: WireReader): void {
    switch (type) {
      case Message.data:
        this.#take(this, body.bytes());
        break;
      case Message.extendedData:
        body.uint32();
        this.#take(this.stderr, body.bytes());
        break;
      case Message.windowAdjust:
        this.#window += body.uint32();
        this.#unblock();
        break;
      case Message.eof:
        this.#end();
        break;
      case Message.request:
        this.#requested(body);
        break;
      case Message.success:
      case Message.failure:
        this.#replies.shift()?.(type === Message.success);
        break;
      case Message.close:
        this.#remoteClosed();
    }
  }

  /** Asks for something (RFC 4254, 5.4); `reply` hears whether the host does it, and false when the channel goes. */
  request(name: string, parts: readonly Buffer[], reply?: (done: boolean) => void): void {
    if (!this.isOpen) {
      reply?.(false);
      return;
    }
    if (reply) this.#replies.push(reply);
    this.#send(Message.request, [text(name), flag(reply !== undefined), ...parts]);
  }

  setWindow(rows: number, columns: number, height: number, width: number): void {
    this.request('window-change', [columns, rows, width, height].map(uint32));
  }

  /** Allowed after EOF too; sshd passes it on since OpenSSH 7.9. */
  terminate(): void {
    this.request('signal', [text('TERM')]);
  }

  /** The connection is gone, without a word. */
  lose(): void {
    this.#closeSent = true;
    this.#remoteClosed();
  }

  #take(into: Readable, bytes: Buffer): void {
    this.#unread += bytes.length;
    // Streams keep what they are given; the packet's memory is the socket's.
    if (!this.destroyed && !into.readableEnded) into.push(Buffer.from(bytes));
    else this.#grant();
  }

  override _read(): void {
    this.#grant();
  }

  /** Lets more come in once what came was read. */
  #grant(): void {
    if (this.#unread < windowBytes / 16 || !this.isOpen) return;
    this.#send(Message.windowAdjust, [uint32(this.#unread)]);
    this.#unread = 0;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    let rest = chunk;
    const next = () => {
      this.#blocked = undefined;
      if (!this.isOpen) {
        done();
        return;
      }
      const size = Math.min(rest.length, this.#window, this.#maxPacket);
      if (size === 0) {
        this.#blocked = next;
        return;
      }
      const part = rest.subarray(0, size);
      rest = rest.subarray(size);
      this.#window -= size;
      this.#send(Message.data, [text(part)], rest.length > 0 ? next : () => done());
    };
    if (chunk.length === 0) done();
    else next();
  }

  override _final(done: (error?: Error | null) => void): void {
    if (this.isOpen && !this.#eofSent) {
      this.#eofSent = true;
      this.#send(Message.eof, []);
    }
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#close();
    this.stderr.destroy();
    done(error);
  }

  #requested(body: WireReader): void {
    const name = body.text();
    const wantsReply = body.flag();
    if (name === 'exit-status') this.emit('exit', body.uint32());
    else if (name === 'exit-signal') this.emit('exit', null, `SIG${body.text()}`);
    if (wantsReply) this.#send(Message.failure, []);
  }

  #end(): void {
    if (!this.destroyed) this.push(null);
    if (!this.stderr.destroyed) this.stderr.push(null);
  }

  #remoteClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#close();
    for (const reply of this.#replies.splice(0)) reply(false);
    this.#unblock();
    if (this.destroyed) return;
    if (!this.writableEnded) this.end();
    if (this.readableEnded) this.destroy();
    else {
      this.once('end', () => this.destroy());
      this.#end();
    }
  }

  #close(): void {
    if (this.#closeSent) return;
    this.#closeSent = true;
    this.#sendMessage(Message.close, [uint32(this.#remoteId)]);
    this.#unblock();
  }

  #send(type: number, parts: readonly Buffer[], done?: () => void): void {
    this.#sendMessage(type, [uint32(this.#remoteId), ...parts], done);
  }

  #unblock(): void {
    this.#blocked?.();
  }
}
