import type { LogSelection } from '../../domain/log-lines.js';
import { patternOf } from '../../domain/pattern.js';
import type { LogUi, State } from '../state.js';

/** What the log pane's settings select; `hostNow`: host clock, ms. */
export function selectionOf(logs: LogUi, hostNow: number): LogSelection {
  const filter = patternOf(logs.filter);
  return {
    minLevel: logs.minLevel,
    ...(filter ? { filter } : {}),
    ...(logs.source === undefined ? {} : { source: logs.source }),
    // Whole seconds, so that the selection stays the same between two ticks of the clock.
    ...(logs.sinceMinutes === undefined
      ? {}
      : { sinceAt: Math.floor(hostNow / 1000) * 1000 - logs.sinceMinutes * 60_000 }),
  };
}

export const hostNowOf = (state: State): number => state.now + (state.data.skewMs ?? 0);

/** Names of the log sources in their order, for switching from one to the next. */
export const sourceNames = (state: State): readonly string[] => state.data.logs.sources.map((s) => s.name);
