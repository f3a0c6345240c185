import type { RowPane } from '../../domain/playbook.js';
import { dataOf } from '../../domain/snapshot.js';
import { activeList, listKeys } from '../active-list.js';
import { cursorAt, listOf } from '../lists.js';
import { type State, shownData, topScreen } from '../state.js';
import { visibleContainers } from './containers.js';
import { activityRows, currentPostgres, lockRows } from './postgres.js';
import { currentQueueSystem, failureRows } from './queues.js';
import { usageRows } from './stats.js';

/** A row that one-step playbooks can act on, as the values that they may take from it. */
export interface SelectedRow {
  readonly pane: RowPane;
  readonly title: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The pane whose rows stand under the cursor; undefined where rows offer no actions. */
export function rowPaneOf(state: State): RowPane | undefined {
  if (topScreen(state.ui).id === 'container') return 'containers';
  const list = activeList(state);
  if (list === 'usage') return 'containers';
  return list === 'containers' || list === 'activity' || list === 'locks' || list === 'failures'
    ? list
    : undefined;
}

/** The row under the cursor; undefined when there is none. */
export function selectedRow(state: State): SelectedRow | undefined {
  const pane = rowPaneOf(state);
  const list = activeList(state);
  if (!pane || !list) return undefined;
  const at = cursorAt(listOf(state.ui, list), listKeys(state, list));
  switch (pane) {
    case 'containers':
      return containerRow(state, list === 'containers' || list === 'usage' ? at : undefined);
    case 'activity':
      return sessionRow(state, 'activity', activityRows(state)[at]);
    case 'locks':
      return sessionRow(state, 'locks', lockRows(state)[at]?.session);
    case 'failures':
      return failureRow(state, at);
  }
}

function containerRow(state: State, at: number | undefined): SelectedRow | undefined {
  const screen = topScreen(state.ui);
  const rows = dataOf(shownData(state).containers)?.rows ?? [];
  const id =
    at === undefined
      ? screen.id === 'container' && screen.container
      : (activeList(state) === 'usage' ? usageRows(state) : visibleContainers(state))[at]?.id;
  const row = rows.find((r) => r.id === id);
  if (!row) return undefined;
  const { name, state: status, health, group, service = '', image, version = '' } = row;
  return {
    pane: 'containers',
    title: name,
    values: { name, id: row.id, state: status, health, group, service, image, version },
  };
}

function sessionRow(
  state: State,
  pane: 'activity' | 'locks',
  row: ReturnType<typeof activityRows>[number] | undefined,
): SelectedRow | undefined {
  const server = currentPostgres(state)?.name;
  if (!row || server === undefined) return undefined;
  const { pid, backendStart, user, database, app, state: status, query } = row;
  return {
    pane,
    title: `${pid} ${user}@${database} ${app}`.trim(),
    values: {
      pid: String(pid),
      session: `${pid}/${backendStart}`,
      user,
      database,
      app,
      state: status,
      query,
      server,
      type: row.backendType,
    },
  };
}

function failureRow(state: State, at: number): SelectedRow | undefined {
  const row = failureRows(state)[at];
  const system = currentQueueSystem(state)?.system;
  if (!row || !system?.ok) return undefined;
  const { name, kind } = system.data;
  const queue = state.host.queues.find((q) => q.name === name);
  return {
    pane: 'failures',
    title: `${row.job} ${row.id}`,
    values: {
      id: row.id,
      queue: row.queue,
      job: row.job,
      server: queue?.kind === 'solid-queue' ? queue.postgres : '',
      schema: queue?.kind === 'solid-queue' ? queue.schema : '',
      kind,
    },
  };
}
