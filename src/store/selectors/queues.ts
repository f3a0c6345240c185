import type { QueueSystemData, QueuesData } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { listOf } from '../lists.js';
import { type State, shownData } from '../state.js';
import { worse } from './containers.js';

type System = QueuesData['systems'][number];

/** The queue system on show, of how many. */
export function currentQueueSystem(state: State): { system: System; index: number; of: number } | undefined {
  const systems = dataOf(shownData(state).queues)?.systems ?? [];
  if (systems.length === 0) return undefined;
  const index = state.ui.queueIndex % systems.length;
  return { system: systems[index] as System, index, of: systems.length };
}

const current = (state: State): QueueSystemData | undefined => {
  const found = currentQueueSystem(state)?.system;
  return found?.ok ? found.data : undefined;
};

const filtered = <T>(
  rows: readonly T[] | undefined,
  filter: string,
  text: (row: T) => string,
): readonly T[] => {
  const needle = filter.toLowerCase();
  return (rows ?? []).filter((row) => !needle || text(row).toLowerCase().includes(needle));
};

export const queueRows = (state: State) =>
  [...filtered(current(state)?.queues, listOf(state.ui, 'queues').filter, (q) => q.name)].sort(
    (a, b) => worse(a.severity, b.severity) || b.depth - a.depth || a.name.localeCompare(b.name),
  );

export const workerRows = (state: State) =>
  filtered(current(state)?.workers, listOf(state.ui, 'workers').filter, (w) => `${w.name} ${w.kind}`);

export const failureRows = (state: State) =>
  filtered(
    current(state)?.failures,
    listOf(state.ui, 'failures').filter,
    (f) => `${f.queue} ${f.job} ${f.error}`,
  );

export const recurringRows = (state: State) =>
  filtered(current(state)?.recurring, listOf(state.ui, 'recurring').filter, (r) => `${r.key} ${r.schedule}`);
