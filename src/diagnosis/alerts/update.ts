import type { Msg } from '../../domain/message.js';
import type { Alert } from '../../domain/model.js';
import { badnessOf } from '../../domain/severity.js';
import { parseKey } from './key.js';

interface Report {
  readonly key: string;
  readonly severity: Alert['severity'];
  readonly source: Alert['source'];
  readonly object: string;
  readonly text: Msg;
}

/** Something that is so as long as its scope says it. */
export interface Condition extends Report {
  /** When it began, when that is known better than from the time of the data. */
  readonly since?: number;
}

/** Something that happened at a moment; each time counts. */
export interface Occurrence extends Report {
  readonly at: number;
}

/** A scope that was read: its conditions are all that is wrong there at `at` (host clock, ms). */
export interface ScopeReport {
  readonly scope: string;
  readonly at: number;
  readonly conditions: readonly Condition[];
}

export interface AlertInputs {
  readonly scopes: readonly ScopeReport[];
  readonly occurrences: readonly Occurrence[];
}

/** Alerts of the scope 'event' and of SQL rows are active this long after they last happened. */
export const eventWindowMs = 5 * 60_000;

/** A container that keeps crashing runs for moments in between: its alert is over only after this long. */
const settleMs = 15_000;

const mostAlerts = 500;

/**
 * The alert list after new reports: newest first, at most 500, the inactive ones dropped first.
 * Scopes that are not in the inputs keep their alerts as they are. Reports may come twice except occurrences.
 */
export function updateAlerts(alerts: readonly Alert[], inputs: AlertInputs, now: number): readonly Alert[] {
  const byKey = new Map(alerts.map((alert) => [alert.key, alert]));
  for (const occurrence of inputs.occurrences) {
    byKey.set(occurrence.key, happened(byKey.get(occurrence.key), occurrence));
  }
  const reported = new Set<string>();
  for (const scope of inputs.scopes) {
    for (const condition of scope.conditions) {
      reported.add(condition.key);
      byKey.set(condition.key, holds(byKey.get(condition.key), condition, scope.at));
    }
  }
  const readAt = new Map(inputs.scopes.map((scope) => [scope.scope, scope.at]));
  const next = [...byKey.values()].map((alert) =>
    alert.active && !reported.has(alert.key) && isOver(alert, readAt, now)
      ? { ...alert, active: false }
      : alert,
  );
  return bounded(next.sort(newestFirst));
}

/** Marks an alert as seen; it counts as new again once it has been over. */
export const acknowledgeAlert = (alerts: readonly Alert[], key: string): readonly Alert[] =>
  alerts.map((alert) => (alert.key === key ? { ...alert, acknowledged: !alert.acknowledged } : alert));

function isOver(alert: Alert, readAt: ReadonlyMap<string, number>, now: number): boolean {
  const { scope } = parseKey(alert.key);
  if (scope === 'event' || scope === 'sql') return now - alert.lastAt >= eventWindowMs;
  const at = readAt.get(scope);
  if (at === undefined) return false;
  return scope === 'containers' ? at - alert.lastAt >= settleMs : at > alert.lastAt;
}

function happened(old: Alert | undefined, { at, ...report }: Occurrence): Alert {
  if (!old)
    return { ...report, firstAt: at, lastAt: at, since: at, count: 1, active: true, acknowledged: false };
  const again = old.active ? {} : { since: at, active: true, acknowledged: false };
  return { ...old, ...report, ...again, lastAt: Math.max(old.lastAt, at), count: old.count + 1 };
}

function holds(old: Alert | undefined, { since, ...report }: Condition, at: number): Alert {
  const began = Math.min(since ?? at, at);
  if (!old) {
    return {
      ...report,
      firstAt: began,
      lastAt: at,
      since: began,
      count: 1,
      active: true,
      acknowledged: false,
    };
  }
  // Data that are older than the alert's end say nothing new.
  if (at < old.lastAt) return old;
  if (old.active) return { ...old, ...report, ...escalation(old, report, began), lastAt: at };
  if (at === old.lastAt) return old;
  return {
    ...old,
    ...report,
    lastAt: at,
    since: began,
    count: old.count + 1,
    active: true,
    acknowledged: false,
  };
}

/** Worse for another reason is another trouble: it began now, and nobody has seen it. One that only grew is the same. */
function escalation(old: Alert, report: Report, began: number): Partial<Alert> {
  const isAnother = report.text.id !== old.text.id && badnessOf(report.severity) > badnessOf(old.severity);
  return isAnother ? { acknowledged: false, since: began } : {};
}

/** Conditions by their begin, so that the list stands still while they last; what counts by its last time. */
function newestAt(alert: Alert): number {
  const { scope } = parseKey(alert.key);
  return scope === 'event' || scope === 'sql' ? alert.lastAt : (alert.since ?? alert.firstAt);
}

const newestFirst = (a: Alert, b: Alert): number =>
  newestAt(b) - newestAt(a) ||
  badnessOf(b.severity) - badnessOf(a.severity) ||
  b.lastAt - a.lastAt ||
  (a.key < b.key ? -1 : 1);

function bounded(sorted: readonly Alert[]): readonly Alert[] {
  if (sorted.length <= mostAlerts) return sorted;
  const spare = sorted.length - mostAlerts;
  const drop = new Set(sorted.filter((a) => !a.active).slice(-spare));
  return sorted.filter((a) => !drop.has(a)).slice(0, mostAlerts);
}
