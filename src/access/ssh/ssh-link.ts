import { inspect } from 'node:util';
import { FailureError, fail } from '../../domain/failure.js';
import { initialLink, type LinkStatus } from '../../domain/link.js';
import { msg } from '../../domain/message.js';
import type { LinkSocket, LoginLink, RemoteProcess, RemoteTerminal, TerminalSize } from '../remote-link.js';
import { Answers, Attempt } from './attempt.js';
import { backoffMs, refusedBackoffMs } from './backoff.js';
import type { Carrier } from './carrier.js';
import { type Endpoint, nameOf } from './channel-failures.js';
import { ChannelSocket } from './channel-socket.js';
import type { Prompter } from './prompter.js';
import { SshConnection } from './ssh-connection.js';

/** Makes one connection; rejects with a FailureError and leaves nothing open then. */
export type Dial = (attempt: Attempt) => Promise<Carrier>;

export interface SshLinkOptions {
  /** Asked by `connectOnce` alone; later reconnections use the answers that it got. */
  readonly prompter?: Prompter;
  /** Operator's clock, ms since the epoch. */
  readonly now?: () => number;
  /** Nobody attends: nothing is ever asked, and a refused login is tried again by itself, gently. */
  readonly unattended?: boolean;
}

/** One multiplexed SSH connection that comes back by itself, whichever client makes it. */
export class SshLink implements LoginLink {
  readonly #name: string;
  readonly #dial: Dial;
  readonly #options: SshLinkOptions;
  readonly #now: () => number;
  readonly #answers = new Answers();
  readonly #listeners = new Set<(status: LinkStatus) => void>();
  readonly #execListeners = new Set<() => void>();
  readonly #past = { bytesIn: 0, bytesOut: 0 };
  #status: LinkStatus;
  #connection: SshConnection | undefined;
  #attempting: { readonly done: Promise<void>; readonly abort: AbortController } | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #needsPrompt = false;
  #refusals = 0;

  /** `name` says in debugging output where it leads. */
  constructor(name: string, dial: Dial, options: SshLinkOptions = {}) {
    this.#name = name;
    this.#dial = dial;
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#status = { ...initialLink, since: this.#now() };
  }

  get status(): LinkStatus {
    return {
      ...this.#status,
      channels: this.#connection?.channels ?? 0,
      bytesIn: this.#past.bytesIn + (this.#connection?.bytesIn ?? 0),
      bytesOut: this.#past.bytesOut + (this.#connection?.bytesOut ?? 0),
    };
  }

  /** In phase `refused`: the login waits for an answer; suspend the screen and call {@link connectOnce}. */
  get needsPrompt(): boolean {
    return this.#needsPrompt;
  }

