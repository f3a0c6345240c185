import { FailureError } from '../domain/failure.js';

/**
 * A service could not even be reached: sshd does not forward, the container has no address that the host could use, or
 * nothing listens there. Inside its container it may answer all the same.
 */
const ids: ReadonlySet<string> = new Set([
  'link.tcp.prohibited',
  'link.open.failed',
  'link.open.timeout',
  'access.open-timeout',
  'access.service.no-address',
  'local.service.unpublished',
]);

export const isNoWay = (error: unknown): boolean =>
  error instanceof FailureError && ids.has(error.failure.what.id);

/** The more telling of two failures: that of the way that the host forbids says nothing about the service. */
export const tellingOf = (direct: unknown, inside: unknown): unknown =>
  direct instanceof FailureError && direct.failure.what.id !== 'link.tcp.prohibited' ? direct : inside;
