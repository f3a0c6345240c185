import type { Severity } from './model.js';

const badness: Record<Severity, number> = { ok: 0, info: 1, unknown: 2, warn: 3, critical: 4 };

/** The worst of several; 'ok' of none. Not knowing is worse than a remark and better than a warning. */
export function worstSeverity(severities: Iterable<Severity>): Severity {
  let worst: Severity = 'ok';
  for (const severity of severities) {
    if (badness[severity] > badness[worst]) worst = severity;
  }
  return worst;
}

/** For sorting: higher is worse. */
export const badnessOf = (severity: Severity): number => badness[severity];
