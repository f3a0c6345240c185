import type { ContainerRow, Severity } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { listOf } from '../lists.js';
import { memo } from '../memo.js';
import { type ListState, type State, shownData } from '../state.js';

const badness: Record<Severity, number> = { critical: 4, warn: 3, unknown: 2, info: 1, ok: 0 };
export const worse = (a: Severity, b: Severity): number => badness[b] - badness[a];

/** Sort orders of the container list; the first is the default and the only one with group headers. */
export const containerSorts = ['group', 'worst', 'cpu', 'memory', 'restarts', 'age', 'name'] as const;
export type ContainerSort = (typeof containerSorts)[number];

const by: Record<ContainerSort, (a: ContainerRow, b: ContainerRow) => number> = {
  group: (a, b) => a.group.localeCompare(b.group) || a.name.localeCompare(b.name),
  worst: (a, b) => worse(a.severity, b.severity) || a.name.localeCompare(b.name),
  cpu: (a, b) => (b.cpuPercent ?? -1) - (a.cpuPercent ?? -1),
  memory: (a, b) => (b.memoryBytes ?? -1) - (a.memoryBytes ?? -1),
  restarts: (a, b) => b.restarts - a.restarts,
  age: (a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0),
  name: (a, b) => a.name.localeCompare(b.name),
};

const select = memo((rows: readonly ContainerRow[], list: ListState): readonly ContainerRow[] => {
  const needle = list.filter.toLowerCase();
  const kept = needle
    ? rows.filter((r) =>
        [r.name, r.group, r.image, r.state, r.health].some((t) => t.toLowerCase().includes(needle)),
      )
    : rows;
  const order = by[(list.sort as ContainerSort) ?? 'group'] ?? by.group;
  const sorted = [...kept].sort(order);
  return list.reversed ? sorted.reverse() : sorted;
});

export function visibleContainers(state: State): readonly ContainerRow[] {
  const rows = dataOf(shownData(state).containers)?.rows;
  return rows ? select(rows, listOf(state.ui, 'containers')) : [];
}

const worstFirst = memo((rows: readonly ContainerRow[]) => [...rows].sort(by.worst));

/** Worst first, whatever the list's own order: for the overview. */
export const worstContainers = (state: State): readonly ContainerRow[] =>
  worstFirst(dataOf(shownData(state).containers)?.rows ?? none);

const none: readonly ContainerRow[] = [];
