import type { Alert, PaneId, Severity } from '../../domain/model.js';
import { paneIds } from '../../domain/model.js';
import { badnessOf, worstSeverity } from '../../domain/severity.js';
import type { Snapshot } from '../../domain/snapshot.js';
import { type Data, type State, shownData } from '../state.js';

const paneOfSource: Record<Alert['source'], PaneId> = {
  docker: 'containers',
  threshold: 'stats',
  disk: 'stats',
  queue: 'queues',
  redis: 'queues',
  postgres: 'postgres',
  sql: 'alerts',
  http: 'alerts',
  tls: 'alerts',
  backup: 'alerts',
  cron: 'alerts',
  command: 'alerts',
  link: 'alerts',
  ecs: 'containers',
  rds: 'stats',
  cloudwatch: 'alerts',
};

/** The snapshots behind a pane; logs and alerts have none of their own. */
function snapshotsOf({ data, host }: Pick<State, 'data' | 'host'>, pane: PaneId): Snapshot<unknown>[] {
  switch (pane) {
    case 'containers':
      return [data.containers];
    case 'stats':
      return [data.stats];
    case 'postgres':
      return Object.values(data.postgres);
    case 'queues':
      return host.queues.length + host.redis.length > 0 ? [data.queues] : [];
    default:
      return [];
  }
}

/**
 * How bad it is in a pane: by its own data, by the signals that rest on it, by open alerts; unread counts as unknown.
 * A lost link is no trouble of any pane: the state line says it, and the panes go on with their last data.
 */
export function paneSeverity(state: State, pane: PaneId): Severity {
  const data = shownData(state);
  const own = snapshotsOf({ data, host: state.host }, pane).map((s) => severityOf(s, state.now));
  return worstSeverity([...own, ...toldOf(state, pane), ...openAlerts(data, pane).map((a) => a.severity)]);
}

/** What the signals of the situation say of a pane. */
const toldOf = (state: State, pane: PaneId): Severity[] =>
  shownData(state)
    .situation.signals.filter((s) => !s.id.startsWith('link.') && s.evidence.some((e) => e.pane === pane))
    .map((s) => s.severity);

const openAlerts = (data: Data, pane: PaneId): readonly Alert[] =>
  data.alerts.filter(
    (a) =>
      a.active &&
      !a.acknowledged &&
      a.source !== 'link' &&
      (pane === 'alerts' || paneOfSource[a.source] === pane),
  );

/**
 * A server's own remark, such as an eviction policy that might lose jobs. It holds for years: where it is trouble, the
 * situation says so.
 */
export const isRemark = ({ severity, source }: Alert): boolean =>
  severity === 'warn' && (source === 'redis' || source === 'postgres' || source === 'queue');

/** As {@link paneSeverity}, without the remarks of servers: what turns and order go by. */
export function troubleOf(state: State, pane: PaneId): Severity {
  const data = shownData(state);
  const own = snapshotsOf({ data, host: state.host }, pane)
    .map((snapshot) => severityOf(snapshot, state.now))
    .map((severity): Severity => {
      const remarks = pane === 'postgres' || pane === 'queues';
      return remarks && severity === 'warn' ? 'info' : severity;
    });
  const alerts = openAlerts(data, pane).filter((a) => !isRemark(a));
  return worstSeverity([...own, ...toldOf(state, pane), ...alerts.map((a) => a.severity)]);
}

/** One failed read is a blip; this long without an answer is a fact, ms. */
const unreadMs = 10_000;

function severityOf(snapshot: Snapshot<unknown>, now: number): Severity {
  if (snapshot.state === 'failed') return 'unknown';
  const isUnread = 'failure' in snapshot && snapshot.failure !== undefined && now - snapshot.at >= unreadMs;
  const failure: Severity = isUnread ? 'unknown' : 'ok';
  const data = 'data' in snapshot ? snapshot.data : undefined;
  const own = typeof data === 'object' && data !== null && 'severity' in data ? data.severity : 'ok';
  return worstSeverity([failure, own as Severity]);
}

/** Which Postgres server the wall shows: the worst; among equals the one that was chosen. */
export function wallPostgres(state: State): number {
  const { postgres } = shownData(state);
  const badness = state.host.postgres.map(({ name }) =>
    badnessOf(severityOf(postgres[name] ?? { state: 'pending' }, state.now)),
  );
  const chosen = state.ui.postgresIndex % Math.max(1, badness.length);
  const worst = Math.max(0, ...badness);
  return (badness[chosen] ?? 0) >= worst ? chosen : badness.indexOf(worst);
}

/** When each of the panes' snapshots was read, operator's clock, ms; those that never answered are left out. */
export function readTimes(state: { data: Data; host: State['host'] }): { pane: PaneId; at: number }[] {
  return paneIds.flatMap((pane) =>
    snapshotsOf(state, pane).flatMap((s) => ('data' in s ? [{ pane, at: s.at }] : [])),
  );
}
