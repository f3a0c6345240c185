import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import type { RemoteProcess, RemoteTerminal } from '../remote-link.js';
import type { Carrier, CommandChannel, Pty } from './carrier.js';
import { type Endpoint, forwardFailure, SessionRefused, StartUnknown } from './channel-failures.js';
import { ChannelProcess } from './channel-process.js';
import type { ChannelSocket } from './channel-socket.js';
import { ChannelTerminal } from './channel-terminal.js';
import { CommandOrder } from './command-order.js';
import { ExecSlots } from './exec-slots.js';
import { type LoginShell, learnLoginShell, marked } from './login-shell.js';
import { openChannel } from './open-channel.js';
import { Watchdog } from './watchdog.js';

const openTimeoutMs = 5000;
const slotTimeoutMs = 10_000;
/** A shell that runs something else than our commands is asked again after this long. */
const shellHoldsMs = 5_000;

export interface ConnectionEvents {
  suspect(): void;
  alive(): void;
  /** A command has to wait until another one has ended. */
  execWaiting(): void;
  /** Once; every socket and process of the connection has been told before. */
  dead(failure: FailureError): void;
}

/** One connection that is up, from its login to its death: an epoch of the link. */
export class SshConnection {
  readonly #carrier: Carrier;
  readonly #on: ConnectionEvents;
  readonly #watchdog: Watchdog;
  readonly #slots: ExecSlots;
  readonly #sockets = new Set<ChannelSocket>();
  readonly #processes = new Set<ChannelProcess>();
  readonly #dying = new AbortController();
  #runsCommands = false;
  #shell: { readonly learned: Promise<LoginShell>; readonly at: number };

