import { nameMatches } from '../../domain/name-pattern.js';

interface Candidate {
  readonly id: string;
  readonly name: string;
  /** Containers of one slot replace each other at every deploy. */
  readonly slot: string;
  readonly state: string;
  readonly createdAt: number;
}

export interface Naming {
  /** Ids of containers that the host file means. */
  readonly matters: ReadonlySet<string>;
  /** Ids of older ones that another has replaced: their end is no trouble. */
  readonly replaced: ReadonlySet<string>;
  /** Entries without any container. */
  readonly missing: readonly string[];
}

/** Which containers the entries mean. Of several of one slot the running ones count; where none runs, the newest does. */
export function nameContainers(
  entries: readonly { readonly name: string }[],
  containers: readonly Candidate[],
): Naming {
  const replaced = new Set<string>();
  for (const group of groupBy(containers, (container) => container.slot)) markReplaced(group, replaced);
  const matters = new Set<string>();
  const missing: string[] = [];
  for (const { name } of entries) {
    const matching = containers.filter((container) => nameMatches(name, container.name));
    if (matching.length === 0) missing.push(name);
    for (const container of matching) matters.add(container.id);
  }
  for (const id of replaced) matters.delete(id);
  return { matters, replaced, missing };
}

function markReplaced(group: readonly Candidate[], replaced: Set<string>): void {
  const isUp = ({ state }: Candidate) => state === 'running' || state === 'paused' || state === 'restarting';
  const running = group.some(isUp);
  const newest = Math.max(...group.map((container) => container.createdAt));
  for (const container of group) {
    if (running ? !isUp(container) : container.createdAt < newest) replaced.add(container.id);
  }
}

function groupBy(containers: readonly Candidate[], keyOf: (container: Candidate) => string): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const container of containers) {
    const group = groups.get(keyOf(container));
    if (group) group.push(container);
    else groups.set(keyOf(container), [container]);
  }
  return [...groups.values()];
}
