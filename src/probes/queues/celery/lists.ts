import { asNumber, asText, type Command } from './commands.js';
import { listKey, prioritySteps } from './keys.js';
import { type JobMessage, parseJob } from './message.js';

/** One queue: the jobs of each priority step, and the job that is next. */
export interface QueueLists {
  readonly name: string;
  /** By priority step; the first is served first. */
  readonly depths: readonly number[];
  readonly head?: JobMessage;
  /** Seconds for which the oldest job is known to wait: messages carry no time of their own. */
  readonly waitedSeconds?: number;
}

interface Head {
  readonly raw: string;
  readonly job: JobMessage | undefined;
  readonly since: number;
}

/** A head longer than this is fetched again only now and then. */
const largeHead = 16 * 1024;
const largeHeadPauseMs = 30_000;
const repliesPerQueue = 2 * prioritySteps.length;

/**
 * Depth and head of each queue's lists, one round trip for all. LPUSH puts new jobs in front, so index −1 is the oldest;
 * while it stays the same, it waits.
 */
export function createLists(prefix: string, clock: () => number) {
  const heads = new Map<string, Head>();
  const pausedUntil = new Map<string, number>();

  function noteHead(key: string, reply: unknown, depth: number, now: number): Head | undefined {
    if (depth === 0) {
      heads.delete(key);
      pausedUntil.delete(key);
      return undefined;
    }
    const before = heads.get(key);
    const raw = asText(reply);
    if (raw === undefined || raw === before?.raw) return before;
    const head = { raw, job: parseJob(raw), since: now };
    heads.set(key, head);
    if (raw.length > largeHead) pausedUntil.set(key, now + largeHeadPauseMs);
    return head;
  }

  return {
    commands(queues: readonly string[]): Command[] {
      const now = clock();
      return queues.flatMap((queue) => {
        const keys = prioritySteps.map((step) => listKey(prefix, queue, step));
        return [
          ...keys.map((key): Command => ['LLEN', key]),
          // LLEN stands in for a head that isn't due, so that replies keep their places.
          ...keys.map(
            (key): Command => (now < (pausedUntil.get(key) ?? 0) ? ['LLEN', key] : ['LINDEX', key, -1]),
          ),
        ];
      });
    },
    accept(queues: readonly string[], replies: readonly unknown[]): QueueLists[] {
      const now = clock();
      return queues.map((name, at) => {
        const own = replies.slice(at * repliesPerQueue, (at + 1) * repliesPerQueue);
        const depths = prioritySteps.map((_, step) => asNumber(own[step]) ?? 0);
        const seen = prioritySteps.map((priority, step) =>
          noteHead(listKey(prefix, name, priority), own[prioritySteps.length + step], depths[step] ?? 0, now),
        );
        const next = seen.find((head) => head !== undefined);
        const waited = seen.flatMap((head) => (head ? [(now - head.since) / 1000] : []));
        return {
          name,
          depths,
          ...(next?.job ? { head: next.job } : {}),
          ...(waited.length > 0 ? { waitedSeconds: Math.max(...waited) } : {}),
        };
      });
    },
  };
}
