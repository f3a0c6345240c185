import type { HostEntry } from '../domain/host.js';
import type { Area, Finding } from './finding.js';

export type Pane = 'containers' | 'stats' | 'logs' | 'postgres' | 'queues' | 'alerts';

/** `full`: all of it will show · `partly`: some of it does not work · `empty`: nothing of it · `unused`: the entry names nothing for it. */
export type PaneState = 'full' | 'partly' | 'empty' | 'unused';

/** What must work for a pane to show anything, and what else it shows. */
const areasOf: Readonly<Record<Pane, readonly Area[]>> = {
  containers: ['docker', 'aws', 'containers'],
  stats: ['host', 'aws'],
  logs: ['docker', 'logs'],
  postgres: ['postgres'],
  queues: ['redis', 'queues'],
  alerts: ['alerts', 'checks'],
};

/** Which of the six panes will be full. `basis`: whether Docker answers, and whether host figures come. */
export function paneStates(
  entry: HostEntry,
  findings: readonly Finding[],
  basis: { readonly docker: boolean; readonly figures: boolean },
): ReadonlyMap<Pane, PaneState> {
  const panes = Object.keys(areasOf) as Pane[];
  return new Map(panes.map((pane) => [pane, stateOf(pane, entry, findings, basis)] as const));
}

function stateOf(
  pane: Pane,
  entry: HostEntry,
  findings: readonly Finding[],
  { docker, figures }: { readonly docker: boolean; readonly figures: boolean },
): PaneState {
  const own = findings.filter(({ area }) => areasOf[pane].includes(area));
  const fails = own.some(({ state }) => state === 'fail');
  const works = own.some(({ state }) => state === 'ok' || state === 'warn');
  switch (pane) {
    case 'containers':
      return docker ? (fails ? 'partly' : 'full') : 'empty';
    case 'stats':
      return figures ? (fails || !docker ? 'partly' : 'full') : docker ? 'partly' : 'empty';
    case 'logs':
      return docker ? (fails ? 'partly' : 'full') : works ? 'partly' : 'empty';
    case 'postgres':
      if (entry.postgres.length === 0) return 'unused';
      break;
    case 'queues':
      if (entry.redis.length + entry.queues.length === 0) return 'unused';
      break;
    case 'alerts':
      // Docker's events and the thresholds are in it on every host.
      return fails || !docker ? 'partly' : 'full';
  }
  return fails ? (works ? 'partly' : 'empty') : 'full';
}
