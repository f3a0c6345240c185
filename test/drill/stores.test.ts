import { describe, expect, test } from 'vitest';
import { storesBench } from './stores-bench.js';

const bench = () => storesBench();
const celery = ['celery', '-A', 'app.worker.celery_app.celery_app', 'inspect'];

describe('queues of the practice machine', () => {
  test('500 tasks wait until the worker, two at a time, has worked them off', async () => {
    await using machine = await bench();
    const { stores, pass } = machine;
    await pass(3000);
    expect(stores.holds({ queueBelow: 10 })).toBe(true);
    expect(stores.apply({ do: 'tasks', queue: 'celery', count: 500 })).toBe(true);
    await pass(2000);
    expect(stores.holds({ queueBelow: 480 })).toBe(false);
    const { stdout = '' } = (await stores.exec('worker', [...celery, 'active'])) ?? {};
    expect(stdout.match(/^ {4}\* \{'id': '[0-9a-f-]+', 'name': 'app\.worker\.tasks\.\w+'/gm)).toHaveLength(2);
    await pass(150_000);
    expect(stores.holds({ queueBelow: 10 })).toBe(true);
  });

  test('nothing is taken while the worker is paused or stopped; started anew it says so and goes on', async () => {
    await using machine = await bench();
    const { stores, pass, lives } = machine;
    lives.worker.state = 'paused';
    stores.apply({ do: 'tasks', queue: 'posting', count: 40 });
    await pass(20_000);
    expect(stores.holds({ queueBelow: 40 })).toBe(false);
    lives.worker.state = 'stopped';
    await pass(1000);
    expect(await stores.exec('worker', [...celery, 'ping'])).toMatchObject({
      code: 69,
      stderr: 'Error: No nodes replied within time constraint\n',
    });
    machine.start('worker');
    await pass(60_000);
    expect(stores.holds({ queueBelow: 10 })).toBe(true);
    expect(machine.log('worker')).toMatch(/INFO\/MainProcess\] celery@workerhost ready\./);
    expect((await stores.exec('worker', [...celery, 'ping']))?.stdout).toBe(
      '->  celery@workerhost: OK\n        pong\n\n1 node online.\n',
    );
  });

  test('without Redis worker and beat say what they miss, and find back when it is there again', async () => {
    await using machine = await bench();
    const { stores, pass, lives, log } = machine;
    lives.redis.state = 'stopped';
    await pass(12_000);
    expect(log('worker')).toMatch(
      /ERROR\/MainProcess\] consumer: Cannot connect to redis:\/\/redis:6379\/0: Error -2 connecting to redis:6379\. Name or service not known\.\.\nTrying again in 2\.00 seconds\.\.\. \(1\/100\)/,
    );
    expect(log('beat')).toMatch(
      /celery\.beat\.SchedulingError: Couldn't apply scheduled task sync-reviews: Error -2 connecting to redis:6379/,
    );
    machine.start('redis');
    await pass(20_000);
    expect(log('worker')).toMatch(/Connected to redis:\/\/redis:6379\/0/);
    expect((await stores.exec('redis', ['redis-cli', 'ping']))?.stdout).toBe('PONG\n');
  });

  test('failing tasks end with their error until the worker is started anew', async () => {
    await using machine = await bench();
    machine.stores.apply({ do: 'failing-tasks', error: 'ValueError: 連携トークンが無効です' });
    await machine.pass(12_000);
    expect(machine.log('worker')).toMatch(
      /ERROR\/ForkPoolWorker-\d\] Task app\.worker\.tasks\.\w+\[[0-9a-f-]+\] raised unexpected: ValueError\('連携トークンが無効です'\)\nTraceback/,
    );
    machine.start('worker');
    await machine.pass(3000);
    machine.lines.length = 0;
    await machine.pass(15_000);
    expect(machine.log('worker')).toContain('succeeded in');
    expect(machine.log('worker')).not.toContain('raised unexpected');
  });

  test('a full Redis refuses tasks; a bigger limit or the heap’s end heals it', async () => {
    await using machine = await bench();
    const { stores, pass, log } = machine;
    stores.apply({ do: 'redis-memory', percent: 101 });
    await pass(6000);
    expect(stores.holds({ redisBelow: 90 })).toBe(false);
    expect(log('beat')).toContain("OOM command not allowed when used memory > 'maxmemory'.");
    await stores.exec('redis', ['redis-cli', 'config', 'set', 'maxmemory', '256mb']);
    expect(stores.holds({ redisBelow: 90 })).toBe(true);
    await stores.exec('redis', ['redis-cli', 'del', 'celeryev.8f1c2b60-5a0e-4a34-9d1e-6f0b7c9d4e21']);
    expect(stores.holds({ redisBelow: 10 })).toBe(true);
    expect(stores.deeds.map(({ command, harm }) => [command, harm])).toEqual([
      ['redis-cli CONFIG set maxmemory 256mb', 'none'],
      ['redis-cli DEL celeryev.8f1c2b60-5a0e-4a34-9d1e-6f0b7c9d4e21', 'data'],
    ]);
  });
});

