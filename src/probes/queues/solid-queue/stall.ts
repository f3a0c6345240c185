import type { SolidQueueRow } from './sql.js';

/** So long ready jobs must neither be claimed nor become fewer, ms. */
const stallMs = 30_000;

/** Tells when jobs are ready in queues that aren't paused, and nobody takes any. */
export function createReadyStall(clock: () => number) {
  let still: { readonly since: number; readonly ready: number } | undefined;
  return {
    next(row: Pick<SolidQueueRow, 'ready' | 'claimed_total'>): boolean {
      const open = (row.ready ?? []).filter((queue) => !queue.paused);
      const ready = open.reduce((sum, queue) => sum + queue.ready, 0);
      if (ready === 0 || row.claimed_total > 0) {
        still = undefined;
        return false;
      }
      if (!still || ready < still.ready) still = { since: clock(), ready };
      else still = { since: still.since, ready };
      return clock() - still.since >= stallMs;
    },
  };
}
