import type { Metric, Threshold } from './host.js';
import type { Severity } from './model.js';

/** From which value on something is a warning or critical; in the unit of its metric. */
export interface Limit {
  readonly warn?: number;
  readonly critical?: number;
}

/** The host entry's own limit for a metric: that of the named object, else that of all objects, else the default. */
export function limitOf(
  thresholds: readonly Threshold[],
  metric: Metric,
  object: string,
  otherwise: Limit,
): Limit {
  const own = thresholds.filter((threshold) => threshold.metric === metric);
  return (
    own.find((threshold) => threshold.of === object) ??
    own.find((threshold) => threshold.of === undefined) ??
    otherwise
  );
}

/** How bad a value is by a limit; without hysteresis, which is for alerts. */
export function gradeBy(limit: Limit, value: number): Severity {
  if (limit.critical !== undefined && value >= limit.critical) return 'critical';
  if (limit.warn !== undefined && value >= limit.warn) return 'warn';
  return 'ok';
}
