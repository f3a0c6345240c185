import type { WebReader } from '../../domain/access.js';
import type { Check } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { Finding } from './finding.js';
import { webFailure } from './web-failure.js';

/** Longer than the 10 s after which nginx gives up on an upstream, so that a 504 is seen as one. */
export const httpTimeoutMs = 12_000;

/** One GET: status, body text and time against what the check expects. A bad certificate alone does not fail it. */
export async function checkHttp(
  check: Extract<Check, { kind: 'http' }>,
  web: WebReader,
  signal: AbortSignal,
): Promise<Finding> {
  const options = { from: check.from, timeoutMs: httpTimeoutMs };
  const address = check.address === undefined ? {} : { address: check.address };
  try {
    const reply = await web.get(check.url, { ...options, ...address }, signal);
    const figures = { value: reply.status, ms: Math.round(reply.ms) };
    return { ...judge(check, reply.status, reply.body, figures.ms), ...figures };
  } catch (error) {
    return webFailure(error);
  }
}

function judge(
  check: Extract<Check, { kind: 'http' }>,
  status: number,
  body: string,
  ms: number,
): Pick<Finding, 'severity' | 'text' | 'reason'> {
  if (status !== check.expect) {
    const text = statusText(status, check.expect);
    // A client error may come from a wrong check as well as from the site, a server error only from the site.
    return { severity: status >= 500 ? 'critical' : 'warn', reason: 'status', text };
  }
  if (check.bodyIncludes !== undefined && !body.includes(check.bodyIncludes)) {
    const text = msg('checks.http.body', { status, wanted: check.bodyIncludes });
    return { severity: 'critical', reason: 'body', text };
  }
  if (check.slowMs !== undefined && ms >= check.slowMs) {
    return {
      severity: 'warn',
      reason: 'slow',
      text: msg('checks.http.slow', { status, ms, limit: check.slowMs }),
    };
  }
  return { severity: 'ok', text: msg('checks.http.ok', { status, ms }) };
}

function statusText(status: number, expected: number) {
  switch (status) {
    case 502:
      return msg('checks.http.502');
    case 503:
      return msg('checks.http.503');
    case 504:
      return msg('checks.http.504');
    default:
      return msg('checks.http.status', { status, expected });
  }
}