describe('sessions of the practice database', () => {
  test('those of the api go with it and come back a moment after its start', async () => {
    await using machine = await bench();
    const of = (ip: string) => machine.stores.backends.filter(({ title }) => title.includes(ip)).length;
    expect(of('172.18.0.4')).toBe(6);
    machine.lives.api.state = 'stopped';
    await machine.pass(500);
    expect([of('172.18.0.4'), of('172.18.0.5')]).toEqual([0, 3]);
    machine.start('api');
    await machine.pass(3000);
    expect(of('172.18.0.4')).toBe(6);
  });

  test('a statement ends although the api that asked is frozen', async () => {
    await using machine = await bench();
    const busy = () =>
      machine.stores.backends.filter(({ title }) => / 172\.18\.0\.4\(\d+\) (?!idle)/.test(title));
    for (let ms = 0; busy().length === 0 && ms < 10_000; ms += 250) await machine.pass(250);
    expect(busy()).not.toEqual([]);
    machine.lives.api.state = 'paused';
    await machine.pass(2000);
    expect(busy()).toEqual([]);
  });

  test('idle sessions take the slots until somebody ends them; the api is refused meanwhile', async () => {
    await using machine = await bench();
    const { stores, pass } = machine;
    stores.apply({ do: 'idle-sessions', count: 100 });
    await pass(6000);
    expect(stores.holds({ freeSlots: 1 })).toBe(false);
    expect(stores.apiTrouble()).toMatch(
      /^connection to server at "db" \(172\.18\.0\.2\), port 5432 failed: FATAL: {2}remaining connection slots are reserved/,
    );
    const idle = stores.backends.filter(({ title }) => /^postgres: salon_report .* idle$/.test(title));
    expect(idle.length).toBeGreaterThan(80);
    for (const { pid } of idle) expect(stores.signal(pid, 'TERM')).toBe(true);
    await pass(6000);
    expect(stores.holds({ freeSlots: 80 })).toBe(true);
    expect(stores.apiTrouble()).toBeUndefined();
  });

  test('slow statements load the processor until they are cancelled', async () => {
    await using machine = await bench();
    machine.stores.apply({ do: 'slow-queries', count: 3 });
    expect(machine.stores.extraCpu('db')).toBe(135);
    const busy = machine.stores.backends.filter(({ title }) => title.endsWith(' SELECT'));
    for (const { pid } of busy) machine.stores.signal(pid, 'INT');
    expect(machine.stores.holds({ slowQueries: 0 })).toBe(true);
    expect(machine.stores.extraCpu('db')).toBe(0);
  });

  test('an hour of life leaves no more sessions and tasks than a minute', async () => {
    await using machine = await bench();
    await machine.pass(3_600_000);
    machine.lines.length = 0;
    expect(machine.stores.backends.length).toBe(9);
    expect(machine.stores.holds({ queueBelow: 10 })).toBe(true);
    expect(machine.stores.extraMemory('redis')).toBeLessThan(20_000);
  }, 60_000);
});
