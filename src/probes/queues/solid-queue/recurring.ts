import type { QueueSystemData } from '../../../domain/model.js';
import { sanitizeLine } from '../../../domain/text/sanitize.js';
import type { RecurringJson } from './sql.js';

type Recurring = NonNullable<QueueSystemData['recurring']>[number];

const gapsUsed = 10;
/** A run may be this late whatever its rhythm, s. */
const slackSeconds = 10;

export function recurringOf(task: RecurringJson): Recurring {
  const [last] = task.runs_ago_s ?? [];
  return {
    key: sanitizeLine(task.key),
    schedule: sanitizeLine(task.schedule),
    ...(last === undefined ? {} : { lastSeconds: Math.max(0, last) }),
    missed: missedRun(task.runs_ago_s ?? []),
  };
}

/**
 * Whether a run is overdue by the rhythm of the last ones. 'unknown' with fewer than three runs (history is kept a day)
 * and for uneven rhythms, such as office hours only.
 * @param runsAgo seconds since each run, the latest first
 */
export function missedRun(runsAgo: readonly number[]): boolean | 'unknown' {
  const gaps = runsAgo.slice(0, gapsUsed + 1).flatMap((ago, at) => {
    const earlier = runsAgo[at + 1];
    return earlier === undefined ? [] : [earlier - ago];
  });
  const [last] = runsAgo;
  if (last === undefined || gaps.length < 2) return 'unknown';
  const sorted = gaps.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  if (last <= Math.max(1.5 * median, median + slackSeconds)) return false;
  return (sorted.at(-1) ?? 0) > 2 * median ? 'unknown' : true;
}
