import { describe, expect, test } from 'vitest';
import { type Failure, FailureError } from '../../../src/domain/failure.js';
import type { StepReaders } from '../../../src/domain/step-probe.js';
import { stepProbes } from '../../../src/probes/steps/index.js';
import { liveOf, readersWith } from './support/readers.js';

const now = 1_000_000;
const failure = (id: string, kind: Failure['kind'] = 'unreachable'): Failure => ({
  kind,
  what: { id },
  detail: 'no',
});

const read = (id: string, from: StepReaders, args = {}) => {
  const probe = stepProbes.find((one) => one.id === id);
  if (!probe) throw new Error(`no probe ${id}`);
  return probe.read(from, args, { signal: new AbortController().signal, timeoutMs: 5000 });
};
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof FailureError ? error.failure : error),
  );

const containers = { rows: [], missing: ['api'], severity: 'critical' };
const redis = {
  name: 'broker',
  address: { kind: 'container', container: 'redis' },
  db: 0,
  password: { from: 'none' },
} as const;

describe('looks at live data', () => {
  test('bear the time of the data, not of the look', async () => {
    const live = liveOf({ containers: { state: 'fresh', at: now - 2500, data: containers } });
    const seen = await read('containers', readersWith({ live }));
    expect(seen).toMatchObject({ where: 'cockpit', at: now - 2500, lines: [] });
  });

  test('ask for data of the last 3 seconds, and leave time to tell before the deadline', async () => {
    const asked: unknown[] = [];
    const live = liveOf({ stats: { state: 'pending' } }, async (slot, maxAge, timeout) => {
      asked.push(slot, maxAge, timeout);
    });
    await failureOf(read('disks', readersWith({ live })));
    expect(asked).toEqual(['stats', 3000, 4750]);
  });

  test('have no rows, and wait for nothing, where the host entry has no check of that kind', async () => {
    const asked: unknown[] = [];
    const live = liveOf({ checks: { state: 'pending' } }, async (slot) => void asked.push(slot));
    const seen = await read('checks', readersWith({ live }), { kind: 'http' });
    expect(seen.table?.rows).toEqual([]);
    expect(asked).toEqual([]);
  });

  test.each([
    ['never read', { state: 'pending' }, 'steps.live.pending'],
    ['failed', { state: 'failed', at: now, failure: failure('link.lost') }, 'link.lost'],
    [
      'stale with a failure',
      { state: 'stale', at: now, data: containers, failure: failure('link.lost') },
      'link.lost',
    ],
    ['too old', { state: 'fresh', at: now - 15_001, data: containers }, 'steps.live.old'],
    ['stale and too old', { state: 'stale', at: now - 60_000, data: containers }, 'steps.live.old'],
  ] as const)('%s: fails', async (_, snapshot, id) => {
    const live = liveOf({ containers: snapshot });
    expect(await failureOf(read('containers', readersWith({ live })))).toMatchObject({ what: { id } });
  });

  test('a container of the host entry that is not there has a row with its role', async () => {
    const live = liveOf({ containers: { state: 'fresh', at: now, data: containers } });
    const entry = { containers: [{ name: 'api', role: 'app' }] };
    const seen = await read('containers', readersWith({ live, entry }), { role: 'app' });
    expect(seen.table?.rows).toMatchObject([
      { name: 'api', state: 'missing', role: 'app', matters: true, exit: null },
    ]);
  });

  test.each([
    [0.5, 48, 96],
    [2, 48, 24],
    [undefined, 48, null],
    [0.5, undefined, null],
  ])('of a limit of %s processors %s %% of one are %s %%', async (cpuLimit, cpuPercent, percent) => {
    const api = { name: 'api', id: 'a1', group: '', state: 'running', networks: [], cpuLimit, cpuPercent };
    const data = { ...containers, rows: [api], missing: [] };
    const live = liveOf({ containers: { state: 'fresh', at: now, data } });
    const seen = await read('containers', readersWith({ live }), { name: 'api' });
    expect(seen.table?.rows).toMatchObject([{ name: 'api', cpu_of_limit_percent: percent }]);
  });

  test('of several containers asked for by name each has its row', async () => {
    const live = liveOf({ containers: { state: 'fresh', at: now, data: containers } });
    const seen = await read('containers', readersWith({ live }), { name: ['api', 'web', 'job-*'] });
    expect(seen.table?.rows.map(({ name, state }) => [name, state])).toEqual([
      ['api', 'missing'],
      ['web', 'missing'],
    ]);
    expect(seen.command).toBe('docker ps -a --filter name=^api$ --filter name=^web$ --filter name=^job-.*$');
  });

  test('several containers may stand in one word, as a need gives them', async () => {
    const live = liveOf({ containers: { state: 'fresh', at: now, data: containers } });
    const seen = await read('containers', readersWith({ live }), { name: 'api,web' });
    expect(seen.table?.rows.map(({ name }) => name)).toEqual(['api', 'web']);
  });

  test('a list where only one value has a meaning fails', async () => {
    const live = liveOf({ stats: { state: 'pending' } });
    const failure = await failureOf(read('disks', readersWith({ live }), { mount: ['/', '/data'] }));
    expect(failure).toMatchObject({ kind: 'malformed', what: { id: 'steps.one-value' } });
  });

  test('a pattern that no container matches gives no row', async () => {
    const live = liveOf({ containers: { state: 'fresh', at: now, data: containers } });
    const seen = await read('containers', readersWith({ live }), { name: 'web-*' });
    expect(seen.table?.rows).toEqual([]);
  });
});

