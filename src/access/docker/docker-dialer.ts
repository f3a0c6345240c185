import http from 'node:http';
import type { Duplex } from 'node:stream';
import { FailureError, fail } from '../../domain/failure.js';
import type { LinkStatus } from '../../domain/link.js';
import { msg } from '../../domain/message.js';
import { linkFailure } from '../attempt.js';
import { errorText } from '../error-text.js';
import { openSocket } from '../open-socket.js';
import type { LinkSocket, RemoteLink } from '../remote-link.js';
import { socketFacts, socketFailure, undiagnosed } from './diagnose-socket.js';
import { type DialCommand, dialArgv, sudoersLine } from './dial-command.js';
import { ProcessSocket } from './process-socket.js';
import { sudoFailure } from './sudo-failure.js';

export type DockerPath = NonNullable<LinkStatus['dockerPath']>;

const openTimeoutMs = 8_000;
/** A diagnosis holds this long, so that twenty waiting reads make one. */
const failureHoldsMs = 5_000;
/** dial-stdio takes one of sshd's sessions (10 by default) per connection. */
const maxDialStdio = 6;
const usualSocket = '/var/run/docker.sock';

export interface DialerOptions {
  /** Docker's socket on the host; the usual one, and where that is missing one of the login's own, when left out. */
  readonly socketPath?: string | undefined;
  /** Opens the connection on the machine itself, and rejects with the diagnosis. */
  readonly local?: (() => Promise<Duplex>) | undefined;
  /** The login may use Docker by `sudo -n` alone. */
  readonly sudo?: boolean;
  /** What a sudoers line would have to allow. */
  readonly mode?: 'watch' | 'operate';
}

/**
 * Opens connections to the engine: the forwarded socket where sshd allows it, that of an engine of the login's own, else
 * `docker system dial-stdio`, else a FailureError that says which of the known reasons it is. Where the host entry says
 * sudo, dial-stdio by `sudo -n` is the only way. The way found is kept for the life of a connection.
 */
export class DockerDialer {
  readonly #link: RemoteLink;
  readonly #options: DialerOptions;
  readonly #command: DialCommand;
  /** The socket that is known to work, or is tried first. */
  #socketPath: string;
  #epoch = -1;
  #found: Promise<DockerPath> | undefined;
  #failed: { readonly error: unknown; readonly at: number } | undefined;
  #path: DockerPath | undefined;
  /** The socket was reached over this connection: sshd forwards, and a failure since then is the engine's. */
  #reached = false;
  /** The connection that proved the way, for whoever asked. */
  #spare: Duplex | undefined;

  constructor(link: RemoteLink, options: DialerOptions) {
    this.#link = link;
    this.#options = options;
    this.#command = { sudo: options.sudo === true, socketPath: options.socketPath };
    this.#socketPath = options.socketPath ?? usualSocket;
  }

  /** How many connections may be open at once: each of dial-stdio is a command, and others have to run beside them. */
  get maxConnections(): number {
    if (this.path !== 'dial-stdio') return Number.POSITIVE_INFINITY;
    const { execLimit } = this.#link;
    return execLimit === undefined ? maxDialStdio : Math.max(1, Math.min(maxDialStdio, execLimit - 1));
  }

