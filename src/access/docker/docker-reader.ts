import type { DockerReader } from '../../domain/access.js';
import type {
  ContainerDetail,
  ContainerSummary,
  DockerEvent,
  DockerInfo,
  ImageDetail,
  StatsSample,
  TopResult,
} from '../../domain/docker.js';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { DockerClient } from './docker-client.js';
import type { Engine } from './engine.js';
import { JsonLines } from './json-lines.js';
import { LogDemux } from './log-demux.js';

/** The samples of a container that does not run are zeroed and carry Go's zero time. */
const zeroTime = '0001-';

/**
 * The events of a container's life. Every health check causes three exec events besides, each with all labels: on a quiet
 * host they would be most of what comes over the link.
 */
const lifeEvents = [
  'create',
  'start',
  'restart',
  'stop',
  'kill',
  'die',
  'oom',
  'pause',
  'unpause',
  'destroy',
  'rename',
  'health_status',
] as const;

/** Reads one host's Docker engine through dockerode. */
export class LinkDockerReader implements DockerReader {
  readonly #client: DockerClient;

  constructor(client: DockerClient) {
    this.#client = client;
  }

  info(signal: AbortSignal): Promise<DockerInfo> {
    return this.#client.call(msg('access.what.docker'), signal, (docker, abortSignal) =>
      docker.info({ abortSignal }),
    );
  }

  async list(signal: AbortSignal): Promise<readonly ContainerSummary[]> {
    const name = msg('access.what.containers');
    const list = await this.#client.call<readonly ContainerSummary[]>(name, signal, (docker, abortSignal) =>
      docker.listContainers({ all: true, abortSignal }),
    );
    if (!Array.isArray(list)) throw fail('malformed', msg('access.docker.malformed', { what: name }));
    // Podman's socket says null for what is empty.
    return list.map((one: ContainerSummary) => ({
      ...one,
      Names: one.Names ?? [],
      Labels: one.Labels ?? {},
      Ports: one.Ports ?? [],
    }));
  }

  async inspect(id: string, signal: AbortSignal): Promise<ContainerDetail> {
    const container = containerName(id);
    return this.#client.call(what(id), signal, (docker, abortSignal) =>
      docker.getContainer(container).inspect({ abortSignal }),
    );
  }

  async image(id: string, signal: AbortSignal): Promise<ImageDetail> {
    const name = msg('access.what.image', { image: sanitizeLine(id) });
    if (!/^[\w][\w.:@/-]*$/.test(id) || id.includes('..'))
      throw fail('missing', msg('access.docker.bad-name', { what: name }));
    return this.#client.call(name, signal, (docker, abortSignal) =>
      docker.getImage(id).inspect({ abortSignal }),
    );
  }

  async top(id: string, psArgs: string | undefined, signal: AbortSignal): Promise<TopResult> {
    const container = containerName(id);
    return this.#client.call(what(id), signal, (docker, abortSignal) =>
      docker.getContainer(container).top({ ...(psArgs ? { ps_args: psArgs } : {}), abortSignal }),
    );
  }

  async stats(id: string, onSample: (sample: StatsSample) => void, signal: AbortSignal): Promise<void> {
    const container = containerName(id);
    const lines = new JsonLines();
    const open = (docker: Engine, abortSignal: AbortSignal) =>
      docker.getContainer(container).stats({ stream: true, abortSignal });
    return this.#client.stream(what(id), signal, open, (chunk) => {
      for (const sample of lines.push(chunk) as Iterable<StatsSample>) {
        if (!sample.read?.startsWith(zeroTime)) onSample(sample);
      }
    });
  }

  async events(
    since: number | undefined,
    onEvent: (event: DockerEvent) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const lines = new JsonLines();
    const from = since === undefined ? {} : { since: since.toFixed(6) };
    const open = (docker: Engine, abortSignal: AbortSignal) =>
      docker.getEvents({ ...from, filters: { type: ['container'], event: [...lifeEvents] }, abortSignal });
    const name = msg('access.what.events');
    await this.#client.stream(name, signal, open, (chunk) => {
      for (const event of lines.push(chunk) as Iterable<DockerEvent>) onEvent(event);
    });
    if (!signal.aborted) throw fail('unreachable', msg('access.docker.broke', { what: name }));
  }

  async logs(
    id: string,
    options: {
      readonly follow: boolean;
      readonly tail?: number;
      readonly since?: string;
      readonly tty: boolean;
    },
    onChunk: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const { follow, tail, since, tty } = options;
    const container = containerName(id);
    const query = {
      stdout: true,
      stderr: true,
      timestamps: true,
      follow,
      ...(tail === undefined ? {} : { tail }),
      ...(since === undefined ? {} : { since }),
    };
    const demux = new LogDemux();
    const open = (docker: Engine, abortSignal: AbortSignal) =>
      openLogs(docker, container, query, abortSignal);
    const take = async (chunk: Buffer) => {
      if (tty) return onChunk('stdout', chunk);
      for (const { stream, bytes } of demux.push(chunk)) await onChunk(stream, bytes);
    };
    // What is not followed ends by itself, and waits for a connection as any call does.
    return this.#client.stream(what(id), signal, open, take, { short: !follow });
  }
}

const what = (id: string) => msg('access.what.container', { container: sanitizeLine(id) });

/** A name or an id as the engine allows them, since it becomes part of the path. */
function containerName(id: string): string {
  if (/^[a-zA-Z0-9][\w.-]*$/.test(id)) return id;
  throw fail('missing', msg('access.docker.bad-name', { what: what(id) }));
}

/** Not `container.logs`, which collects a log that is not followed in memory and tries to read it as JSON. */
function openLogs(
  docker: Engine,
  container: string,
  options: Record<string, unknown>,
  abortSignal: AbortSignal,
): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    const request = {
      path: `/containers/${container}/logs?`,
      method: 'GET',
      isStream: true,
      statusCodes: { 200: true, 404: 'no such container', 500: 'server error' },
      options,
      abortSignal,
    };
    docker.modem.dial(request, (error, data) =>
      error ? reject(error) : resolve(data as NodeJS.ReadableStream),
    );
  });
}
