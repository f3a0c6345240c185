import type { Metric, Threshold } from '../../domain/host.js';
import { metricUnits } from '../schema/thresholds.js';
import { given } from './given.js';
import { durationText } from './units.js';

export function thresholdsInput(thresholds: readonly Threshold[]): unknown {
  const byMetric = Map.groupBy(thresholds, ({ metric }) => metric);
  if (byMetric.size === 0) return undefined;
  return Object.fromEntries(
    [...byMetric].map(([metric, levels]) => {
      const inputs = levels.map(thresholdInput);
      return [metric, inputs.length === 1 ? inputs[0] : inputs];
    }),
  );
}

const thresholdInput = ({ metric, of, warn, critical, clear, forSeconds, source }: Threshold) =>
  given({
    of,
    warn: levelText(metric, warn),
    critical: levelText(metric, critical),
    clear: levelText(metric, clear),
    for: forSeconds === 0 ? undefined : durationText(forSeconds),
    source,
  });

function levelText(metric: Metric, level: number | undefined): number | string | undefined {
  if (level === undefined) return undefined;
  const unit = metricUnits[metric];
  if (unit === 'seconds') return durationText(level);
  return unit === 'milliseconds' ? durationText(level / 1000) : level;
}
