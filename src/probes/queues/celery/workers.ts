import { msg } from '../../../domain/message.js';
import type { WorkerRow } from '../../../domain/model.js';
import { sanitizeLine } from '../../../domain/text/sanitize.js';
import { defaultFreq, type Heard } from './heartbeats.js';

/** Even a worker with fast heartbeats is given this long, s. */
const leastPatience = 5;
/** Names left over by killed workers that are shown at most: a new container leaves another one each time. */
const maxLeftOver = 10;

/** Seconds of silence after which a worker counts as gone. */
const patience = (freq: number): number => Math.max(leastPatience, 2 * freq);

/** Listening hasn't lasted for three heartbeats: who wasn't heard may live all the same. */
export const isEarly = (since: number | undefined, now: number): boolean =>
  since === undefined || now - since < 3 * defaultFreq * 1000;

/**
 * The workers that were heard, and those that only have a control queue: they never said goodbye, so until listening has
 * lasted for three heartbeats nobody can say whether they live.
 * @param since when listening began, ms; undefined while it is broken
 */
export function workersOf(
  heard: readonly Heard[],
  pidboxes: readonly string[],
  since: number | undefined,
  now: number,
): WorkerRow[] {
  const known = new Set(heard.map((worker) => worker.name));
  const rows = heard.map((worker) => heardRow(worker, since, now));
  const silent = pidboxes.map(sanitizeLine).filter((name) => !known.has(name));
  const early = isEarly(since, now);
  const unheard = silent.slice(0, maxLeftOver).map(
    (name): WorkerRow => ({
      name,
      kind: 'worker',
      alive: early ? 'unknown' : false,
      note: early ? msg('queues.worker.waiting') : msg('queues.worker.leftOver'),
    }),
  );
  return [...rows, ...unheard].sort((a, b) => a.name.localeCompare(b.name));
}

function heardRow(worker: Heard, since: number | undefined, now: number): WorkerRow {
  const seconds = Math.max(0, (now - worker.at) / 1000);
  const silent = seconds > patience(worker.freq);
  // While the subscription is broken, or only just back, silence says nothing.
  const deaf = since === undefined || (now - since) / 1000 <= patience(worker.freq);
  const base = { name: worker.name, kind: 'worker', beatSeconds: seconds, processed: worker.processed };
  if (worker.left) return { ...base, alive: false, note: msg('queues.worker.stopped') };
  if (!silent) return { ...base, alive: true, active: worker.active };
  if (deaf) return { ...base, alive: 'unknown', note: msg('queues.worker.waiting') };
  return { ...base, alive: false, note: msg('queues.worker.diedHard') };
}
