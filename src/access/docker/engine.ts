import type http from 'node:http';

interface Bound {
  readonly abortSignal: AbortSignal;
}

type Json = Promise<unknown>;
type Bytes = Promise<NodeJS.ReadableStream>;

/** The part of dockerode that readers use; its published types leave out `abortSignal` for half of it. */
export interface Engine {
  info(options: Bound): Json;
  listContainers(options: Bound & { all: boolean }): Json;
  getEvents(options: Bound & { since?: string; filters?: Readonly<Record<string, string[]>> }): Bytes;
  getContainer(id: string): {
    inspect(options: Bound): Json;
    top(options: Bound & { ps_args?: string }): Json;
    stats(options: Bound & { stream: true }): Bytes;
    exec(options: Bound & object): Promise<{ id: string }>;
  };
  getImage(id: string): { inspect(options: Bound): Json };
  getExec(id: string): {
    start(options: Bound & { Detach: false; Tty: false }): Bytes;
    inspect(options: Bound): Json;
  };
  readonly modem: { dial(request: object, done: (error: unknown, answer: unknown) => void): void };
}

/**
 * Loads dockerode with every connection option set, since it takes what is missing from the operator's own DOCKER_*
 * variables, and throws on a DOCKER_HOST that it can't read.
 */
export async function loadEngine(agent: http.Agent): Promise<Engine> {
  const { default: Docker } = await import('dockerode');
  const { DOCKER_HOST } = process.env;
  delete process.env.DOCKER_HOST;
  try {
    const options = { protocol: 'http', host: 'docker', port: 80, pathPrefix: '/', agent } as const;
    return new Docker(options as ConstructorParameters<typeof Docker>[0]) as unknown as Engine;
  } finally {
    if (DOCKER_HOST !== undefined) process.env.DOCKER_HOST = DOCKER_HOST;
  }
}
