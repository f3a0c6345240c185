import type { RemoteLink } from '../../remote-link.js';

/** Resolves after `ms`, or as soon as the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Resolves when the link is up, at once if it is; also when the signal aborts. */
export function linkBack(link: RemoteLink, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const isUp = () => link.status.phase === 'up';
    if (isUp() || signal.aborted) return resolve();
    const done = () => {
      leave();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const leave = link.onStatus(() => {
      if (isUp()) done();
    });
    signal.addEventListener('abort', done, { once: true });
  });
}
