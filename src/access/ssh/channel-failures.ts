import { type Failure, FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';

/** Where a forward leads, as the host sees it. */
export type Endpoint =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/** `unix:/run/x.sock` or `tcp:db.example:5432`, for texts and debugging. */
export const nameOf = (endpoint: Endpoint): string =>
  endpoint.kind === 'unix' ? endpoint.path : `${endpoint.host}:${endpoint.port}`;

/** SSH_OPEN_ADMINISTRATIVELY_PROHIBITED of RFC 4254, 5.1. */
const prohibited = 1;

/**
 * Why a forward did not open. For unix sockets sshd gives the same answer whether the socket is missing, may not be
 * used or forwarding is off, so the text names all three.
 */
export function forwardFailure(
  endpoint: Endpoint,
  detail: string | undefined,
  reason: number | undefined,
): FailureError {
  const target = nameOf(endpoint);
  if (detail === undefined) return fail('timeout', msg('link.open.timeout', { target }));
  if (endpoint.kind === 'unix')
    return fail('denied', msg('link.unix.refused', { target }), {
      detail,
      next: msg('link.unix.refused.next', { target }),
    });
  if (reason === prohibited)
    return fail('denied', msg('link.tcp.prohibited', { target }), {
      detail,
      next: msg('link.tcp.prohibited.next'),
    });
  return fail('unreachable', msg('link.open.failed', { target }), { detail });
}

/** The host starts no (further) command: MaxSessions, or a login that may not run any. */
export class SessionRefused extends FailureError {
  constructor(detail: string) {
    super({ kind: 'denied', what: msg('link.exec.refused'), detail, next: msg('link.exec.refused.next') });
  }
}

/** The command was sent, and nothing was heard of it: it may run. Every other failure of a start means that it does not. */
export class StartUnknown extends FailureError {
  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(failure, options);
    this.name = 'StartUnknown';
  }
}