  /** Calls back when an idle connection should be given up for a command that waits. */
  onCrowded(listener: () => void): () => void {
    const release = this.#link.onExecWaiting?.(() => {
      if (this.path === 'dial-stdio') listener();
    });
    return release ?? (() => {});
  }

  /** The way in use, once known. */
  get path(): DockerPath | undefined {
    return this.#link.status.epoch === this.#epoch ? this.#path : undefined;
  }

  /** Finds the way, unless it is known; rejects with the diagnosis. */
  async prepare(): Promise<DockerPath> {
    const { epoch } = this.#link.status;
    if (epoch !== this.#epoch) this.#forget(epoch);
    if (this.#failed && performance.now() - this.#failed.at < failureHoldsMs) throw this.#failed.error;
    this.#found ??= this.#find();
    const found = this.#found;
    try {
      return await found;
    } catch (error) {
      throw this.#found === found ? this.#remember(error) : error;
    }
  }

  /**
   * A connection at once, where the way is dial-stdio: an http.Agent counts a connection only when it has it, and these
   * have to be counted.
   */
  dialNow(): Duplex | undefined {
    return this.path === 'dial-stdio' ? this.#dialStdio() : undefined;
  }

  async dial(): Promise<Duplex> {
    const path = await this.prepare();
    const found = this.#found;
    try {
      return await this.#open(path);
    } catch {
      // The way does not work any more, as when the engine was stopped: the diagnosis is made anew.
      if (this.#found === found) this.#found = undefined;
    }
    try {
      return await this.#open(await this.prepare());
    } catch (error) {
      throw this.#remember(error);
    }
  }

  #remember(error: unknown): unknown {
    this.#found = undefined;
    this.#path = undefined;
    const { status } = this.#link;
    if (!usable(status) || status.epoch !== this.#epoch) return linkFailure(status);
    const failure =
      error instanceof FailureError
        ? error
        : fail('unreachable', msg('access.docker.daemon-down'), {
            detail: errorText(error),
            next: msg('access.docker.no-socket.next'),
            cause: error,
          });
    this.#failed = { error: failure, at: performance.now() };
    return failure;
  }

  #forget(epoch: number): void {
    this.#epoch = epoch;
    this.#found = undefined;
    this.#failed = undefined;
    this.#path = undefined;
    this.#reached = false;
    this.#socketPath = this.#options.socketPath ?? usualSocket;
  }

  async #open(path: DockerPath): Promise<Duplex> {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare && !spare.destroyed) return spare;
    if (path === 'dial-stdio') return this.#dialStdio();
    if (this.#options.local) return this.#options.local();
    return openSocket(this.#link.unix(this.#socketPath), openTimeoutMs);
  }

  #dialStdio(): LinkSocket {
    return new ProcessSocket(() => this.#link.exec(dialArgv(this.#command)));
  }

  async #find(): Promise<DockerPath> {
    if (this.#command.sudo) return this.#findBySudo();
    const { local, socketPath } = this.#options;
    let said: string;
    try {
      return await this.#findSocket();
    } catch (error) {
      if (local || !usable(this.#link.status)) throw error;
      said = errorText(error);
    }
    const facts = await this.#facts();
    for (const own of socketPath === undefined ? facts.ownSockets : []) {
      this.#socketPath = own;
      const found = await this.#findSocket().catch(() => undefined);
      if (found) return found;
    }
    this.#socketPath = socketPath ?? usualSocket;
    if (facts.dockerCommand && !this.#reached) {
      try {
        return await this.#findDialStdio();
      } catch (error) {
        said = errorText(error);
      }
    }
    throw socketFailure(this.#socketPath, facts, said);
  }

  async #findSocket(): Promise<DockerPath> {
    try {
      this.#spare = await this.#open('socket');
    } catch (error) {
      throw usable(this.#link.status) ? error : linkFailure(this.#link.status);
    }
    this.#path = this.#options.local ? 'local' : 'socket';
    this.#reached = true;
    return this.#path;
  }

  async #findDialStdio(): Promise<DockerPath> {
    await ping(this.#dialStdio());
    this.#path = 'dial-stdio';
    return this.#path;
  }

  async #findBySudo(): Promise<DockerPath> {
    let said: string;
    try {
      return await this.#findDialStdio();
    } catch (error) {
      // The host's refusal to run anything is its own reason.
      if (error instanceof FailureError) throw error;
      said = errorText(error);
    }
    const facts = await this.#facts();
    const line = sudoersLine(facts.user, facts.dockerCommand, this.#command, this.#options.mode ?? 'watch');
    throw sudoFailure(facts, said, line);
  }

  async #facts() {
    try {
      return await socketFacts(this.#link, this.#socketPath, AbortSignal.timeout(openTimeoutMs));
    } catch (error) {
      throw error instanceof FailureError && error.failure.kind === 'denied'
        ? undiagnosed(this.#socketPath, error)
        : error;
    }
  }
}

const usable = ({ phase }: LinkStatus) => phase === 'up' || phase === 'suspect';

/** Proves that the engine answers at the other end, since a broken dial-stdio shows itself only by hanging up. */
function ping(socket: LinkSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      {
        createConnection: () => socket,
        host: 'docker',
        path: '/_ping',
        signal: AbortSignal.timeout(openTimeoutMs),
      },
      (response) => {
        response.resume();
        request.destroy();
        if (response.statusCode === 200) resolve();
        else reject(new Error(`HTTP ${response.statusCode}`));
      },
    );
    request.on('error', reject);
  });
}
