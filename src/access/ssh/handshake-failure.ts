import { type FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { SshTarget } from './target.js';

/** What an error of node:net or ssh2 before the login means for the operator. */
export function handshakeFailure(error: unknown, target: SshTarget): FailureError {
  const { message, code, level } = error as Error & { code?: string | number; level?: string };
  const where = { host: target.host, port: target.port };
  const more = { detail: sanitizeLine(message ?? String(error)), cause: error };
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return fail('unreachable', msg('link.name-unknown', where), {
        ...more,
        next: msg('link.name-unknown.next'),
      });
    case 'ECONNREFUSED':
      return fail('unreachable', msg('link.port-closed', where), {
        ...more,
        next: msg('link.port-closed.next'),
      });
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'ETIMEDOUT':
      return fail('unreachable', msg('link.no-route', where), { ...more, next: msg('link.no-route.next') });
  }
  if (/too many authentication failures/i.test(message))
    return fail('denied', msg('link.login.too-many', where), {
      ...more,
      next: msg('link.login.too-many.next'),
    });
  if (/no matching/i.test(message))
    return fail('unsupported', msg('link.no-common-algorithm', where), {
      ...more,
      next: msg('link.no-common-algorithm.next'),
    });
  if (level === 'client-authentication')
    return fail('denied', msg('link.login.refused', { login: target.user }), more);
  return fail('unreachable', msg('link.handshake.closed', where), {
    ...more,
    next: msg('link.handshake.closed.next'),
  });
}
