import type { ClientChannel } from 'ssh2';
import type { RemoteTerminal } from '../remote-link.js';
import { ChannelProcess } from './channel-process.js';

/** A command with a terminal of its own in a session channel. */
export class ChannelTerminal extends ChannelProcess implements RemoteTerminal {
  readonly #terminal: ClientChannel;

  constructor(channel: ClientChannel, signal?: AbortSignal) {
    super(channel, signal);
    this.#terminal = channel;
  }

  resize(columns: number, rows: number): void {
    this.#terminal.setWindow(rows, columns, 0, 0);
  }

  /** Hangs up, as a closed terminal window does: a program in a terminal may take no notice of the end of its input. */
  override close(): void {
    super.close();
    this.#terminal.destroy();
  }
}
