import type { Observed } from '../diagnosis/view.js';
import type { ContainerEvent } from '../domain/model.js';
import type { State } from '../store/state.js';

/** What the diagnosis looks at, from the live data (a frozen screen does not stop it). */
export function observedOf(state: State, events: readonly ContainerEvent[]): Observed {
  const { data } = state;
  return {
    host: state.host,
    link: data.link,
    skewMs: data.skewMs ?? 0,
    containers: data.containers,
    stats: data.stats,
    ...(state.host.stack.kind === 'ecs' ? { cloud: data.cloud } : {}),
    postgres: data.postgres,
    queues: data.queues,
    checks: data.checks,
    sqlAlerts: data.sqlAlerts,
    events,
  };
}
