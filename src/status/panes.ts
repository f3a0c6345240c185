import type { Alert } from '../domain/model.js';
import { dataOf, type Snapshot } from '../domain/snapshot.js';
import { wantsContainers, wantsQueues } from '../domain/wanted.js';
import type { State } from '../store/state.js';
import { cloudFigures, serviceFigures } from './cloud-figures.js';
import { isAnswered, isUp } from './failures.js';
import { checkFigures, containerFigures, hostFigures, postgresFigures, queueFigures } from './figures.js';
import { iso, type StatusFigure, type StatusPane, type StatusState } from './report.js';
import { stateOf, worstState } from './states.js';

/** All panes of a host, in the order of the screen; those of Postgres one a server. */
export function panesOf(state: State, alerts: readonly Alert[]): readonly StatusPane[] {
  const { data, host, now } = state;
  const levels = host.thresholds;
  const pane = <T>(
    id: StatusPane['id'],
    snapshot: Snapshot<T> | undefined,
    configured: boolean,
    read: { state(data: T): StatusState; figures(data: T): readonly StatusFigure[]; name?: string },
  ): StatusPane => {
    const known = snapshot && 'data' in snapshot ? snapshot : undefined;
    const answered = isUp(state) && known !== undefined && isAnswered(known, now);
    return {
      id,
      name: read.name ?? null,
      state: answered ? read.state(known.data) : configured || !isUp(state) ? 'unknown' : 'ok',
      configured,
      answered,
      at: known ? iso(known.at) : null,
      ageSeconds: known ? Math.max(0, Math.round((now - known.at) / 1000)) : null,
      figures: known ? read.figures(known.data) : [],
    };
  };
  const worstOf = (found: readonly Alert[]) => worstState(found.map(({ severity }) => stateOf(severity)));
  return [
    pane('containers', data.containers, wantsContainers(host), {
      state: ({ severity }) => stateOf(severity),
      figures: (containers) => [...containerFigures(containers), ...serviceFigures(dataOf(data.cloud))],
    }),
    pane('stats', data.stats, true, {
      state: () => worstOf(alerts.filter(({ key, source }) => key.startsWith('stats|') || source === 'rds')),
      figures: (stats) => [...hostFigures(stats, levels), ...cloudFigures(dataOf(data.cloud))],
    }),
    logsPane(state),
    ...host.postgres.map(({ name }) =>
      pane('postgres', data.postgres[name], true, {
        name,
        state: ({ severity }) => stateOf(severity),
        figures: (server) => postgresFigures(server, levels),
      }),
    ),
    ...(wantsQueues(host)
      ? [
          pane('queues', data.queues, true, {
            state: ({ severity }) => stateOf(severity),
            figures: (queues) => queueFigures(queues, levels),
          }),
        ]
      : []),
    alertsPane(state, alerts, worstOf(alerts)),
  ];
}

function logsPane(state: State): StatusPane {
  const { sources } = state.data.logs;
  const last = state.data.logs.lastAt;
  const lastAt = last === undefined ? undefined : last - (state.data.skewMs ?? 0);
  const failed = sources.filter((source) => source.state === 'failed').length;
  const configured = state.host.logs.length > 0;
  // Log groups stand in the entry, so that none of them can be missing by itself.
  const unread = sources.length === 0 && state.host.logs.some(({ kind }) => kind === 'cloudwatch');
  const answered = isUp(state) && !unread && failed < Math.max(1, sources.length);
  return {
    id: 'logs',
    name: null,
    state: !isUp(state) || (configured && !answered) ? 'unknown' : 'ok',
    configured,
    answered,
    at: lastAt === undefined ? null : iso(lastAt),
    ageSeconds: lastAt === undefined ? null : Math.max(0, Math.round((state.now - lastAt) / 1000)),
    figures: isUp(state) ? [count('log_sources', sources.length - failed, sources.length)] : [],
  };
}

/** The checks belong here, as on the screen. */
function alertsPane(state: State, alerts: readonly Alert[], worst: StatusState): StatusPane {
  const { checks } = state.data;
  const { host, now } = state;
  const results = 'data' in checks ? checks.data : [];
  const open = host.checks.filter(
    ({ id }) => (results.find((result) => result.id === id)?.severity ?? 'unknown') === 'unknown',
  );
  const of = (severity: string) => alerts.filter((alert) => alert.severity === severity).length;
  return {
    id: 'alerts',
    name: null,
    state: worstState([worst, open.length > 0 || !isUp(state) ? 'unknown' : 'ok']),
    configured: host.checks.length + host.alerts.length > 0,
    answered: isUp(state) && (host.checks.length === 0 || isAnswered(checks, now)),
    at: 'at' in checks ? iso(checks.at) : null,
    ageSeconds: 'at' in checks ? Math.max(0, Math.round((now - checks.at) / 1000)) : null,
    figures: !isUp(state)
      ? []
      : [
          count('alerts_critical', of('critical')),
          count('alerts_warn', of('warn')),
          ...checkFigures(results, host.thresholds),
        ],
  };
}

const count = (id: string, value: number, max?: number): StatusFigure => ({
  id,
  object: null,
  value,
  warn: null,
  critical: null,
  max: max ?? null,
});