  onStatus(listener: (status: LinkStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Connects with prompts allowed; resolves when up. Rejects with a FailureError: kinds `unreachable` and `timeout` may
   * be left to {@link start}, all others need the operator.
   */
  async connectOnce(prompter: Prompter | undefined = this.#options.prompter): Promise<void> {
    if (this.#connection) return;
    if (this.#attempting) {
      this.#attempting.abort.abort();
      await this.#attempting.done.catch(() => {});
    }
    await this.#attempt(this.#options.unattended ? undefined : prompter);
  }

  /** Goes on in the background, for ever, without prompts; unattended, a refused login waits for its next turn. */
  start(): void {
    if (this.#options.unattended && this.#status.phase === 'refused') {
      if (this.#status.nextRetryAt === undefined) this.#retryLater();
      return;
    }
    this.#go();
  }

  retryNow(): void {
    this.#go();
  }

  #go(): void {
    if (this.#connection || this.#attempting || this.#status.phase === 'closed') return;
    clearTimeout(this.#retryTimer);
    this.#attempt(undefined).catch((error: unknown) => this.#afterFailedAttempt(error));
  }

  unix(path: string): LinkSocket {
    return this.#forward({ kind: 'unix', path });
  }

  tcp(host: string, port: number): LinkSocket {
    return this.#forward({ kind: 'tcp', host, port });
  }

  #forward(endpoint: Endpoint): LinkSocket {
    const socket: ChannelSocket = new ChannelSocket(`${endpoint.kind}:${nameOf(endpoint)}`, (signal) =>
      this.#connection
        ? this.#connection.openForward(endpoint, socket, signal)
        : Promise.reject(this.#downFailure()),
    );
    return socket;
  }

  async exec(argv: readonly string[], signal?: AbortSignal): Promise<RemoteProcess> {
    if (!this.#connection) throw this.#downFailure();
    return this.#connection.exec(argv, signal);
  }

  async terminal(
    argv: readonly string[],
    terminal: TerminalSize & { readonly term: string },
    signal?: AbortSignal,
  ): Promise<RemoteTerminal> {
    if (!this.#connection) throw this.#downFailure();
    return this.#connection.terminal(argv, terminal, signal);
  }

  get execLimit(): number | undefined {
    return this.#connection?.execLimit;
  }

  onExecWaiting(listener: () => void): () => void {
    this.#execListeners.add(listener);
    return () => this.#execListeners.delete(listener);
  }

  get hostKey(): string | undefined {
    return this.#connection?.hostKey;
  }

  noteRoundTrip(ms: number): void {
    this.#connection?.heard();
    this.#set({ rttMs: ms });
  }

  async close(): Promise<void> {
    if (this.#status.phase === 'closed') return;
    clearTimeout(this.#retryTimer);
    this.#enter('closed');
    this.#attempting?.abort.abort();
    await this.#attempting?.done.catch(() => {});
    await this.#connection?.close(fail('unreachable', msg('link.closed')));
  }

  /** One attempt, and another when the connection was lost over a question, as by sshd's LoginGraceTime. */
  async #attempt(prompter: Prompter | undefined): Promise<void> {
    const abort = new AbortController();
    const done = this.#connect(prompter, abort.signal).finally(() => {
      if (this.#attempting?.done === done) this.#attempting = undefined;
    });
    this.#attempting = { done, abort };
    await done;
  }

  async #connect(
    prompter: Prompter | undefined,
    signal: AbortSignal,
    more = maxLostQuestions,
  ): Promise<void> {
    clearTimeout(this.#retryTimer);
    this.#set({ attempt: this.#status.attempt + 1 });
    const attempt = new Attempt({
      answers: this.#answers,
      signal,
      prompter,
      onPhase: (phase) => {
        if (this.#status.phase !== 'closed') this.#enter(phase);
      },
    });
    try {
      const carrier = await this.#dial(attempt);
      if (signal.aborted) {
        carrier.destroy();
        throw fail('unreachable', msg('link.closed'));
      }
      this.#needsPrompt = false;
      this.#refusals = 0;
      const connection: SshConnection = new SshConnection(carrier, {
        suspect: () => this.#enter('suspect'),
        alive: () => this.#enter('up'),
        execWaiting: () => {
          for (const listener of [...this.#execListeners]) listener();
        },
        dead: (failure) => this.#lost(connection, failure),
      });
      this.#connection = connection;
      const { client: _other, ...status } = this.#status;
      this.#status = { ...status, ...(carrier.client ? { client: carrier.client } : {}) };
      this.#enter('up', { epoch: status.epoch + 1, attempt: 0 });
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      if (this.#status.phase !== 'closed' && !signal.aborted) {
        this.#needsPrompt = attempt.promptNeeded;
        this.#enter(isFinal(error) ? 'refused' : 'down', { failure: error.failure });
      }
      if (attempt.asked && more > 0 && !isFinal(error) && !signal.aborted)
        return this.#connect(prompter, signal, more - 1);
      throw error;
    }
  }

  #lost(connection: SshConnection, failure: FailureError): void {
    this.#past.bytesIn += connection.bytesIn;
    this.#past.bytesOut += connection.bytesOut;
    if (this.#connection === connection) this.#connection = undefined;
    if (this.#status.phase === 'closed') return;
    this.#enter('down', { failure: failure.failure });
    this.#retryLater();
  }

  #afterFailedAttempt(error: unknown): void {
    if (!(error instanceof FailureError)) throw error;
    const { phase } = this.#status;
    if (phase === 'down' || (phase === 'refused' && this.#options.unattended)) this.#retryLater();
  }

  #retryLater(): void {
    const refused = this.#status.phase === 'refused';
    if (refused) this.#refusals += 1;
    const waitMs = refused ? refusedBackoffMs(this.#refusals) : backoffMs(this.#status.attempt + 1);
    this.#set({ nextRetryAt: this.#now() + waitMs });
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#go(), waitMs);
  }

  #downFailure(): FailureError {
    const { failure, phase } = this.#status;
    if (phase === 'closed') return fail('unreachable', msg('link.closed'));
    return failure ? new FailureError(failure) : fail('unreachable', msg('link.not-up'));
  }

  /** A phase begins; what belonged to the one before (failure, next retry) goes. */
  #enter(phase: LinkStatus['phase'], more: Partial<LinkStatus> = {}): void {
    const { nextRetryAt: _retry, failure, lostAt, ...kept } = this.#status;
    const keepFailure = failure && (phase === 'connecting' || phase === 'authenticating') ? { failure } : {};
    const since = phase === kept.phase ? kept.since : this.#now();
    this.#status = { ...kept, ...keepFailure, ...lostSince(phase, lostAt, since), phase, since, ...more };
    this.#notify();
  }

  #set(change: Partial<LinkStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#notify();
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener(this.status);
  }

  [inspect.custom](): string {
    return `SshLink(${this.#name}, ${this.#status.phase})`;
  }
}

/** A link stays lost through every attempt to bring it up again. */
function lostSince(
  phase: LinkStatus['phase'],
  lostAt: number | undefined,
  now: number,
): Pick<LinkStatus, 'lostAt'> {
  if (phase === 'up' || phase === 'suspect' || phase === 'closed') return {};
  const at = lostAt ?? (phase === 'down' || phase === 'refused' ? now : undefined);
  return at === undefined ? {} : { lostAt: at };
}

/** How often a login begins again at once because its connection was lost over a question: a host that hangs up at each
 * would be dialled without a pause for ever. */
const maxLostQuestions = 2;

/** Failures that trying again does not mend. */
const isFinal = ({ failure }: FailureError) => failure.kind !== 'unreachable' && failure.kind !== 'timeout';
