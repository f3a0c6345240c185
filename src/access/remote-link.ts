import type { Duplex } from 'node:stream';
import type { LinkStatus } from '../domain/link.js';
import type { Prompter } from './ssh/prompter.js';

/**
 * A Duplex that is good enough for node:http, pg and ioredis: it opens lazily, emits 'connect', closes locally at once,
 * and has setTimeout, setNoDelay, setKeepAlive, ref, unref and destroySoon.
 */
export type LinkSocket = Duplex & {
  connect(...args: unknown[]): LinkSocket;
  setNoDelay(on?: boolean): LinkSocket;
  setKeepAlive(on?: boolean, ms?: number): LinkSocket;
  setTimeout(ms: number, onTimeout?: () => void): LinkSocket;
  ref(): LinkSocket;
  unref(): LinkSocket;
  destroySoon(): void;
};

/** A command running on the host. stdout/stderr are raw; `exit` settles when the remote process ended or the link died. */
export interface RemoteProcess {
  readonly stdin: NodeJS.WritableStream;
  readonly stdout: NodeJS.ReadableStream;
  readonly stderr: NodeJS.ReadableStream;
  readonly exit: Promise<{
    readonly code: number | undefined;
    readonly signal?: string;
    readonly lost: boolean;
  }>;
  /** Ends stdin and stops listening; the remote ends by EOF. */
  close(): void;
}

/** A command that runs in a terminal of its own on the host; both its outputs come on stdout, as raw bytes. */
export interface RemoteTerminal extends RemoteProcess {
  resize(columns: number, rows: number): void;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * One way to a machine; everything that cockpit reads goes through it.
 * Implementations: Ssh2Link (one multiplexed SSH connection), LocalLink (the machine itself).
 * `unix`, `tcp` and `exec` reject with a FailureError when the link is down; nothing ever hangs longer than its open time-out.
 */
export interface RemoteLink {
  readonly status: LinkStatus;
  onStatus(listener: (status: LinkStatus) => void): () => void;
  /** A lazily opened stream to a unix socket of the host. */
  unix(path: string): LinkSocket;
  /** A lazily opened stream to a TCP address as the host sees it. */
  tcp(host: string, port: number): LinkSocket;
  /**
   * Runs argv (each one quoted word) and hands over its streams. At most 8 at once; further calls wait.
   * Rejects with a StartUnknown when the command may have begun all the same; otherwise it has not.
   */
  exec(argv: readonly string[], signal?: AbortSignal): Promise<RemoteProcess>;
  /** How many commands the host runs at once on this connection, once it has refused one more (MaxSessions). */
  readonly execLimit?: number | undefined;
  /** Calls back when a command has to wait for another one's end: whoever holds one without need then ends it. */
  onExecWaiting?(listener: () => void): () => void;
  /**
   * Runs argv in a terminal of the given size and kind (`term` as in $TERM); it counts as one of the commands of `exec`.
   * Rejects `unsupported` where the operator's own terminal is already one of that machine.
   */
  terminal(
    argv: readonly string[],
    terminal: TerminalSize & { readonly term: string },
    signal?: AbortSignal,
  ): Promise<RemoteTerminal>;
  /**
   * SHA-256 fingerprint of the host key that the present connection accepted, `SHA256:…`; 'local' for the machine itself;
   * `ControlMaster:<pid>` on a connection of the operator's that is shared; undefined while there is none.
   */
  readonly hostKey: string | undefined;
  /** Reported by the metrics loop: proof of life and round trip. */
  noteRoundTrip(ms: number): void;
  /** Tries again at once (a key press in state `refused` or `down`). */
  retryNow(): void;
  close(): Promise<void>;
}

/** A link that has to log in first, and that comes back by itself. */
export interface LoginLink extends RemoteLink {
  /** In phase `refused`: the login waits for an answer; suspend the screen and call {@link connectOnce}. */
  readonly needsPrompt: boolean;
  /**
   * Connects with prompts allowed (none without a prompter); resolves when up. Rejects with a FailureError: kinds
   * `unreachable` and `timeout` may be left to {@link start}, all others need the operator.
   */
  connectOnce(prompter?: Prompter): Promise<void>;
  /** Goes on in the background, for ever, without prompts; where nobody attends, a refused login is tried again too. */
  start(): void;
}
