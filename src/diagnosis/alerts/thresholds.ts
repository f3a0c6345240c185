import type { Threshold } from '../../domain/host.js';
import type { Sample } from '../metrics.js';
import { ruleFor } from '../thresholds/rules.js';
import { stepThreshold, type ThresholdState } from '../thresholds/step.js';
import { thresholdText } from '../thresholds/texts.js';
import { keyOf } from './key.js';
import type { Condition } from './update.js';

/** Threshold states by alert key. */
export type ThresholdStates = Readonly<Record<string, ThresholdState>>;

/** Takes the figures of one scope; states of objects that the scope no longer has are forgotten. */
export function stepScope(
  states: ThresholdStates,
  scope: string,
  samples: readonly Sample[],
  at: number,
  rules: { readonly configured: readonly Threshold[]; readonly cpus: number },
): { readonly states: ThresholdStates; readonly conditions: readonly Condition[] } {
  const others = Object.entries(states).filter(([key]) => !key.startsWith(`${scope}|`));
  const next: Record<string, ThresholdState> = Object.fromEntries(others);
  const conditions: Condition[] = [];
  for (const { metric, object, value } of samples) {
    const rule = ruleFor(metric, object, rules.configured, rules.cpus);
    if (!rule) continue;
    const key = keyOf(scope, metric, object);
    const state = stepThreshold(states[key], rule, value, at);
    next[key] = state;
    if (state.level === 'ok') continue;
    const limit = (state.level === 'critical' ? rule.critical : rule.warn) ?? rule.critical ?? 0;
    const source = metric.startsWith('disk.') ? 'disk' : 'threshold';
    const text = thresholdText(metric, object, value, limit);
    conditions.push({ key, severity: state.level, source, object, text, since: state.since });
  }
  return { states: next, conditions };
}
