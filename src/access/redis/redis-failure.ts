import { FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { errorCode, errorText } from '../error-text.js';

/** A failure for whatever ioredis or the link rejected with, by the error's first word (Redis protocol, "Simple errors"). */
export function redisFailure(server: string, error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  const detail = errorText(error);
  const more = { detail, cause: error };
  if (/^(?:WRONGPASS|NOAUTH|ERR invalid password|ERR AUTH)/.test(detail)) {
    const next = msg('access.redis.password.next', { server });
    return fail('denied', msg('access.redis.password', { server }), { ...more, next });
  }
  if (detail.startsWith('NOPERM')) return fail('denied', msg('access.redis.no-right', { server }), more);
  if (/max number of clients/.test(detail))
    return fail('unreachable', msg('access.redis.full', { server }), more);
  if (detail.startsWith('LOADING')) return fail('unreachable', msg('access.redis.loading', { server }), more);
  if (/timed out/i.test(detail) || errorCode(error) === 'ETIMEDOUT') {
    return fail('timeout', msg('access.redis.timeout', { server }), more);
  }
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/.test(errorCode(error) ?? '')) {
    return fail('denied', msg('access.tls.untrusted', { server }), {
      ...more,
      next: msg('access.tls.untrusted.next', { server }),
    });
  }
  return fail('unreachable', msg('access.redis.unreachable', { server }), more);
}
