import type { PaneId, Severity } from '../domain/model.js';
import { dataOf } from '../domain/snapshot.js';
import { alertRows } from './selectors/alerts.js';
import { containerSorts, visibleContainers } from './selectors/containers.js';
import { detailLines } from './selectors/detail.js';
import { jobRows } from './selectors/jobs.js';
import { activityRows, lockRows, statementRows, statementSorts } from './selectors/postgres.js';
import { failureRows, queueRows, recurringRows, workerRows } from './selectors/queues.js';
import { diskRows, usageRows } from './selectors/stats.js';
import { triageRows } from './selectors/triage.js';
import { type ListId, type State, shownData, topScreen } from './state.js';

/** The tabs of a screen; the first is where it opens. */
export const tabsOf: Readonly<Partial<Record<PaneId | 'container', readonly string[]>>> = {
  stats: ['host', 'usage'],
  postgres: ['activity', 'locks', 'statements'],
  queues: ['queues', 'workers', 'failures', 'recurring'],
  container: ['facts', 'environment', 'processes', 'mounts', 'health'],
};

export function tabOf(state: State, screen: string): string {
  const tabs = tabsOf[screen as PaneId];
  return state.ui.tabs[screen] ?? tabs?.[0] ?? '';
}

/** The list that the movement keys act on. */
export function activeList(state: State): ListId | undefined {
  if (state.ui.help) return 'help';
  const screen = topScreen(state.ui);
  switch (screen.id) {
    case 'containers':
      return 'containers';
    case 'stats':
      return tabOf(state, 'stats') === 'host' ? 'disks' : 'usage';
    case 'postgres':
      return tabOf(state, 'postgres') as ListId;
    case 'queues':
      return tabOf(state, 'queues') as ListId;
    case 'alerts':
      return 'alerts';
    case 'container':
      return 'container';
    case 'text':
      return 'text';
    case 'triage':
      return 'triage';
    case 'debrief':
      return 'debrief';
    case 'incident':
      return state.incident.current ? 'incident' : undefined;
    case 'jobs':
      return 'jobs';
    default:
      return undefined;
  }
}

/** Sort orders of a list; lists without any keep their own order. */
export const sortsOf: Readonly<Partial<Record<ListId, readonly string[]>>> = {
  containers: containerSorts,
  statements: statementSorts,
};

const numbered = (n: number) => Array.from({ length: n }, (_, i) => String(i));

/** Stable keys of a list's rows, in display order. `help` is scrolled by the screen, which knows its length. */
export function listKeys(state: State, list: ListId): readonly string[] {
  switch (list) {
    case 'containers':
      return visibleContainers(state).map((r) => r.id);
    case 'disks':
      return diskRows(state).map((d) => d.mount);
    case 'usage':
      return usageRows(state).map((r) => r.id);
    case 'activity':
      return activityRows(state).map((r) => String(r.pid));
    case 'locks':
      return numbered(lockRows(state).length);
    case 'statements':
      return statementRows(state).map((r) => r.queryId);
    case 'queues':
      return queueRows(state).map((q) => q.name);
    case 'workers':
      return workerRows(state).map((w) => `${w.kind} ${w.name}`);
    case 'failures':
      return failureRows(state).map((f) => f.id);
    case 'recurring':
      return recurringRows(state).map((r) => r.key);
    case 'alerts':
      return alertRows(state).map((a) => a.key);
    case 'container':
      return numbered(
        detailLines(dataOf(shownData(state).detail?.view ?? { state: 'pending' }), tabOf(state, 'container')),
      );
    case 'text': {
      const screen = topScreen(state.ui);
      return numbered(screen.id === 'text' ? screen.lines.length : 0);
    }
    case 'triage':
      return triageRows(state).map((offer) => offer.playbook);
    case 'debrief':
      return numbered(state.drill?.debrief.length ?? 0);
    case 'incident':
      return numbered(state.incident.current?.entries.length ?? 0);
    case 'jobs':
      return jobRows(state).map(({ note }) => note.id);
    case 'help':
      return numbered(state.ui.helpLines);
  }
}

/** Severity of each row where a list has such a thing: for jumping from trouble to trouble. */
export function listSeverities(state: State, list: ListId): readonly Severity[] {
  switch (list) {
    case 'containers':
      return visibleContainers(state).map((r) => r.severity);
    case 'queues':
      return queueRows(state).map((q) => q.severity);
    case 'alerts':
      return alertRows(state).map((a) => (a.active ? a.severity : 'ok'));
    case 'workers':
      return workerRows(state).map((w) => (w.alive ? 'ok' : 'critical'));
    case 'activity':
      return activityRows(state).map((r) =>
        r.blockedBy.length > 0 || r.state.startsWith('idle in') ? 'warn' : 'ok',
      );
    default:
      return [];
  }
}
