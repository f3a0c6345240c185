import type { WorkerRow } from '../../../domain/model.js';
import type { QueueLists } from './lists.js';

/** So long nothing may move while jobs wait, ms: longer than the pauses between heartbeats and between deliveries. */
const stallMs = 15_000;

/** Tells when jobs wait, workers live, and yet none is taken or running: connected, but not consuming. */
export function createStall(clock: () => number) {
  let stillSince: number | undefined;
  return {
    next(queues: readonly QueueLists[], workers: readonly WorkerRow[], movedAt: number | undefined): boolean {
      const waiting = queues.some((queue) => queue.depths.some((depth) => depth > 0));
      const alive = workers.filter((worker) => worker.alive === true);
      const idle = alive.length > 0 && alive.every((worker) => worker.active === 0);
      if (!waiting || !idle) {
        stillSince = undefined;
        return false;
      }
      stillSince = Math.max(stillSince ?? clock(), movedAt ?? 0);
      return clock() - stillSince >= stallMs;
    },
  };
}
