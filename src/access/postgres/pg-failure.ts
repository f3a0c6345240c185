import { FailureError, type FailureKind, fail } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';
import { errorCode, errorText } from '../error-text.js';

interface Meaning {
  readonly kind: FailureKind;
  readonly what: (params: Parameters) => Msg;
  readonly next?: (params: Parameters) => Msg;
}
type Parameters = { readonly name: string; readonly server: string };

/** SQLSTATE (PostgreSQL documentation, appendix A) → what it means to the operator. */
const meanings: Readonly<Record<string, Meaning>> = {
  '53300': {
    kind: 'unreachable',
    what: ({ server }) => msg('access.pg.slots', { server }),
    next: () => msg('access.pg.slots.next'),
  },
  '28P01': {
    kind: 'denied',
    what: ({ server }) => msg('access.pg.password', { server }),
    next: ({ server }) => msg('access.pg.password.next', { server }),
  },
  '28000': { kind: 'denied', what: ({ server }) => msg('access.pg.refused', { server }) },
  '3D000': { kind: 'missing', what: ({ server }) => msg('access.pg.no-database', { server }) },
  '42501': {
    kind: 'denied',
    what: ({ name }) => msg('access.pg.privilege', { name }),
    next: () => msg('access.pg.privilege.next'),
  },
  '42P01': { kind: 'missing', what: ({ name }) => msg('access.pg.no-table', { name }) },
  '42703': { kind: 'missing', what: ({ name }) => msg('access.pg.no-column', { name }) },
  '57014': { kind: 'timeout', what: ({ name }) => msg('access.pg.statement-timeout', { name }) },
  '55P03': { kind: 'timeout', what: ({ name }) => msg('access.pg.lock-timeout', { name }) },
  '57P03': { kind: 'unreachable', what: ({ server }) => msg('access.pg.starting', { server }) },
  '57P01': { kind: 'unreachable', what: ({ server }) => msg('access.pg.shutdown', { server }) },
  '57P02': { kind: 'unreachable', what: ({ server }) => msg('access.pg.shutdown', { server }) },
  '25006': { kind: 'denied', what: ({ name }) => msg('access.pg.read-only', { name }) },
};

const tlsCode = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/;

/** A failure for whatever pg, psql or the link rejected with; `name` is the statement's, `server` the entry's. */
export function pgFailure(server: string, name: string, error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  const code = errorCode(error) ?? '';
  const more = { detail: errorText(error), cause: error };
  const meaning = meanings[code];
  if (meaning) {
    const params = { name, server };
    const next = meaning.next?.(params);
    return fail(meaning.kind, meaning.what(params), next ? { ...more, next } : more);
  }
  if (tlsCode.test(code)) {
    return fail('denied', msg('access.tls.untrusted', { server }), {
      ...more,
      next: msg('access.tls.untrusted.next', { server }),
    });
  }
  if (more.detail.startsWith('SASL:')) {
    return fail('denied', msg('access.pg.password', { server }), {
      ...more,
      next: msg('access.pg.password.next', { server }),
    });
  }
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith('08')) {
    return fail('malformed', msg('access.pg.statement', { name }), more);
  }
  return fail('unreachable', msg('access.pg.unreachable', { server }), more);
}

/** SQLSTATE 53300: also when a role's or a database's own limit is reached. */
export const noSlotLeft = (error: unknown): boolean => errorCode(error) === '53300';

/** What psql wrote to stderr, as an error with its SQLSTATE; connection failures come without one. */
export function psqlError(stderr: string): Error {
  const [, code, message] = /(?:ERROR|FATAL): {2}([0-9A-Z]{5}): ([^\n]*)/.exec(stderr) ?? [];
  const full = /too many clients|remaining connection slots|too many connections/.test(stderr);
  const error = new Error(message ?? stderr.trim().split('\n')[0] ?? '');
  return Object.assign(error, { code: code ?? (full ? '53300' : '08006') });
}
