import type { ActivityRow, LockNode, PostgresData, StatementRow } from '../../domain/model.js';
import { dataOf, type Snapshot } from '../../domain/snapshot.js';
import { listOf } from '../lists.js';
import { memo } from '../memo.js';
import { type ListState, type State, shownData } from '../state.js';

const pending: Snapshot<PostgresData> = { state: 'pending' };

/** The Postgres server on show: its name and what is known of it; undefined when the host has none. */
export function currentPostgres(
  state: State,
): { name: string; snapshot: Snapshot<PostgresData>; of: number; index: number } | undefined {
  const names = state.host.postgres.map((p) => p.name);
  if (names.length === 0) return undefined;
  const index = state.ui.postgresIndex % names.length;
  const name = names[index] as string;
  return { name, snapshot: shownData(state).postgres[name] ?? pending, of: names.length, index };
}

/** How long a session has been at what it does, seconds; transactions count from their begin. */
export const durationOf = (row: ActivityRow): number =>
  row.state.startsWith('idle in transaction')
    ? (row.xactSeconds ?? row.stateSeconds ?? 0)
    : (row.querySeconds ?? row.stateSeconds ?? 0);

const matches = (row: ActivityRow, needle: string) =>
  [row.query, row.user, row.app, row.state, row.database, String(row.pid), row.wait ?? ''].some((t) =>
    t.toLowerCase().includes(needle),
  );

const activity = memo((data: PostgresData | undefined, list: ListState): readonly ActivityRow[] => {
  if (!data) return [];
  const needle = list.filter.toLowerCase();
  const rows = data.activity.filter((r) => !needle || matches(r, needle));
  const sorted = [...rows].sort((a, b) => durationOf(b) - durationOf(a) || a.pid - b.pid);
  return list.reversed ? sorted.reverse() : sorted;
});

export const activityRows = (state: State): readonly ActivityRow[] =>
  activity(dataOf(currentPostgres(state)?.snapshot ?? pending), listOf(state.ui, 'activity'));

export interface LockRow extends LockNode {
  /** Absent for a prepared transaction, which no session holds. */
  readonly session?: ActivityRow;
}

const locks = memo((data: PostgresData | undefined): readonly LockRow[] => {
  if (!data) return [];
  const byPid = new Map(data.activity.map((row) => [row.pid, row]));
  return data.lockTree.map((node) => {
    const session = byPid.get(node.pid);
    return session ? { ...node, session } : node;
  });
});

export const lockRows = (state: State): readonly LockRow[] =>
  locks(dataOf(currentPostgres(state)?.snapshot ?? pending));

const statements = memo((data: PostgresData | undefined, list: ListState): readonly StatementRow[] => {
  const needle = list.filter.toLowerCase();
  const rows = (data?.statements ?? []).filter(
    (r) => !needle || (r.query ?? r.queryId).toLowerCase().includes(needle),
  );
  const by: Record<string, (r: StatementRow) => number> = {
    share: (r) => r.sharePercent ?? -1,
    total: (r) => r.totalMs,
    mean: (r) => r.meanMs,
    calls: (r) => r.calls,
  };
  const value = by[list.sort ?? 'total'] ?? ((r: StatementRow) => r.totalMs);
  const sorted = [...rows].sort((a, b) => value(b) - value(a));
  return list.reversed ? sorted.reverse() : sorted;
});

export const statementSorts = ['total', 'share', 'mean', 'calls'] as const;

export const statementRows = (state: State): readonly StatementRow[] =>
  statements(dataOf(currentPostgres(state)?.snapshot ?? pending), listOf(state.ui, 'statements'));
