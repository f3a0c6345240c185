import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DockerReader } from '../../../src/domain/access.js';
import type { HostEntry } from '../../../src/domain/host.js';
import type { QueueSystemData } from '../../../src/domain/model.js';
import { createQueuesProbe } from '../../../src/probes/queues/probe.js';
import { type CelerySystem, hasCelery, killGroup, startCelery } from '../support/celery-system.js';
import { hostEntry, redisEntry } from '../support/host-entry.js';
import { redisReaderOf, type TestRedisReader } from '../support/redis-reader.js';

const never = new AbortController().signal;
const prefix = 'sal[on]:';
const hostWith = (keys: string, side: { worker?: string; beat?: string }): HostEntry => ({
  ...hostEntry,
  redis: [redisEntry],
  queues: [
    {
      kind: 'celery',
      name: 'celery',
      redis: 'redis',
      queues: ['celery'],
      prefix: keys,
      visibilityTimeoutSeconds: 3600,
      ...side,
    },
  ],
});
/** Beat runs on this machine, so that its address is loopback. */
const docker = {
  inspect: async () => ({
    State: { Status: 'running' },
    NetworkSettings: { Networks: { app: { IPAddress: '127.0.0.1' } } },
  }),
} as unknown as DockerReader;

/** The steps follow each other: a system without workers, with one, with a dead one. */
describe.skipIf(!hasCelery)('Celery on a real Redis', () => {
  let system: CelerySystem;
  let reader: TestRedisReader;
  const probe = createQueuesProbe(hostWith(prefix, { worker: 'worker', beat: 'beat' }));

  async function read(): Promise<QueueSystemData> {
    const data = await probe.read(
      { redis: new Map([['redis', reader]]), postgres: new Map(), docker },
      never,
    );
    const [first] = data.systems;
    if (!first?.ok) throw new Error(JSON.stringify(first));
    return first.data;
  }
  const figure = (data: QueueSystemData, id: string) => data.figures.find((each) => each.id === id)?.value;

  beforeAll(async () => {
    system = await startCelery(prefix);
    reader = redisReaderOf(system.port);
  }, 30_000);
  afterAll(() => {
    probe.stop();
    reader?.close();
    system?.stop();
  });

  it('counts waiting jobs by priority under a key prefix with pattern characters', async () => {
    system.python(`
from app import nap, tick
for i in range(3): tick.apply_async()
for i in range(2): nap.apply_async((1,), priority=6)
nap.apply_async((1,), queue='mail')`);
    await expect.poll(async () => (await read()).queues.length, { timeout: 10_000 }).toBe(2);
    const { queues } = await read();
    expect(queues[0]).toMatchObject({
      name: 'celery',
      depth: 5,
      headTask: 'app.tick',
      priorities: [
        { priority: 0, depth: 3 },
        { priority: 6, depth: 2 },
      ],
      latencyIsLowerBound: true,
    });
    expect(queues[1]).toMatchObject({ name: 'mail', depth: 1, headTask: 'app.nap' });
    expect(Number(system.redis('llen', `${prefix}celery`))).toBe(3);
    await expect
      .poll(read, { timeout: 12_000, interval: 500 })
      .toMatchObject({ severity: 'critical', why: { id: 'queues.why.noWorker' } });
  }, 40_000);

  it('sees workers by their heartbeats, jobs being taken, and beat by what it sends', async () => {
    system.celery('worker', '-c', '1', '-n', 'one@test', '-Q', 'celery,mail', '--without-mingle');
    system.celery('beat', '-s', join(tmpdir(), `cockpit-beat-${system.port}`), '--pidfile=');
    await expect
      .poll(async () => (await read()).workers, { timeout: 30_000, interval: 500 })
      .toMatchObject([{ name: 'one@test', alive: true }]);
    await expect
      .poll(async () => (await read()).queues.map((queue) => queue.depth), { timeout: 30_000, interval: 500 })
      .toEqual([0, 0]);
    await expect
      .poll(async () => (await read()).scheduler, { timeout: 30_000, interval: 500 })
      .toMatchObject({ name: 'beat', alive: true });
    await expect
      .poll(async () => figure(await read(), 'perSecond'), { timeout: 20_000, interval: 500 })
      .toBeGreaterThan(0.3);
    const data = await read();
    expect(data.scheduler?.lastSeconds).toBeLessThan(5);
    expect(data.redis).toMatchObject({ role: 'master', policy: 'noeviction' });
    expect(data.severity).toBe('ok');
  }, 90_000);

  it('counts jobs that were delivered but not acknowledged as prefetched', async () => {
    system.python(`
from app import nap
nap.apply_async((1,), countdown=600)`);
    await expect
      .poll(async () => figure(await read(), 'prefetched'), { timeout: 10_000, interval: 250 })
      .toBe(1);
    expect(system.redis('zcard', `${prefix}unacked_index`)).toBe('1');
  }, 20_000);

  it('never asks for more than a bounded piece, in one round trip beside INFO', async () => {
    reader.sent.length = 0;
    await read();
    const allowed = ['ZCARD', 'ZCOUNT', 'SSCAN', 'SCAN', 'LLEN', 'LINDEX', 'TTL', 'EXISTS', 'CLIENT', 'INFO'];
    expect(reader.sent).toHaveLength(2);
    expect(reader.sent.flat().filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

describe.skipIf(!hasCelery)('a Celery worker that is killed', () => {
  it('is told from one that is stopped', async () => {
    const system = await startCelery();
    const reader = redisReaderOf(system.port);
    const probe = createQueuesProbe(hostWith('', {}));
    const workers = async () => {
      const data = await probe.read(
        { redis: new Map([['redis', reader]]), postgres: new Map(), docker },
        never,
      );
      return data.systems.flatMap((each) => (each.ok ? each.data.workers : []));
    };
    try {
      const killed = system.celery('worker', '-c', '1', '-n', 'killed@test');
      const stopped = system.celery('worker', '-c', '1', '-n', 'stopped@test');
      await expect.poll(workers, { timeout: 40_000, interval: 500 }).toMatchObject([
        { name: 'killed@test', alive: true },
        { name: 'stopped@test', alive: true },
      ]);
      killGroup(killed);
      stopped.kill('SIGTERM');
      await expect.poll(workers, { timeout: 20_000, interval: 500 }).toMatchObject([
        { name: 'killed@test', alive: false, note: { id: 'queues.worker.diedHard' } },
        { name: 'stopped@test', alive: false, note: { id: 'queues.worker.stopped' } },
      ]);
    } finally {
      probe.stop();
      reader.close();
      system.stop();
    }
  }, 90_000);
});
