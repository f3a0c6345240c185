import type { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Carrier, CommandChannel, OnChannel, Pty } from './carrier.js';
import type { Endpoint } from './channel-failures.js';
import type { CommandOrder } from './command-order.js';
import type { Established } from './route.js';

/** A connection that the built-in client made. */
export class Ssh2Carrier implements Carrier {
  readonly #established: Established;

  constructor(established: Established) {
    this.#established = established;
  }

  get hostKey(): string {
    return this.#established.hostKey;
  }

  get bytesIn(): number {
    return this.#established.wire.bytesRead;
  }

  get bytesOut(): number {
    return this.#established.wire.bytesWritten;
  }

  get gone(): boolean {
    return this.#established.stream.destroyed;
  }

  listen(on: { heard(): void; lost(detail?: string): void }): void {
    const { client, stream } = this.#established;
    stream.on('data', () => on.heard());
    // A server may put any text into its disconnect message.
    client.on('error', (error) => on.lost(sanitizeLine(error.message)));
    client.on('close', () => on.lost());
  }

  openForward(endpoint: Endpoint, done: OnChannel<Duplex>): void {
    const { client } = this.#established;
    if (endpoint.kind === 'unix') client.openssh_forwardOutStreamLocal(endpoint.path, done);
    else client.forwardOut('127.0.0.1', 0, endpoint.host, endpoint.port, done);
  }

  openCommand(order: CommandOrder, pty: Pty | undefined, done: OnChannel<CommandChannel>): void {
    // Width and height in pixels are not known.
    const options = pty
      ? { pty: { cols: pty.columns, rows: pty.rows, term: pty.term, width: 0, height: 0 } }
      : {};
    this.#established.client.exec(order.command, order.options(options), (error, channel) =>
      error ? done(error) : done(undefined, withTerminate(channel)),
    );
  }

  async end(): Promise<void> {
    const { client, wire } = this.#established;
    const gone = new Promise<void>((resolve) => {
      wire.once('close', () => resolve());
      setTimeout(resolve, 1000).unref();
    });
    client.end();
    await gone;
  }

  destroy(): void {
    const { client, wire, jumps } = this.#established;
    client.destroy();
    for (const jump of jumps) jump.destroy();
    wire.destroy();
  }
}

/** `channel.signal` of ssh2 does nothing once EOF was sent, although the protocol allows it; hence its parts are used. */
function withTerminate(channel: ClientChannel): CommandChannel {
  const { _client, outgoing } = channel as unknown as {
    readonly _client: { readonly _protocol: { signal(id: number, name: string): void } };
    readonly outgoing: { readonly id: number; readonly state: string };
  };
  return Object.assign(channel, {
    terminate: () => {
      if (outgoing.state === 'open' || outgoing.state === 'eof')
        _client._protocol.signal(outgoing.id, 'TERM');
    },
  }) as unknown as CommandChannel;
}
