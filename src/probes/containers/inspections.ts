import type { DockerReader } from '../../domain/access.js';
import type { ContainerDetail, ContainerSummary, ImageDetail } from '../../domain/docker.js';
import { parseStatus, statusKey } from './status-text.js';

interface Inspected {
  readonly key: string;
  readonly ageSeconds: number;
  readonly at: number;
  readonly detail: ContainerDetail | undefined;
}

/** At most so many inspects at once: a burst of fifty would hold up everything else on the link. */
const atOnce = 6;
const longestMs = 60_000;
/** Health logs and loops change without a new state. */
const unhealthyMs = 10_000;
const youngSeconds = 15;

/** Inspect answers and images, read again only when the list or an event says that something changed. */
export class Inspections {
  readonly #now: () => number;
  readonly #containers = new Map<string, Inspected>();
  readonly #images = new Map<string, ImageDetail | undefined>();

  /** `now`: monotonic, ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Something happened to this container: the next refresh inspects it. */
  forget(id: string): void {
    const known = this.#containers.get(id);
    if (known) this.#containers.set(id, { ...known, at: Number.NEGATIVE_INFINITY });
  }

  detail(id: string): ContainerDetail | undefined {
    return this.#containers.get(id)?.detail;
  }

  image(id: string): ImageDetail | undefined {
    return this.#images.get(id);
  }

  async refresh(docker: DockerReader, list: readonly ContainerSummary[], signal: AbortSignal): Promise<void> {
    const ids = new Set(list.map((container) => container.Id));
    for (const id of this.#containers.keys()) {
      if (!ids.has(id)) this.#containers.delete(id);
    }
    const imageIds = new Set(list.map((container) => container.ImageID));
    for (const id of this.#images.keys()) {
      if (!imageIds.has(id)) this.#images.delete(id);
    }
    const work = [
      ...list
        .filter((container) => this.#isDue(container))
        .map((container) => () => this.#inspect(docker, container, signal)),
      ...[...imageIds]
        .filter((id) => !this.#images.has(id))
        .map((id) => () => this.#readImage(docker, id, signal)),
    ];
    const next = async (): Promise<void> => {
      for (let job = work.shift(); job; job = work.shift()) await job();
    };
    await Promise.all(Array.from({ length: atOnce }, next));
  }

  #isDue(container: ContainerSummary): boolean {
    const known = this.#containers.get(container.Id);
    if (!known) return true;
    const status = parseStatus(container.Status);
    const age = status.ageSeconds ?? 0;
    if (statusKey(container.State, status) !== known.key || age < known.ageSeconds) return true;
    // Within its first seconds, or while it waits to be restarted, a container may begin anew between two lists.
    if (container.State === 'restarting' || (container.State === 'running' && age < youngSeconds))
      return true;
    return this.#now() - known.at >= (status.health === 'unhealthy' ? unhealthyMs : longestMs);
  }

  async #inspect(docker: DockerReader, container: ContainerSummary, signal: AbortSignal): Promise<void> {
    const before = this.#containers.get(container.Id);
    const status = parseStatus(container.Status);
    const at = this.#now();
    let detail = before?.detail;
    try {
      detail = await docker.inspect(container.Id, signal);
    } catch (error) {
      // It went away between list and inspect, or the link is slow: the list's own columns stand until the next time.
      if (signal.aborted) throw error;
    }
    this.#containers.set(container.Id, {
      key: statusKey(container.State, status),
      ageSeconds: status.ageSeconds ?? 0,
      at: detail === before?.detail ? Number.NEGATIVE_INFINITY : at,
      detail,
    });
  }

  async #readImage(docker: DockerReader, id: string, signal: AbortSignal): Promise<void> {
    try {
      this.#images.set(id, await docker.image(id, signal));
    } catch (error) {
      // A container outlives an image that was removed by force.
      if (signal.aborted) throw error;
      this.#images.set(id, undefined);
    }
  }
}
