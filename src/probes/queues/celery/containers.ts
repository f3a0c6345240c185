import type { DockerReader } from '../../../domain/access.js';
import { FailureError } from '../../../domain/failure.js';

/** What is known of a container beside the queue. */
export interface SideContainer {
  /** The engine's word, or 'missing'. */
  readonly state: string;
  /** Its addresses on Docker networks: a client of Redis is known by them. */
  readonly addresses: readonly string[];
}

const everyMs = 10_000;

/**
 * State of the worker's and the scheduler's containers; undefined where it isn't known. Asked every now and then, and at
 * each read while one of them doesn't run or something hints that it has stopped.
 */
export function createContainers(names: readonly string[], clock: () => number) {
  const known = new Map<string, SideContainer>();
  let nextAt = 0;
  return {
    async refresh(docker: DockerReader, signal: AbortSignal): Promise<void> {
      const now = clock();
      if (now < nextAt) return;
      nextAt = now + everyMs;
      await Promise.all(
        names.map(async (name) => {
          const state = await inspect(docker, name, signal);
          if (state) known.set(name, state);
          else known.delete(name);
        }),
      );
      if ([...known.values()].some((container) => container.state !== 'running')) nextAt = now;
    },
    suspect(): void {
      nextAt = 0;
    },
    of: (name: string | undefined): SideContainer | undefined =>
      name === undefined ? undefined : known.get(name),
  };
}

async function inspect(
  docker: DockerReader,
  name: string,
  signal: AbortSignal,
): Promise<SideContainer | undefined> {
  try {
    const { State, NetworkSettings } = await docker.inspect(name, signal);
    const networks = Object.values(NetworkSettings.Networks ?? {});
    return {
      state: State.Status,
      addresses: networks.map((network) => network.IPAddress ?? '').filter(Boolean),
    };
  } catch (error) {
    if (!(error instanceof FailureError) || signal.aborted) throw error;
    return error.failure.kind === 'missing' ? { state: 'missing', addresses: [] } : undefined;
  }
}
