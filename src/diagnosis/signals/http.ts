import { msg } from '../../domain/message.js';
import type { CheckResult } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Context, evidence, type Found, found } from './found.js';

/** Kinds by what the check met; all of them are symptoms: they say that something is wrong, not what. */
const kinds: Readonly<Partial<Record<NonNullable<CheckResult['reason']>, string>>> = {
  body: 'http.body',
  slow: 'http.slow',
  dns: 'http.dns',
  refused: 'http.refused',
  timeout: 'http.timeout',
  tls: 'http.tls',
  unreachable: 'http.unreachable',
};

/** Failing HTTP checks, as the world outside sees the host. */
export function httpSignals({ view }: Context): readonly Found[] {
  return (dataOf(view.checks) ?? []).filter(isFailingHttp).map((check) => {
    const kind =
      check.reason === 'status'
        ? statusKind(check.value)
        : (kinds[check.reason ?? 'status'] ?? 'http.status');
    const text = msg('situation.http.fails', { id: check.id, text: check.text });
    const proof = [
      evidence('alerts', msg('situation.evidence.check', { id: check.id, text: check.text }), check.id),
    ];
    return found(kind, check.id, check.severity, text, proof, { since: check.at + view.skewMs });
  });
}

export const isFailingHttp = (check: CheckResult): boolean =>
  check.kind === 'http' && (check.severity === 'warn' || check.severity === 'critical');

const statusKind = (status: number | undefined): string =>
  status === 502 || status === 503 || status === 504 ? `http.${status}` : 'http.status';
