import type { Guide } from '../domain/guide.js';
import { activeList, listKeys } from '../store/active-list.js';
import { cursorAt, listOf } from '../store/lists.js';
import { visibleContainers } from '../store/selectors/containers.js';
import { usageRows } from '../store/selectors/stats.js';
import { type State, topScreen } from '../store/state.js';
import type { CockpitStore } from '../store/store.js';
import { noteOfJob } from './jobs-intents.js';

/** Key of the row of a list under the cursor. */
export function selectedKey(
  state: State,
  list: NonNullable<ReturnType<typeof activeList>>,
): string | undefined {
  const keys = listKeys(state, list);
  return keys[cursorAt(listOf(state.ui, list), keys)];
}

/** Opens what the cursor stands on. */
export function drillDown(store: CockpitStore, guide: Guide | undefined): void {
  const state = store.getState();
  const screen = topScreen(state.ui);
  if (screen.id === 'overview') return store.dispatch({ type: 'ui/open', screen: { id: state.ui.focus } });
  if (screen.id === 'wall') return store.dispatch({ type: 'ui/open', screen: { id: state.ui.wall.pane } });
  const list = activeList(state);
  if (list === 'triage') {
    const playbook = selectedKey(state, 'triage');
    return playbook === undefined ? undefined : guide?.open(playbook);
  }
  if (list === 'jobs') {
    // Its walk may have ended meanwhile: to begin it anew would be to offer the action a second time.
    const job = noteOfJob(state, selectedKey(state, 'jobs'));
    return job && guide?.openAt(job.playbook, job.step);
  }
  if (list !== 'containers' && list !== 'usage') return;
  const rows = list === 'containers' ? visibleContainers(state) : usageRows(state);
  const row = rows.find((r) => r.id === selectedKey(state, list));
  if (row)
    store.dispatch({ type: 'ui/open', screen: { id: 'container', container: row.id, name: row.name } });
}

/** Opens the log of the container under the cursor, or of the one on show. */
export function openContainerLogs(store: CockpitStore): void {
  const state = store.getState();
  const screen = topScreen(state.ui);
  const name =
    screen.id === 'container'
      ? screen.name
      : visibleContainers(state).find((r) => r.id === selectedKey(state, 'containers'))?.name;
  if (name === undefined) return;
  store.dispatch({
    type: 'ui/logs',
    logs: { ...withoutCursor(state.ui.logs), source: name, follow: true },
  });
  store.dispatch({ type: 'ui/open', screen: { id: 'logs' } });
}

const withoutCursor = <T extends { cursor?: number }>(logs: T): Omit<T, 'cursor'> => {
  const { cursor: _gone, ...rest } = logs;
  return rest;
};
