import type { RemoteTerminal } from '../remote-link.js';
import type { CommandChannel } from './carrier.js';
import { ChannelProcess } from './channel-process.js';

/** A command with a terminal of its own in a session channel. */
export class ChannelTerminal extends ChannelProcess implements RemoteTerminal {
  readonly #terminal: CommandChannel;

  constructor(channel: CommandChannel, signal?: AbortSignal) {
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
