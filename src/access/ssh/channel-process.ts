import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RemoteProcess } from '../remote-link.js';
import type { CommandChannel } from './carrier.js';
import { afterMark } from './login-shell.js';

type Exit = Awaited<RemoteProcess['exit']>;

/** ssh2 reports the close only once the output was read; whoever does not read it waits this long. */
const unreadMs = 500;
/** How long a command may take to end by EOF before it is told to. */
const graceMs = 2000;

/** A command that runs in a session channel. Made in the tick in which the channel opened, so that no event is missed. */
export class ChannelProcess implements RemoteProcess {
  readonly stdin: Writable;
  readonly stdout: NodeJS.ReadableStream;
  readonly stderr: NodeJS.ReadableStream;
  readonly exit: Promise<Exit>;
  /** The host has freed the session: it goes on counting against MaxSessions until the channel is closed both ways. */
  readonly released: Promise<void>;
  readonly #channel: CommandChannel;
  readonly #settle: (exit: Exit) => void;
  #over = false;
  #timer: NodeJS.Timeout | undefined;

  /** `signal` closes it; of stdout only what follows the line `mark` is given on. */
  constructor(channel: CommandChannel, signal?: AbortSignal, mark?: string) {
    this.#channel = channel;
    this.stdout = mark === undefined ? channel : channel.pipe(afterMark(mark));
    this.stderr = channel.stderr;
    this.stdin = stdinOf(channel, () => this.#over);
    const { promise, resolve } = Promise.withResolvers<Exit>();
    this.exit = promise;
    const onAbort = () => this.close();
    this.#settle = (exit) => {
      this.#over = true;
      clearTimeout(this.#timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(exit);
    };
    channel.on('error', () => {});
    channel.stderr.on('error', () => {});
    channel.once('exit', (code: number | null, killedBy?: string) =>
      this.#settle({ code: code ?? undefined, ...(killedBy ? { signal: killedBy } : {}), lost: false }),
    );
    const closed = new Promise<void>((done) => channel.once('close', () => done()));
    this.released = promise.then(({ lost }) =>
      lost ? undefined : Promise.race([closed, sleep(unreadMs, undefined, { ref: false })]),
    );
    // Without an exit status the channel was closed by a server that gives none, or with the connection.
    channel.once('close', () => this.#settle({ code: undefined, lost: true }));
    if (signal?.aborted) this.close();
    else signal?.addEventListener('abort', onAbort, { once: true });
  }

  close(): void {
    if (!this.stdin.writableEnded) this.stdin.end();
    this.#channel.resume();
    this.#channel.stderr.resume();
    this.stdout.resume();
    if (!this.#over) this.#timer ??= setTimeout(() => this.terminate(), graceMs).unref();
  }

  /** Sends SIGTERM, which sshd passes on since OpenSSH 7.9; a command that ignores EOF would stay behind. */
  terminate(): void {
    if (!this.#over) this.#channel.terminate();
  }

  /** The connection is gone: the process' fate is unknown. */
  lose(): void {
    this.#settle({ code: undefined, lost: true });
  }
}

/** ssh2 never calls back for writes to a closed channel; this one fails them. */
function stdinOf(channel: CommandChannel, isOver: () => boolean): Writable {
  const stdin = new Writable({
    write(chunk: Buffer, encoding, done) {
      if (isOver()) done(Object.assign(new Error('the command has ended'), { code: 'EPIPE' }));
      else channel.write(chunk, encoding, done);
    },
    final(done) {
      if (!isOver()) channel.end();
      done();
    },
  });
  stdin.on('error', () => {});
  channel.once('close', () => stdin.destroy());
  return stdin;
}
