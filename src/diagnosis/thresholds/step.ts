import type { Threshold } from '../../domain/host.js';

export type Level = 'ok' | 'warn' | 'critical';

/** What is remembered of one figure against its rule. Times are ms. */
export interface ThresholdState {
  readonly level: Level;
  /** When the figure first reached the level that raised it; kept from warn to critical. */
  readonly since: number;
  /** Since when it has been at or above each level without a break. */
  readonly warnSince?: number;
  readonly criticalSince?: number;
  readonly seenAt: number;
}

/** After a longer silence nobody knows whether a figure stayed above its level. */
const longestGapMs = 60_000;

/** Default distance between a level and the value below which it is over: 5 %. */
const slack = 0.95;

/**
 * Takes one figure: raised at or above a level for `forSeconds` without a break, over only below `clear`.
 * From critical it falls back to warn 5 % under critical, so that neither edge flaps. A figure seen before changes nothing.
 */
export function stepThreshold(
  state: ThresholdState | undefined,
  rule: Threshold,
  value: number,
  at: number,
): ThresholdState {
  if (state && at <= state.seenAt) return state;
  const past = state && at - state.seenAt <= longestGapMs ? state : undefined;
  const warnSince = value >= (rule.warn ?? Infinity) ? (past?.warnSince ?? at) : undefined;
  const criticalSince = value >= (rule.critical ?? Infinity) ? (past?.criticalSince ?? at) : undefined;
  const level = nextLevel(state?.level ?? 'ok', rule, value, {
    warn: held(warnSince, rule, at),
    critical: held(criticalSince, rule, at),
  });
  const began = level === 'critical' ? (criticalSince ?? at) : (warnSince ?? at);
  return {
    level,
    since: state && state.level !== 'ok' && level !== 'ok' ? state.since : began,
    ...(warnSince === undefined ? {} : { warnSince }),
    ...(criticalSince === undefined ? {} : { criticalSince }),
    seenAt: at,
  };
}

/** The value below which a raised rule is over. */
export const clearBelow = (rule: Threshold): number =>
  rule.clear ?? slack * (rule.warn ?? rule.critical ?? Infinity);

const held = (since: number | undefined, rule: Threshold, at: number): boolean =>
  since !== undefined && at - since >= rule.forSeconds * 1000;

function nextLevel(
  level: Level,
  rule: Threshold,
  value: number,
  reached: { readonly warn: boolean; readonly critical: boolean },
): Level {
  if (reached.critical) return 'critical';
  if (value < clearBelow(rule)) return 'ok';
  if (level === 'critical') {
    return rule.warn !== undefined && value < slack * (rule.critical ?? Infinity) ? 'warn' : 'critical';
  }
  return level === 'warn' || reached.warn ? 'warn' : 'ok';
}
