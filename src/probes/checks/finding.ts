import type { Check } from '../../domain/host.js';
import type { Msg } from '../../domain/message.js';
import type { CheckReason, CheckResult, Severity } from '../../domain/model.js';

/** What one run of a check found; its id, kind and time are added by the probe. */
export interface Finding {
  readonly severity: Severity;
  readonly text: Msg;
  readonly reason?: CheckReason;
  readonly value?: number;
  readonly ms?: number;
}

export const resultOf = (check: Check, finding: Finding, at: number): CheckResult => ({
  id: check.id,
  kind: check.kind,
  at,
  ...finding,
});
