import type { WebReader, WebReply } from '../../domain/access.js';
import type { Check } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Finding } from './finding.js';
import { unread, webFailure } from './web-failure.js';

const dayMs = 86_400_000;
const tlsTimeoutMs = 8000;

/** The certificate that a name gets: whole days left against the check's limits, then whether it is trusted. */
export async function checkTls(
  check: Extract<Check, { kind: 'tls' }>,
  web: WebReader,
  now: () => number,
  signal: AbortSignal,
): Promise<Finding> {
  const url = `https://${check.host}${check.port === 443 ? '' : `:${check.port}`}/`;
  const address = check.address === undefined ? {} : { address: check.address };
  try {
    const reply = await web.get(url, { from: check.from, timeoutMs: tlsTimeoutMs, ...address }, signal);
    return reply.tls ? judgeCertificate(check, reply.tls, now()) : unread(new Error('no certificate'));
  } catch (error) {
    return webFailure(error);
  }
}

/** Days left are rounded down, as a certificate of 23 hours has none left. */
export function judgeCertificate(
  check: Pick<Extract<Check, { kind: 'tls' }>, 'warnDays' | 'criticalDays'>,
  tls: NonNullable<WebReply['tls']>,
  now: number,
): Finding {
  if (!Number.isFinite(tls.validTo)) return unread(new Error('no certificate'));
  const days = Math.floor((tls.validTo - now) / dayMs);
  const value = days;
  if (tls.validTo <= now) {
    const text = msg('checks.tls.expired', { days: Math.floor((now - tls.validTo) / dayMs) });
    return { severity: 'critical', reason: 'expired', value, text };
  }
  if (tls.error) {
    const text = msg('checks.tls.untrusted', { error: sanitizeLine(tls.error), days });
    return { severity: 'critical', reason: 'untrusted', value, text };
  }
  if (days <= check.warnDays) {
    const severity = days <= check.criticalDays ? 'critical' : 'warn';
    return { severity, reason: 'expiring', value, text: msg('checks.tls.expiring', { days }) };
  }
  return { severity: 'ok', value, text: msg('checks.tls.ok', { days }) };
}
