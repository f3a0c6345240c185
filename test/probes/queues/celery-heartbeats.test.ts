import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RedisReader } from '../../../src/domain/access.js';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';
import { createHeartbeats, type Heard } from '../../../src/probes/queues/celery/heartbeats.js';
import { createThroughput } from '../../../src/probes/queues/celery/throughput.js';
import { workersOf } from '../../../src/probes/queues/celery/workers.js';

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/celery/${name}`, import.meta.url), 'utf8');

describe('heartbeats of Celery workers', () => {
  it('are read from recorded events, with the skew of the clocks', () => {
    const heartbeats = createHeartbeats('', () => 1_000);
    heartbeats.accept(fixture('heartbeat.json'));
    expect(heartbeats.workers()).toEqual([
      {
        name: 'w1@vm',
        at: 1_000,
        pid: expect.any(Number),
        freq: 2,
        active: 0,
        processed: expect.any(Number),
        left: false,
      },
    ]);
    expect(heartbeats.skewMs).toBeGreaterThan(1e12);
  });

  it('end with a goodbye when a worker is stopped in an orderly way', () => {
    const heartbeats = createHeartbeats('', () => 1_000);
    heartbeats.accept(fixture('offline.json'));
    expect(workersOf(heartbeats.workers(), [], 0, 60_000)[0]).toMatchObject({
      alive: false,
      note: { id: 'queues.worker.stopped' },
    });
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"body": 1}',
    '{"body": "!!", "properties": {"body_encoding": "base64"}}',
  ])('are not upset by %j', (text) => {
    const heartbeats = createHeartbeats('', () => 0);
    heartbeats.accept(text);
    expect(heartbeats.workers()).toEqual([]);
  });

  it('take hostile names without their escape sequences', () => {
    const heartbeats = createHeartbeats('', () => 0);
    heartbeats.accept(
      JSON.stringify({ body: JSON.stringify({ type: 'worker-online', hostname: 'a\u001b[2J@b' }) }),
    );
    expect(heartbeats.workers()[0]?.name).toBe('a@b');
  });

  it('are subscribed to once, and again some time after the subscription broke', async () => {
    let now = 0;
    const ends: (() => void)[] = [];
    const reader = {
      psubscribe: () =>
        new Promise<void>((_, reject) => ends.push(() => reject(fail('unreachable', msg('test.lost'))))),
    } as unknown as RedisReader;
    const heartbeats = createHeartbeats('', () => now);
    heartbeats.listen(reader);
    heartbeats.listen(reader);
    expect([ends.length, heartbeats.since]).toEqual([1, 0]);
    ends[0]?.();
    await expect.poll(() => heartbeats.since).toBeUndefined();
    heartbeats.listen(reader);
    expect(ends.length).toBe(1);
    now = 2000;
    heartbeats.listen(reader);
    expect([ends.length, heartbeats.since]).toEqual([2, 2000]);
  });

  it('end the subscription when they are stopped', () => {
    let aborted = false;
    const reader = {
      psubscribe: (_p: string, _m: unknown, signal: AbortSignal) => {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
        return new Promise<void>(() => {});
      },
    } as unknown as RedisReader;
    const heartbeats = createHeartbeats('', () => 0);
    heartbeats.listen(reader);
    heartbeats.stop();
    expect(aborted).toBe(true);
  });
});

const worker = (change: Partial<Heard> = {}): Heard => ({
  name: 'a@h',
  at: 10_000,
  pid: 1,
  freq: 2,
  active: 0,
  processed: 0,
  left: false,
  ...change,
});

describe('whether a worker lives', () => {
  it.each([
    ['a moment ago', worker(), 0, 12_000, true],
    ['just within twice its rhythm', worker({ freq: 10 }), 0, 30_000, true],
    ['silent for longer than that', worker({ freq: 10 }), 0, 30_001, false],
    ['given five seconds even with a fast rhythm', worker({ freq: 0.5 }), 0, 15_000, true],
    ['silent, but listening has only just begun again', worker(), 59_000, 60_000, 'unknown'],
    ['silent, but nobody listens', worker(), undefined, 60_000, 'unknown'],
  ])('heard %s: %#', (_, heard, since, now, alive) => {
    expect(workersOf([heard], [], since, now)[0]?.alive).toBe(alive);
  });

  it('can not be told of an unheard one before three heartbeats have passed', () => {
    const alive = (now: number) => workersOf([], ['a@h'], 0, now)[0]?.alive;
    expect([alive(5_999), alive(6_000)]).toEqual(['unknown', false]);
  });

  it('shows a worker once, though it has a control queue and was heard', () => {
    expect(workersOf([worker()], ['a@h'], 0, 11_000)).toHaveLength(1);
  });
});

describe('throughput', () => {
  it('is what all workers took over the last half minute; a restart counts nothing', () => {
    const throughput = createThroughput();
    const beat = (at: number, processed: number, pid = 1) => throughput.note(worker({ at, processed, pid }));
    beat(0, 100);
    expect(throughput.perSecond()).toBeUndefined();
    beat(10_000, 120);
    expect(throughput.perSecond()).toBe(2);
    beat(20_000, 3, 2);
    expect(throughput.perSecond()).toBe(1);
    expect(throughput.movedAt).toBe(10_000);
  });
});
