import { fail } from '../../domain/failure.js';
import type { LinkStatus } from '../../domain/link.js';
import { type Msg, msg } from '../../domain/message.js';
import { attempt, linkFailure } from '../attempt.js';
import { errorCode } from '../error-text.js';
import type { RemoteLink } from '../remote-link.js';
import { dockerFailure } from './docker-failure.js';
import { type Engine, loadEngine } from './engine.js';
import type { ReadOnlyAgent } from './read-only-agent.js';

const callTimeoutMs = 10_000;

/** dockerode over the link: every call bounded, every stream tied to the life of the connection. */
export class DockerClient {
  readonly #link: RemoteLink;
  readonly #agent: ReadOnlyAgent;
  /** Loaded while the handshake runs, because it takes a third of a second. */
  readonly #docker: Promise<Engine>;
  #streams = 0;

  constructor(link: RemoteLink, agent: ReadOnlyAgent) {
    this.#link = link;
    this.#agent = agent;
    this.#docker = loadEngine(agent);
    this.#docker.catch(() => undefined);
  }

  /** A call with one JSON answer; a kept connection that turns out to be dead is replaced once. */
  call<T extends object>(
    what: Msg,
    signal: AbortSignal,
    ask: (docker: Engine, signal: AbortSignal) => Promise<unknown>,
    timeoutMs = callTimeoutMs,
  ): Promise<T> {
    return attempt(this.#link, { what, timeoutMs, signal }, async (inner) => {
      const docker = await this.#prepared();
      const answer = await ask(docker, inner)
        .catch((error: unknown) => {
          if (inner.aborted || !['ECONNRESET', 'EPIPE'].includes(errorCode(error) ?? '')) throw error;
          return ask(docker, inner);
        })
        .catch((error: unknown) => {
          throw dockerFailure(what, error);
        });
      // docker-modem hands over the bytes when they are no JSON.
      if (typeof answer !== 'object' || answer === null || Buffer.isBuffer(answer)) {
        throw fail('malformed', msg('access.docker.malformed', { what }));
      }
      return answer as T;
    });
  }

  /**
   * Opens a stream and hands over its chunks one by one, the next only when the last one was taken.
   * Resolves at its end and when `signal` aborts; rejects when it breaks or the link goes down. A `short` one ends by
   * itself, and so it needs no place among those that stay open.
   */
  async stream(
    what: Msg,
    signal: AbortSignal,
    open: (docker: Engine, signal: AbortSignal) => Promise<NodeJS.ReadableStream>,
    take: (chunk: Buffer) => void | Promise<void>,
    { short = false }: { readonly short?: boolean } = {},
  ): Promise<void> {
    const ended = new AbortController();
    const { epoch } = this.#link.status;
    const follow = (status: LinkStatus) => {
      const alive = status.phase === 'up' || status.phase === 'suspect';
      if (status.epoch !== epoch ? opened : opened && !alive) ended.abort(linkFailure(status));
    };
    let opened = false;
    let admitted = false;
    const release = this.#link.onStatus(follow);
    const stop = () => ended.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
      const body = await attempt(this.#link, { what, timeoutMs: callTimeoutMs, signal }, async (inner) => {
        const docker = await this.#prepared();
        if (!short) this.#admit(what);
        admitted = !short;
        return open(docker, AbortSignal.any([inner, ended.signal]));
      });
      opened = true;
      follow(this.#link.status);
      for await (const chunk of body) {
        ended.signal.throwIfAborted();
        const taken = take(chunk as Buffer);
        if (taken) await unlessAborted(taken, ended.signal);
      }
    } catch (error) {
      if (signal.aborted) return;
      throw dockerFailure(what, ended.signal.aborted ? ended.signal.reason : error);
    } finally {
      if (admitted) this.#streams -= 1;
      release();
      signal.removeEventListener('abort', stop);
      ended.abort();
    }
  }

  async #prepared(): Promise<Engine> {
    const [docker] = await Promise.all([this.#docker, this.#agent.prepare()]);
    return docker;
  }

  #admit(what: Msg): void {
    if (this.#streams >= this.#agent.maxStreams) {
      throw fail('unsupported', msg('access.docker.streams', { what, count: this.#streams }), {
        next: msg('access.docker.forward-refused.next'),
      });
    }
    this.#streams += 1;
  }
}

/**
 * Waits for `work`, at most until `signal` aborts. Not Promise.race against one promise for the whole stream: that promise
 * would keep a reaction for every chunk, and a log is followed for days.
 */
function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
