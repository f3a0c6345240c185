import type { Duplex, Readable } from 'node:stream';
import type { TerminalSize } from '../remote-link.js';
import type { Endpoint } from './channel-failures.js';
import type { CommandOrder } from './command-order.js';

/** A session channel in which a command runs; it emits 'exit' (code, signal name) and then 'close'. */
export type CommandChannel = Duplex & {
  readonly stderr: Readable;
  setWindow(rows: number, columns: number, height: number, width: number): unknown;
  /** Sends SIGTERM to the command. */
  terminate(): void;
};

/** The terminal that a command gets; `term` as in $TERM. */
export type Pty = TerminalSize & { readonly term: string };

/** Told once: the open channel, or why there is none; `reason` is the code of RFC 4254, 5.1. */
export type OnChannel<T extends Duplex> = (
  error: (Error & { readonly reason?: number }) | undefined,
  channel?: T,
) => void;

/** A logged-in connection, whichever client made it: channels are opened on it until it is lost. */
export interface Carrier {
  /** Fingerprint of the host key that was accepted, `SHA256:…`. */
  readonly hostKey: string;
  readonly client?: 'openssh';
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Nothing can come in any more. */
  readonly gone: boolean;
  /** `heard` whenever something came in from the host, `lost` when the connection ended, with the reason if one was given. */
  listen(on: { heard(): void; lost(detail?: string): void }): void;
  /** May throw when the connection is lost. */
  openForward(endpoint: Endpoint, done: OnChannel<Duplex>): void;
  openCommand(order: CommandOrder, pty: Pty | undefined, done: OnChannel<CommandChannel>): void;
  /** Ends the connection in good order; resolves when it is gone, at most ~1 s later. */
  end(): Promise<void>;
  destroy(): void;
}
