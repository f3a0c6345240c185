import { describe, expect, it } from 'vitest';
import type { WorkerRow } from '../../../src/domain/model.js';
import type { QueueLists } from '../../../src/probes/queues/celery/lists.js';
import { createStall } from '../../../src/probes/queues/celery/stall.js';
import { type CeleryFacts, judgeCelery } from '../../../src/probes/queues/celery/verdict.js';

const queue = (depth: number, waitedSeconds = 0): QueueLists => ({
  name: 'celery',
  depths: [depth, 0, 0, 0],
  waitedSeconds,
});
const alive: WorkerRow = { name: 'a@h', kind: 'worker', alive: true, active: 0 };
const dead: WorkerRow = { name: 'b@h', kind: 'worker', alive: false, note: { id: 'queues.worker.diedHard' } };
const facts: CeleryFacts = {
  name: 'celery',
  queues: [queue(0)],
  workers: [alive],
  early: false,
  prefetched: 0,
  stuck: 0,
  stalled: false,
};
const verdict = (change: Partial<CeleryFacts>) => {
  const { severity, why } = judgeCelery({ ...facts, ...change }, []);
  return [severity, why?.id];
};

describe('how bad a Celery system is', () => {
  it.each<[string, Partial<CeleryFacts>, string, string | undefined]>([
    ['all is well', {}, 'ok', undefined],
    [
      'no worker lives and jobs wait',
      { workers: [dead], queues: [queue(3)] },
      'critical',
      'queues.why.noWorker',
    ],
    ['nobody knows yet whether workers live', { workers: [{ ...dead, alive: 'unknown' }] }, 'ok', undefined],
    ['no worker was ever here', { workers: [] }, 'warn', 'queues.why.noWorker'],
    ['no worker had time to be heard', { workers: [], early: true, queues: [queue(3)] }, 'ok', undefined],
    ['one of two workers died', { workers: [alive, dead] }, 'warn', 'queues.why.workerDied'],
    ['nothing is taken', { stalled: true }, 'critical', 'queues.celery.stalled'],
    [
      'the worker container is gone',
      { workerContainer: { name: 'w', state: 'exited' } },
      'critical',
      'queues.why.workerContainer',
    ],
    ['beat is dead', { scheduler: { name: 'beat', alive: false } }, 'critical', 'queues.why.beatDead'],
    ['jobs have waited for a minute', { queues: [queue(3, 60)] }, 'warn', 'queues.why.waiting'],
    ['jobs were never acknowledged', { stuck: 2 }, 'warn', 'queues.why.stuck'],
  ])('%s', (_, change, severity, why) => {
    expect(verdict(change)).toEqual([severity, why]);
  });

  it('shows the priorities of a queue only where they are in use', () => {
    const rows = (depths: number[]) =>
      judgeCelery({ ...facts, queues: [{ name: 'q', depths }] }, []).queues[0];
    expect(rows([2, 0, 0, 0])?.priorities).toBeUndefined();
    expect(rows([2, 0, 1, 0])).toMatchObject({
      depth: 3,
      priorities: [
        { priority: 0, depth: 2 },
        { priority: 6, depth: 1 },
      ],
    });
  });

  it('takes the limits of the host entry for a queue of that name', () => {
    const thresholds = [{ metric: 'queue.depth', of: 'celery', warn: 10, forSeconds: 0 }] as const;
    expect(judgeCelery({ ...facts, queues: [queue(10)] }, thresholds).severity).toBe('warn');
    expect(judgeCelery({ ...facts, queues: [queue(9)] }, thresholds).severity).toBe('ok');
  });
});

describe('a stall', () => {
  const clock = { now: 0 };
  const stalledAfter = (
    ms: number,
    change: { workers?: WorkerRow[]; depth?: number; movedAt?: number } = {},
  ) => {
    clock.now = 0;
    const stall = createStall(() => clock.now);
    stall.next([queue(1)], [alive], 0);
    clock.now = ms;
    return stall.next([queue(change.depth ?? 1)], change.workers ?? [alive], change.movedAt ?? 0);
  };

  it('is jobs waiting for 15 s while idle workers live', () => {
    expect([stalledAfter(14_999), stalledAfter(15_000)]).toEqual([false, true]);
  });

  it('is none when a job runs, was taken, or nobody lives to take one', () => {
    expect(stalledAfter(15_000, { workers: [{ ...alive, active: 1 }] })).toBe(false);
    expect(stalledAfter(15_000, { movedAt: 1 })).toBe(false);
    expect(stalledAfter(15_000, { workers: [dead] })).toBe(false);
    expect(stalledAfter(15_000, { depth: 0 })).toBe(false);
  });
});
