import type { Severity } from '../domain/model.js';

const ranks: Readonly<Record<Severity, number>> = { ok: 0, info: 1, unknown: 2, warn: 3, critical: 4 };

/** Higher is worse; what is unknown stands between a note and a warning. */
export const rankOf = (severity: Severity): number => ranks[severity];

export const isTrouble = (severity: Severity): boolean => severity === 'warn' || severity === 'critical';

export const worstOf = (severities: readonly Severity[]): Severity =>
  severities.reduce((worst, s) => (ranks[s] > ranks[worst] ? s : worst), 'ok');
