import type { Msg } from './message.js';

/**
 * Why a read did not succeed.
 * `unreachable`: no way there · `denied`: there, but no right · `timeout`: no answer in time ·
 * `unsupported`: the host lacks it · `malformed`: an answer that can't be understood · `missing`: the named thing isn't there.
 */
export type FailureKind = 'unreachable' | 'denied' | 'timeout' | 'unsupported' | 'malformed' | 'missing';

/** An expected failure as a value: it reaches the screen with its next step. */
export interface Failure {
  readonly kind: FailureKind;
  readonly what: Msg;
  /** The host's own words, sanitised and free of secrets; shown as they are. */
  readonly detail?: string;
  /** What the operator can do next. */
  readonly next?: Msg;
}

/** Carries a {@link Failure} through promise chains; whatever else is thrown is a bug. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(`${failure.what.id}${failure.detail ? `: ${failure.detail}` : ''}`, options);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** Throws a {@link FailureError}: `throw fail('timeout', msg(…), {detail, next, cause})`. */
export function fail(
  kind: FailureKind,
  what: Msg,
  more: { detail?: string; next?: Msg; cause?: unknown } = {},
): FailureError {
  const { cause, ...rest } = more;
  return new FailureError({ kind, what, ...rest }, cause === undefined ? undefined : { cause });
}
