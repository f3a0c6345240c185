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

/** dial-stdio takes one of sshd's sessions (10 by default) per connection. */
export const maxDialStdio = 6;

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

  async dial(): Promise<Duplex> {
    const { status } = this.#link;
    if (status.epoch !== this.#epoch) this.#forget(status.epoch);
    const known = this.#found;
    if (known) {
      try {
        return await this.#open(await known);
      } catch {
        if (this.#found === known) this.#found = undefined;
      }
    }
    if (this.#failed && performance.now() - this.#failed.at < failureHoldsMs) throw this.#failed.error;
    try {
      this.#found ??= this.#find();
      return await this.#open(await this.#found);
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

  async #dialStdio(): Promise<LinkSocket> {
    return new ProcessSocket(await this.#link.exec(['docker', 'system', 'dial-stdio']));
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
        await ping(await this.#dialStdio());
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
        agent: false,
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
