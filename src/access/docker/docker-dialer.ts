import http from 'node:http';
import type { Duplex } from 'node:stream';
import { FailureError, fail } from '../../domain/failure.js';
import type { LinkStatus } from '../../domain/link.js';
import { msg } from '../../domain/message.js';
import { linkFailure } from '../attempt.js';
import { errorText } from '../error-text.js';
import { openSocket } from '../open-socket.js';
import type { LinkSocket, RemoteLink } from '../remote-link.js';
import { socketFacts, socketFailure } from './diagnose-socket.js';
import { ProcessSocket } from './process-socket.js';

export type DockerPath = NonNullable<LinkStatus['dockerPath']>;

const openTimeoutMs = 8_000;
/** A diagnosis holds this long, so that twenty waiting reads make one. */
const failureHoldsMs = 5_000;

/**
 * Opens connections to the engine: the forwarded socket where sshd allows it, else `docker system dial-stdio`, else a
 * FailureError that says which of the known reasons it is. The way found is kept for the life of a connection.
 */
export class DockerDialer {
  readonly #link: RemoteLink;
  readonly #socketPath: string;
  readonly #local: boolean;
  #epoch = -1;
  #found: Promise<DockerPath> | undefined;
  #failed: { readonly error: unknown; readonly at: number } | undefined;
  #path: DockerPath | undefined;
  /** The connection that proved the way, for whoever asked. */
  #spare: LinkSocket | undefined;

  constructor(link: RemoteLink, options: { readonly socketPath: string; readonly local: boolean }) {
    this.#link = link;
    this.#socketPath = options.socketPath;
    this.#local = options.local;
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
  }

  async #open(path: DockerPath): Promise<LinkSocket> {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare && !spare.destroyed) return spare;
    if (path === 'dial-stdio') return this.#dialStdio();
    return openSocket(this.#link.unix(this.#socketPath), openTimeoutMs);
  }

  #dialStdio(): LinkSocket {
    return new ProcessSocket(() => this.#link.exec(['docker', 'system', 'dial-stdio']));
  }

  async #find(): Promise<DockerPath> {
    let said: string;
    try {
      this.#spare = await this.#open('socket');
      this.#path = this.#local ? 'local' : 'socket';
      return this.#path;
    } catch (error) {
      if (!usable(this.#link.status)) throw linkFailure(this.#link.status);
      said = errorText(error);
    }
    const facts = await socketFacts(this.#link, this.#socketPath, AbortSignal.timeout(openTimeoutMs));
    if (facts.dockerCommand && !this.#local) {
      try {
        await ping(this.#dialStdio());
        this.#path = 'dial-stdio';
        return this.#path;
      } catch (error) {
        said = errorText(error);
      }
    }
    throw socketFailure(this.#socketPath, facts, said);
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
