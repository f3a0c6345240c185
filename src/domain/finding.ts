import type { Msg } from './message.js';
import type { Severity } from './model.js';
import { worstSeverity } from './severity.js';

/** One reason why something is not fine. */
export interface Finding {
  readonly severity: Severity;
  readonly why: Msg;
}

/** The worst of the findings, the earliest among equals: list causes before their symptoms. */
export function verdictOf(findings: readonly Finding[]): { severity: Severity; why?: Msg } {
  const severity = worstSeverity(findings.map((finding) => finding.severity));
  const first = findings.find((finding) => finding.severity === severity);
  return first ? { severity, why: first.why } : { severity };
}
