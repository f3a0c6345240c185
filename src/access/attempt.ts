import { FailureError, fail } from '../domain/failure.js';
import type { LinkStatus } from '../domain/link.js';
import { type Msg, msg } from '../domain/message.js';
import type { RemoteLink } from './remote-link.js';

/** How one read is bounded. */
export interface Bounds {
  /** What is being read, for the text of the failure. */
  readonly what: Msg;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const usable = (status: LinkStatus) => status.phase === 'up' || status.phase === 'suspect';
const opening = (status: LinkStatus) => status.phase === 'connecting' || status.phase === 'authenticating';

/** The link's own failure, or that it is not up (yet or any more). */
export function linkFailure(status: LinkStatus): FailureError {
  if (status.failure) return new FailureError(status.failure);
  return opening(status)
    ? fail('unreachable', msg('link.not-up'))
    : fail('unreachable', msg('link.lost'), { next: msg('link.lost.next') });
}

/**
 * Runs one read over the link and settles whatever the driver does: drivers leave promises pending for ever when a
 * reply is cut in the middle. Rejects with a FailureError at the deadline, when the link goes down or comes back as
 * another connection, and when `signal` aborts; a link that is still being opened is waited for within the deadline.
 * Without a link (a read from the operator's machine) only deadline and signal count.
 * The signal handed to `work` aborts as soon as the outcome is a failure, so that `work` can let go of its resources.
 */
export function attempt<T>(
  link: RemoteLink | undefined,
  bounds: Bounds,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { what, timeoutMs, signal } = bounds;
  const controller = new AbortController();
  return new Promise<T>((resolve, reject) => {
    let epoch: number | undefined;
    const release: (() => void)[] = [];
    const settle = (act: () => void) => {
      for (const undo of release.splice(0)) undo();
      act();
    };
    const giveUp = (reason: unknown) =>
      settle(() => {
        reject(reason);
        controller.abort(reason);
      });
    const start = () => {
      epoch = link?.status.epoch ?? 0;
      work(controller.signal).then((value) => settle(() => resolve(value)), giveUp);
    };
    const follow = (status: LinkStatus) => {
      if (epoch === undefined) {
        if (usable(status)) start();
        else if (!opening(status)) giveUp(linkFailure(status));
      } else if (!usable(status) || status.epoch !== epoch) giveUp(linkFailure(status));
    };

    if (signal.aborted) return giveUp(stopped(what, signal));
    const onAbort = () => giveUp(stopped(what, signal));
    signal.addEventListener('abort', onAbort, { once: true });
    release.push(() => signal.removeEventListener('abort', onAbort));
    const timer = setTimeout(() => {
      giveUp(
        epoch === undefined && link
          ? linkFailure(link.status)
          : fail('timeout', msg('access.timeout', { what, seconds: timeoutMs / 1000 })),
      );
    }, timeoutMs);
    release.push(() => clearTimeout(timer));
    if (!link) return start();
    release.push(link.onStatus(follow));
    follow(link.status);
  });
}

/** The read was called off by its caller. */
export const stopped = (what: Msg, signal: AbortSignal): FailureError =>
  fail('timeout', msg('access.stopped', { what }), { cause: signal.reason });
