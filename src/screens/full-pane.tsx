import type { ReactNode } from 'react';
import { type PaneId, paneIds } from '../domain/model.js';
import { topScreen } from '../store/state.js';
import { Pane, paneBodySize } from '../ui/Pane.js';
import { AlertsScreen } from './alerts/screen.js';
import { ContainerDetailScreen } from './containers/detail-screen.js';
import { ContainersScreen } from './containers/screen.js';
import { DebriefScreen } from './drill/debrief.js';
import { GuideScreen } from './guide/screen.js';
import { IncidentScreen } from './incident/screen.js';
import { JobsScreen } from './jobs/screen.js';
import { LogsScreen } from './logs/screen.js';
import { paneFreshness, paneKinds, WithProblem } from './pane-frame.js';
import { PostgresScreen } from './postgres/screen.js';
import { QueuesScreen } from './queues/screen.js';
import { StatsScreen } from './stats/screen.js';
import { TextScreen } from './text-screen.js';
import { TriageScreen } from './triage/screen.js';
import { freshnessOf, useView } from './view.js';

type Size = { width: number; height: number };

const bodies: Record<PaneId, (size: Size) => ReactNode> = {
  containers: (s) => <ContainersScreen {...s} />,
  stats: (s) => <StatsScreen {...s} />,
  logs: (s) => <LogsScreen {...s} />,
  postgres: (s) => <PostgresScreen {...s} />,
  queues: (s) => <QueuesScreen {...s} />,
  alerts: (s) => <AlertsScreen {...s} />,
};

/** The screen on top of the overview, in one frame that fills the terminal. */
export function FullPane({ width, height }: Size) {
  const view = useView();
  const screen = topScreen(view.state.ui);
  const inner = paneBodySize(width, height);
  if (screen.id === 'overview') return undefined;
  if (screen.id === 'text') {
    return (
      <Pane width={width} height={height} title={view.t(screen.title)} focused>
        <TextScreen lines={screen.lines} {...inner} />
      </Pane>
    );
  }
  if (screen.id === 'container') {
    // A task's definition never changes: it is read again once in a minute only.
    const slowMs = view.state.host.stack.kind === 'ecs' ? 150_000 : undefined;
    const fresh = freshnessOf(view, view.data.detail?.view ?? { state: 'pending' }, slowMs);
    return (
      <Pane
        width={width}
        height={height}
        title={screen.name}
        freshness={fresh.freshness}
        {...(fresh.age ? { age: fresh.age } : {})}
        focused
      >
        <ContainerDetailScreen {...inner} />
      </Pane>
    );
  }
  if (screen.id === 'triage') return <TriageScreen width={width} height={height} />;
  if (screen.id === 'guide') return <GuideScreen width={width} height={height} />;
  if (screen.id === 'incident') return <IncidentScreen width={width} height={height} />;
  if (screen.id === 'debrief') return <DebriefScreen width={width} height={height} />;
  if (screen.id === 'jobs') return <JobsScreen width={width} height={height} />;
  if (screen.id === 'wall') return undefined;
  const summary = paneKinds[screen.id].summary(view);
  const fresh = paneFreshness(view, screen.id);
  return (
    <Pane
      width={width}
      height={height}
      title={view.t({ id: `pane.${screen.id}` })}
      index={paneIds.indexOf(screen.id) + 1}
      summary={summary.text}
      summaryTone={summary.tone}
      freshness={fresh.freshness}
      {...(fresh.age ? { age: fresh.age } : {})}
      focused
    >
      <WithProblem {...inner} pane={screen.id} body={bodies[screen.id]} />
    </Pane>
  );
}
