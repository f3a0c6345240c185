import { type Failure, FailureError } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Finding } from './finding.js';

type Cause = 'dns' | 'refused' | 'timeout' | 'tls' | 'unread' | 'unreachable';

/** Words of Node, OpenSSL, libc's resolver and OpenSSH's channel-open refusals, most telling first. */
const words: readonly (readonly [RegExp, Cause])[] = [
  [/ENOTFOUND|EAI_|getaddrinfo|name or service not known|name resolution|could not resolve|NXDOMAIN/i, 'dns'],
  [/ECONNREFUSED|connection refused|connect failed: refused/i, 'refused'],
  [/ETIMEDOUT|ESOCKETTIMEDOUT|timed? ?out|connection timed out/i, 'timeout'],
  [/EPROTO|ERR_SSL|ERR_TLS|SSL routines|certificate|handshake|wrong version number/i, 'tls'],
];

/**
 * Why a GET or a TLS handshake got no answer. A lost link or a missing right says nothing about the site: `unread`.
 */
export function webFailure(error: unknown): Finding {
  const failure = failureOf(error);
  const cause = causeOf(error, failure);
  const detail = sanitizeLine(failure?.detail ?? plainText(error));
  switch (cause) {
    case 'dns':
      return { severity: 'critical', reason: cause, text: msg('checks.web.dns', { detail }) };
    case 'refused':
      return { severity: 'critical', reason: cause, text: msg('checks.web.refused') };
    case 'timeout':
      return { severity: 'critical', reason: cause, text: msg('checks.web.timeout') };
    case 'tls':
      return { severity: 'critical', reason: cause, text: msg('checks.web.tls', { detail }) };
    case 'unreachable':
      return { severity: 'critical', reason: cause, text: msg('checks.web.unreachable', { detail }) };
    case 'unread':
      return unread(error);
  }
}

/** A check that could not be made: nothing is known. */
export function unread(error: unknown): Finding {
  const failure = failureOf(error);
  return {
    severity: 'unknown',
    reason: 'unread',
    text: msg('checks.unread', { why: failure ? failure.what : sanitizeLine(plainText(error)) }),
  };
}

const failureOf = (error: unknown): Failure | undefined =>
  error instanceof FailureError ? error.failure : undefined;

const plainText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function causeOf(error: unknown, failure: Failure | undefined): Cause {
  if (failure && (failure.kind === 'denied' || failure.kind === 'unsupported')) return 'unread';
  if (failure && saysNothing(failure.what.id)) return 'unread';
  const told = [failure?.detail ?? '', failure?.what.id ?? '', ...chain(error)].join('\n');
  for (const [pattern, cause] of words) if (pattern.test(told)) return cause;
  if (failure?.kind === 'timeout') return 'timeout';
  return 'unreachable';
}

/** The link's own troubles, and a read that was called off; a refused or slow forward is the target's. */
const saysNothing = (id: string): boolean =>
  id === 'access.stopped' || (id.startsWith('link.') && !id.startsWith('link.open.'));

/** Codes and texts of an error and of what caused it. */
function chain(error: unknown): string[] {
  const texts: string[] = [];
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    texts.push('code' in e ? String(e.code) : '', e.message);
  }
  return texts;
}