describe('the looks at queues', () => {
  const entry = {
    redis: [redis],
    queues: [
      {
        kind: 'celery',
        name: 'celery',
        redis: 'broker',
        queues: ['celery'],
        prefix: '',
        visibilityTimeoutSeconds: 3600,
      },
      { kind: 'solid-queue', name: 'jobs', postgres: 'db', schema: 'public' },
    ],
  } as const;
  const system = {
    name: 'celery',
    kind: 'celery',
    queues: [{ name: 'celery', depth: 5, severity: 'ok' }],
    workers: [{ name: 'w', kind: 'celery', alive: 'unknown' }],
    figures: [],
    severity: 'ok',
  };
  const data = {
    systems: [
      { ok: true, data: system },
      { ok: false, name: 'jobs', kind: 'solid-queue', failure: failure('access.pg.unreachable') },
    ],
    redis: [],
    severity: 'ok',
  };
  const live = liveOf({ queues: { state: 'fresh', at: now, data } });

  test('a system that can not be read fails the look that includes it', async () => {
    const from = readersWith({ live, entry });
    expect(await failureOf(read('queues', from))).toMatchObject({ what: { id: 'access.pg.unreachable' } });
    const seen = await read('queues', from, { system: 'celery' });
    expect(seen.table?.rows).toMatchObject([{ queue: 'celery', depth: 5, stalled: false, latency_s: null }]);
    expect(seen.command).toBe('docker exec redis redis-cli LLEN celery');
  });

  test('a worker of which nothing is known yet is neither alive nor dead', async () => {
    const seen = await read('workers', readersWith({ live, entry }), { system: 'celery' });
    expect(seen.table?.rows).toMatchObject([{ name: 'w', alive: null }]);
  });
});

describe('the look at Redis', () => {
  const down: Failure = {
    ...failure('access.redis.unreachable'),
    what: { id: 'access.redis.unreachable', params: { server: 'broker' } },
  };
  const stopped = { id: 'access.service.not-running', params: { container: 'redis', state: 'exited' } };
  const entry = { redis: [redis] };

  test('tells a server that does not answer from a host that does not', async () => {
    const failed = (what: Failure) => liveOf({ queues: { state: 'failed', at: now, failure: what } });
    const seen = await read('redis', readersWith({ live: failed(down), entry }));
    expect(seen.table?.rows).toMatchObject([
      { name: 'broker', error: 'no', error_kind: 'unreachable', version: null },
    ]);
    const ended = await read('redis', readersWith({ live: failed({ ...down, what: stopped }), entry }));
    expect(ended.table?.rows).toMatchObject([{ error_kind: 'unreachable' }]);
    const other = { ...stopped, params: { container: 'db', state: 'exited' } };
    const ofAnother = read('redis', readersWith({ live: failed({ ...down, what: other }), entry }));
    expect(await failureOf(ofAnother)).toMatchObject({ what: other });
    const lost = read('redis', readersWith({ live: failed(failure('link.lost')), entry }));
    expect(await failureOf(lost)).toMatchObject({ what: { id: 'link.lost' } });
  });

  test('a server beside others fails alone', async () => {
    const data = {
      systems: [],
      redis: [],
      redisFailures: [{ name: 'broker', failure: down }],
      severity: 'critical',
    };
    const live = liveOf({ queues: { state: 'fresh', at: now, data } });
    const seen = await read('redis', readersWith({ live, entry }));
    expect(seen.table?.rows).toMatchObject([{ name: 'broker', error_kind: 'unreachable' }]);
  });
});

describe('the look at a database server', () => {
  const entry = {
    postgres: [
      {
        name: 'db',
        address: { kind: 'tcp', host: 'db.example', port: 5432 },
        user: 'cockpit',
        database: 'app',
        password: { from: 'none' },
      },
    ],
  } as const;
  const connections = {
    total: 9,
    active: 1,
    idle: 8,
    idleInTransaction: 0,
    aborted: 0,
    lockWaits: 0,
    max: 0,
    usable: 0,
  };
  const activity = [
    {
      pid: 7,
      backendStart: '',
      state: 'active',
      user: 'u',
      database: 'd',
      app: '',
      backendType: '',
      wrote: false,
      query: '',
      blockedBy: [],
    },
  ];
  const data = {
    name: 'db',
    via: 'processes',
    activity,
    lockTree: [],
    connections,
    distress: failure('postgres.slotsFull', 'denied'),
  };
  const live = liveOf({ 'postgres:db': { state: 'fresh', at: now, data } });

  test('limits that were never read are unknown, and the distress is told', async () => {
    const seen = await read('connections', readersWith({ live, entry }));
    expect(seen.table?.rows).toMatchObject([
      { total: 9, max: null, usable: null, used_percent: null, via: 'processes', distress: 'no' },
    ]);
    expect(seen.command).toContain('psql -h db.example -p 5432 -U cockpit -d app -c ');
  });

  test('a session without a start can not be named to an action', async () => {
    const seen = await read('sessions', readersWith({ live, entry }));
    expect(seen.table?.rows).toMatchObject([{ pid: 7, session: null }]);
  });

  test('without pg_stat_statements the look at statements fails', async () => {
    expect(await failureOf(read('statements', readersWith({ live, entry })))).toMatchObject({
      kind: 'unsupported',
    });
  });

  test('without a server it says so', async () => {
    expect(await failureOf(read('locks', readersWith({ live })))).toMatchObject({
      what: { id: 'steps.no-postgres' },
    });
  });
});
