import type { Metric, Threshold } from '../../domain/host.js';
import { levelOf, type ThresholdInput, type ThresholdsInput } from '../schema/thresholds.js';
import { parseSeconds } from '../units.js';

/** The host's levels, and the file's defaults for the measures that it does not name. */
export function thresholdsOf(own: ThresholdsInput = {}, defaults: ThresholdsInput = {}): Threshold[] {
  const all = { ...defaults, ...own };
  return (Object.keys(all) as Metric[]).flatMap((metric) => {
    const input = all[metric] ?? [];
    return (isList(input) ? input : [input]).map((one) => thresholdOf(metric, one));
  });
}

const isList = (input: ThresholdInput | readonly ThresholdInput[]): input is readonly ThresholdInput[] =>
  Array.isArray(input);

function thresholdOf(metric: Metric, input: ThresholdInput): Threshold {
  return {
    metric,
    ...(input.of === undefined ? {} : { of: input.of }),
    ...(input.warn === undefined ? {} : { warn: levelOf(metric, input.warn) }),
    ...(input.critical === undefined ? {} : { critical: levelOf(metric, input.critical) }),
    ...(input.clear === undefined ? {} : { clear: levelOf(metric, input.clear) }),
    forSeconds: input.for === undefined ? 0 : (parseSeconds(input.for) ?? 0),
    ...(input.source === undefined ? {} : { source: input.source }),
  };
}