  constructor(carrier: Carrier, on: ConnectionEvents) {
    this.#carrier = carrier;
    this.#on = on;
    this.#slots = new ExecSlots(undefined, () => on.execWaiting());
    this.#watchdog = new Watchdog({
      suspect: () => on.suspect(),
      alive: () => on.alive(),
      dead: () => this.die(lost('no answer')),
    });
    carrier.listen({ heard: () => this.#watchdog.heard(), lost: (detail) => this.die(lost(detail)) });
    // Also calms sshd, which keeps Nagle's algorithm on until a session channel exists.
    this.#shell = this.#learnShell();
  }

  get bytesIn(): number {
    return this.#carrier.bytesIn;
  }

  get bytesOut(): number {
    return this.#carrier.bytesOut;
  }

  get channels(): number {
    return this.#sockets.size + this.#processes.size;
  }

  /** Fingerprint of the host key that was accepted. */
  get hostKey(): string {
    return this.#carrier.hostKey;
  }

  /** Proof of life from above: the metrics loop got its answer. */
  heard(): void {
    this.#watchdog.heard();
  }

  /** Opens the channel of a socket, which is destroyed with the failure when the connection dies. */
  openForward(endpoint: Endpoint, socket: ChannelSocket, signal: AbortSignal): Promise<Duplex> {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return openChannel<Duplex>((done) => this.#carrier.openForward(endpoint, done), {
      timeoutMs: openTimeoutMs,
      signal,
      failure: (detail, reason) => forwardFailure(endpoint, detail, reason),
      onOpen: (channel) => channel,
    });
  }

  /** Commands that the host lets run at once, once it has refused one more. */
  get execLimit(): number | undefined {
    return this.#slots.learnedLimit;
  }

  async exec(argv: readonly string[], signal?: AbortSignal): Promise<RemoteProcess> {
    const shell = await this.#loginShell();
    if (shell.kind === 'other') throw shell.failure;
    const mark = shell.kind === 'noisy' ? shell.mark : undefined;
    const command = mark === undefined ? quoteArgv(argv) : marked(mark, quoteArgv(argv));
    return this.#run(command, undefined, signal, (channel) => new ChannelProcess(channel, signal, mark));
  }

  terminal(argv: readonly string[], pty: Pty, signal?: AbortSignal): Promise<RemoteTerminal> {
    return this.#run(quoteArgv(argv), pty, signal, (channel) => new ChannelTerminal(channel, signal));
  }

  async #run<T extends ChannelProcess>(
    command: string,
    pty: Pty | undefined,
    signal: AbortSignal | undefined,
    adopt: (channel: CommandChannel) => T,
  ): Promise<T> {
    for (let refusals = 0; ; ) {
      const release = await this.#slots.take(slotTimeoutMs, signal);
      const others = this.#slots.held - 1;
      try {
        const process = await this.#start(command, pty, signal, adopt);
        this.#runsCommands = true;
        void process.released.then(release);
        return process;
      } catch (error) {
        release();
        if (!(error instanceof SessionRefused)) throw error;
        // MaxSessions of the host is lower than ours: wait for one that runs to end.
        if (others > 0) this.#slots.shrinkTo(others);
        // sshd frees an ended session only after it has read all that came in with our close.
        else if (this.#runsCommands && refusals < 5) await sleep(50 * 2 ** refusals++);
        else throw error;
      }
    }
  }

  async #start<T extends ChannelProcess>(
    command: string,
    pty: Pty | undefined,
    signal: AbortSignal | undefined,
    adopt: (channel: CommandChannel) => T,
  ): Promise<T> {
    const name = command.split(' ', 1)[0] ?? '';
    const order = new CommandOrder(command);
    try {
      return await openChannel<CommandChannel, T>((done) => this.#carrier.openCommand(order, pty, done), {
        timeoutMs: openTimeoutMs,
        signal: signal ? AbortSignal.any([signal, this.#dying.signal]) : this.#dying.signal,
        failure: (detail) =>
          detail === undefined
            ? fail('timeout', msg('link.open.timeout', { target: name }))
            : new SessionRefused(detail),
        onOpen: (channel) => this.#adopt(adopt(channel)),
      });
    } catch (error) {
      order.takeBack();
      // A refusal is the host's own word only while there is a connection that it can come by.
      if (!order.sent || (error instanceof SessionRefused && !this.#carrier.gone)) throw error;
      const { failure } =
        error instanceof FailureError && !(error instanceof SessionRefused) ? error : lost();
      throw new StartUnknown(failure, { cause: error });
    }
  }

  #adopt<T extends ChannelProcess>(process: T): T {
    this.#processes.add(process);
    void process.exit.then(() => this.#processes.delete(process));
    return process;
  }

  #learnShell() {
    const run = (argv: readonly string[], signal: AbortSignal) =>
      this.#run(quoteArgv(argv), undefined, signal, (channel) => new ChannelProcess(channel, signal));
    return { learned: learnLoginShell(run), at: performance.now() };
  }

  async #loginShell(): Promise<LoginShell> {
    const { learned, at } = this.#shell;
    const shell = await learned;
    if (shell.kind !== 'other' || performance.now() - at < shellHoldsMs) return shell;
    if (this.#shell.learned === learned) this.#shell = this.#learnShell();
    return this.#shell.learned;
  }

  /** Ends commands by EOF, then the connection; resolves when it is gone, at most ~1 s later. */
  async close(failure: FailureError): Promise<void> {
    for (const process of this.#processes) process.close();
    for (const process of this.#processes) process.terminate();
    await this.#carrier.end();
    this.die(failure);
  }

  /** Tells everything that hangs on the connection that it is lost, and drops it. */
  die(failure: FailureError): void {
    if (this.#dying.signal.aborted) return;
    this.#dying.abort(failure);
    this.#watchdog.stop();
    this.#slots.refuseWaiting(failure);
    for (const socket of [...this.#sockets]) socket.destroy(failure);
    for (const process of [...this.#processes]) process.lose();
    this.#carrier.destroy();
    this.#on.dead(failure);
  }
}

const lost = (detail?: string) =>
  fail('unreachable', msg('link.lost'), { ...(detail ? { detail } : {}), next: msg('link.lost.next') });
