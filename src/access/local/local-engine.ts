import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { homedir, hostname, totalmem, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { DockerInfo } from '../../domain/docker.js';
import { FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { errorCode, errorText } from '../error-text.js';
import { openSocket } from '../open-socket.js';
import { secureSocket } from '../tls-options.js';
import { type DockerEndpoint, type DockerTls, localDockerEndpoint } from './docker-endpoint.js';
import type { LocalLink } from './local-link.js';

const openTimeoutMs = 5_000;
const infoTimeoutMs = 4_000;
/** After an engine did not say where it is, it is asked again this much later. */
const askAgainMs = 10_000;

export interface LocalEngineOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home?: string;
  /** The socket that hosts.yaml names; it stands above the environment. */
  readonly socketPath?: string | undefined;
  readonly platform?: NodeJS.Platform;
}

/** The Docker engine that belongs to this machine's docker command, wherever it runs. */
export class LocalEngine {
  readonly #link: LocalLink;
  readonly #options: LocalEngineOptions;
  /** The one that answered last: a context that is switched elsewhere does not switch what is on screen. */
  #endpoint: DockerEndpoint | undefined;
  #here: Promise<boolean> | undefined;

  constructor(link: LocalLink, options: LocalEngineOptions) {
    this.#link = link;
    this.#options = options;
  }

  /** A connection to the engine; rejects with a FailureError that says what is wrong on this machine. */
  async dial(): Promise<Duplex> {
    const endpoint = this.#endpoint ?? (await this.#resolve());
    const socket = endpoint.kind === 'unix' ? await this.#dialUnix(endpoint) : await this.#dialTcp(endpoint);
    this.#endpoint = endpoint;
    // Actions must not go to another engine than the one on screen: a socket of hosts.yaml, or a context switched since.
    this.#link.environment = dockerEnvironment(endpoint);
    return socket;
  }

  /**
   * Whether its containers are processes of this machine: not those of Docker Desktop's virtual machine, of an engine
   * elsewhere, or where cockpit itself runs in a container. Their pids would then be those of other processes here.
   * `info` asks the engine about the machine that it runs on.
   */
  isHere(info: (signal: AbortSignal) => Promise<Pick<DockerInfo, 'Name' | 'MemTotal'>>): Promise<boolean> {
    this.#here ??= this.#ask(info).catch(() => {
      setTimeout(() => {
        this.#here = undefined;
      }, askAgainMs).unref();
      return false;
    });
    return this.#here;
  }

  async #resolve(): Promise<DockerEndpoint> {
    const { env, home = homedir(), socketPath, platform = process.platform } = this.#options;
    const endpoint: DockerEndpoint = socketPath
      ? { kind: 'unix', path: socketPath }
      : await localDockerEndpoint(env, home);
    if (endpoint.kind === 'tcp' && !isLoopback(endpoint.host)) this.#elsewhere(endpoint.host);
    else if (platform !== 'linux') this.#elsewhere('127.0.0.1');
    return endpoint;
  }

  /** Only Linux runs containers without a virtual machine. */
  async #ask(
    info: (signal: AbortSignal) => Promise<Pick<DockerInfo, 'Name' | 'MemTotal'>>,
  ): Promise<boolean> {
    // What can't be resolved can still be read by sudo.
    const endpoint = this.#endpoint ?? (await this.#resolve().catch(() => undefined));
    if (this.#link.publishedAt !== undefined) return false;
    const { Name, MemTotal } = await info(AbortSignal.timeout(infoTimeoutMs));
    const here = Name === hostname() && MemTotal === totalmem();
    if (!here) this.#elsewhere(endpoint?.kind === 'tcp' ? endpoint.host : '127.0.0.1');
    return here;
  }

  #elsewhere(host: string): void {
    this.#link.publishedAt = host;
  }

  async #dialUnix({ path }: { readonly path: string }): Promise<Duplex> {
    try {
      return await openSocket(this.#link.unix(path), openTimeoutMs);
    } catch (error) {
      throw unixFailure(path, error);
    }
  }

  async #dialTcp(endpoint: Extract<DockerEndpoint, { kind: 'tcp' }>): Promise<Duplex> {
    const { host, port, tls } = endpoint;
    const address = `${host}:${port}`;
    const files = tls && (await tlsFiles(tls));
    let plain: Awaited<ReturnType<typeof openSocket>>;
    try {
      plain = await openSocket(this.#link.tcp(host, port), openTimeoutMs);
    } catch (cause) {
      throw silent(address, cause);
    }
    if (!files) return plain;
    const timer = setTimeout(() => plain.destroy(new Error('TLS handshake')), openTimeoutMs);
    try {
      return await secureSocket(plain, host, { ...files, ...(isIP(host) ? {} : { servername: host }) });
    } catch (cause) {
      plain.destroy();
      const detail = errorText(cause);
      throw fail('unreachable', msg('local.docker.tls', { address }), {
        detail,
        next: msg('local.docker.tls-file.next'),
        cause,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What makes the docker command talk to that engine; an empty value counts as none. */
function dockerEnvironment(endpoint: DockerEndpoint): Readonly<Record<string, string>> {
  if (endpoint.kind === 'unix') return { DOCKER_HOST: `unix://${endpoint.path}` };
  const { host, port, tls } = endpoint;
  return {
    DOCKER_HOST: `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`,
    DOCKER_TLS: tls ? '1' : '',
    DOCKER_TLS_VERIFY: tls?.verify ? '1' : '',
    ...(tls ? { DOCKER_CERT_PATH: tls.folder } : {}),
  };
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** The link gives the errno as the detail of its failure. */
function unixFailure(path: string, cause: unknown): FailureError {
  const code = cause instanceof FailureError ? cause.failure.detail : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return fail('unsupported', msg('local.docker.missing', { path }), {
      next: msg('local.docker.missing.next'),
      cause,
    });
  if (code === 'EACCES' || code === 'EPERM') {
    const user = userInfo().username;
    return fail('denied', msg('local.docker.denied', { user, path }), {
      next: msg('local.docker.denied.next', { user }),
      cause,
    });
  }
  return silent(path, cause);
}

const silent = (address: string, cause: unknown): FailureError =>
  cause instanceof FailureError && cause.failure.what.id === 'link.closed'
    ? cause
    : fail('unreachable', msg('local.docker.silent', { address }), {
        detail: errorText(cause),
        next: msg('local.docker.silent.next'),
        cause,
      });

/** A client certificate only where both its files are; without ca.pem the system's authorities count. */
async function tlsFiles({ folder, verify }: DockerTls) {
  const read = async (name: string) => {
    const path = join(folder, name);
    try {
      return await readFile(path, 'utf8');
    } catch (cause) {
      if (errorCode(cause) === 'ENOENT') return undefined;
      throw fail('denied', msg('local.docker.tls-file', { path }), {
        detail: errorCode(cause) ?? '',
        next: msg('local.docker.tls-file.next'),
        cause,
      });
    }
  };
  const [ca, cert, key] = await Promise.all(['ca.pem', 'cert.pem', 'key.pem'].map(read));
  return { rejectUnauthorized: verify, ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) };
}
