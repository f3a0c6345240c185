import type { ReactNode } from 'react';
import type { PaneId } from '../domain/model.js';
import { paneIds } from '../domain/model.js';
import type { Snapshot } from '../domain/snapshot.js';
import { currentPostgres } from '../store/selectors/postgres.js';
import { Pane, paneBodySize } from '../ui/Pane.js';
import type { Tone } from '../ui/theme.js';
import { AlertsBody, alertsSummary } from './alerts/pane.js';
import { ContainersBody, containersSummary } from './containers/pane.js';
import { Line, span } from './lines.js';
import { LogsBody, logsSummary } from './logs/pane.js';
import { PostgresBody, postgresSummary } from './postgres/pane.js';
import { hasQueues, QueuesBody, queuesSummary } from './queues/pane.js';
import { StatsBody, statsSummary } from './stats/pane.js';
import { type Freshness, freshnessOf, useView, type View } from './view.js';

interface PaneKind {
  summary(view: View): { text: string; tone: Tone };
  body(size: { width: number; height: number }): ReactNode;
  /** The snapshot whose age the title shows; alerts and logs tell their own. */
  snapshot(view: View): Snapshot<unknown> | undefined;
}

/** The six panes: how each one sums itself up and draws its body. */
export const paneKinds: Readonly<Record<PaneId, PaneKind>> = {
  containers: {
    summary: containersSummary,
    body: (s) => <ContainersBody {...s} />,
    snapshot: (v) => v.data.containers,
  },
  stats: { summary: statsSummary, body: (s) => <StatsBody {...s} />, snapshot: (v) => v.data.stats },
  logs: { summary: logsSummary, body: (s) => <LogsBody {...s} />, snapshot: () => undefined },
  postgres: {
    summary: postgresSummary,
    body: (s) => <PostgresBody {...s} />,
    snapshot: (v) => currentPostgres(v.state)?.snapshot,
  },
  queues: {
    summary: queuesSummary,
    body: (s) => <QueuesBody {...s} />,
    snapshot: (v) => (hasQueues(v) ? v.data.queues : undefined),
  },
  alerts: { summary: alertsSummary, body: (s) => <AlertsBody {...s} />, snapshot: () => undefined },
};

/** Three reads of the tasks of ECS, ms. */
const slowTasksMs = 50_000;

/** Panes without a snapshot of their own are as fresh as the link. */
export function paneFreshness(view: View, pane: PaneId): Freshness {
  const snapshot = paneKinds[pane].snapshot(view);
  // Tasks of ECS are read once in 15 seconds.
  const slowMs = pane === 'containers' && view.state.host.stack.kind === 'ecs' ? slowTasksMs : undefined;
  if (snapshot) return freshnessOf(view, snapshot, slowMs);
  return { freshness: view.data.link.phase === 'up' ? 'fresh' : 'stale', age: '' };
}

/** Panes that do not say themselves why they could not be read. */
const silentPanes: readonly PaneId[] = ['containers', 'stats'];

/** A pane's body below the reason why its data are old or missing. */
export function WithProblem({
  pane,
  width,
  height,
  body,
}: {
  pane: PaneId;
  width: number;
  height: number;
  body(size: { width: number; height: number }): ReactNode;
}) {
  const view = useView();
  const { freshness, problem } = paneFreshness(view, pane);
  if (problem === undefined || !silentPanes.includes(pane)) return body({ width, height });
  return (
    <>
      <Line spans={[span(problem, 'warn')]} width={width} />
      {freshness === 'failed' ? undefined : body({ width, height: height - 1 })}
    </>
  );
}

/** A pane in its frame, as the overview shows it. */
export function PaneFrame({
  pane,
  width,
  height,
  focused,
}: {
  pane: PaneId;
  width: number;
  height: number;
  focused: boolean;
}) {
  const view = useView();
  const kind = paneKinds[pane];
  const { freshness, age } = paneFreshness(view, pane);
  const summary = kind.summary(view);
  return (
    <Pane
      width={width}
      height={height}
      title={view.t({ id: `pane.${pane}` })}
      index={paneIds.indexOf(pane) + 1}
      summary={summary.text}
      summaryTone={summary.tone}
      {...(age === '' ? {} : { age })}
      freshness={freshness}
      focused={focused}
    >
      <WithProblem {...paneBodySize(width, height)} pane={pane} body={kind.body} />
    </Pane>
  );
}
