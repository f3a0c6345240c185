import type { Heard } from './heartbeats.js';

/** Rates are over at most this long, ms. */
const windowMs = 30_000;

/** How many jobs the workers take, by the totals in their heartbeats; a worker that restarts begins anew. */
export function createThroughput() {
  const totals = new Map<string, { readonly pid: number; readonly processed: number }>();
  const samples: { readonly at: number; readonly sum: number }[] = [];
  let sum = 0;
  let movedAt: number | undefined;

  return {
    note(worker: Heard): void {
      const before = totals.get(worker.name);
      totals.set(worker.name, worker);
      const taken = before?.pid === worker.pid ? worker.processed - before.processed : 0;
      if (taken > 0) sum += taken;
      if (taken > 0 || movedAt === undefined) movedAt = worker.at;
      samples.push({ at: worker.at, sum });
      while (samples.length > 2 && (samples[1]?.at ?? 0) <= worker.at - windowMs) samples.shift();
    },
    /** When a job was last taken, or listening began; undefined before any heartbeat. */
    get movedAt(): number | undefined {
      return movedAt;
    },
    /** Jobs a second; undefined until it has been seen for some seconds. */
    perSecond(): number | undefined {
      const [first] = samples;
      const last = samples.at(-1);
      if (!first || !last || last.at - first.at < 3000) return undefined;
      return (last.sum - first.sum) / ((last.at - first.at) / 1000);
    },
  };
}
