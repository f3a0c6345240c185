import { containerOf, tierOf } from '../diagnosis/topology.js';
import type { HostEntry } from '../domain/host.js';
import type { ContainerRow, Signal } from '../domain/model.js';
import { nameMatches } from '../domain/name-pattern.js';
import type { TierName } from '../domain/playbook.js';

/** A host with its containers as they are now. */
export interface Surroundings {
  readonly host: HostEntry;
  readonly rows: readonly ContainerRow[];
}

/** The container that an entry names: of a glob the one that runs, the newest first; a plain name even when it is missing. */
export function resolveContainer(pattern: string, { rows }: Pick<Surroundings, 'rows'>): string | undefined {
  if (!pattern.includes('*')) return pattern;
  return rows.filter((row) => nameMatches(pattern, row.name)).toSorted(byLife)[0]?.name;
}

/** The first container of a tier: in the order of the host entry, then those that run, the newest first. */
export function firstOfTier(tier: TierName, around: Surroundings): string | undefined {
  const { host, rows } = around;
  const order = (row: ContainerRow): number => {
    const index = host.containers.findIndex((entry) => nameMatches(entry.name, row.name));
    return index < 0 ? host.containers.length : index;
  };
  const own = rows.filter((row) => tierOf(row, host) === tier);
  const first = own.toSorted(
    (a, b) => Number(b.matters) - Number(a.matters) || order(a) - order(b) || byLife(a, b),
  )[0];
  if (first) return first.name;
  // It may be missing altogether; then the host entry still names it.
  return host.containers.find(({ name }) => !name.includes('*') && tierByName(name, around) === tier)?.name;
}

const byLife = (a: ContainerRow, b: ContainerRow): number =>
  Number(b.state === 'running') - Number(a.state === 'running') || b.createdAt - a.createdAt;

export function tierByName(name: string, { host, rows }: Surroundings): TierName {
  return tierOf(rows.find((row) => row.name === name) ?? { name, ports: [] }, host);
}

/** The kind of a signal ("container.exited") from its id. */
export const kindOfSignal = (id: string): string => id.split(':', 1)[0] ?? id;

/** The container that a signal is about: its object, or the one in which its server or worker runs. */
export function containerOfSignal(signal: Signal, around: Surroundings): string | undefined {
  const kind = kindOfSignal(signal.id);
  const { object } = signal;
  if (/^(?:container|crash|names|health|gateway|release)\./.test(kind)) return object;
  const pattern = serverOf(kind, object, around.host);
  return pattern === undefined ? undefined : resolveContainer(pattern, around);
}

function serverOf(kind: string, object: string, { postgres, redis, queues }: HostEntry): string | undefined {
  switch (kind) {
    case 'read.postgres':
      return containerOf(object, postgres);
    case 'queue.scheduler':
    case 'queue.missed': {
      const queue = queues.find((one) => one.name === object);
      return queue?.kind === 'celery' ? queue.beat : undefined;
    }
  }
  switch (kind.split('.', 1)[0]) {
    case 'postgres':
      return containerOf(object, postgres);
    case 'redis':
      return containerOf(object, redis);
    case 'queue': {
      const queue = queues.find((one) => one.name === object);
      return queue?.kind === 'celery' ? queue.worker : undefined;
    }
    default:
      return undefined;
  }
}
