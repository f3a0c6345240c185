import { describe, expect, test } from 'vitest';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import type { DiagnosisView } from '../../src/diagnosis/view.js';
import { msg } from '../../src/domain/message.js';
import type { ActivityRow, Alert, CheckResult, Situation } from '../../src/domain/model.js';
import {
  badGateway,
  event,
  fresh,
  gatewayTimeout,
  goodCheck,
  healthyPostgres,
  healthyRedis,
  line,
  minutes,
  now,
  type Parts,
  salonHost,
  salonView,
} from './support/view.js';

const see = (parts: Parts): Situation => diagnose(salonView(parts), emptyMemory, now).situation;
const ids = (situation: Situation): readonly string[] => situation.signals.map((s) => s.id);

const session = (pid: number, change: Partial<ActivityRow>): ActivityRow => ({
  pid,
  database: 'salon_gbp',
  user: 'salon_gbp',
  app: 'api',
  backendType: 'client backend',
  state: 'active',
  wrote: false,
  backendStart: '2026-01-15 02:00:00+00',
  query: 'select 1',
  blockedBy: [],
  ...change,
});

const stopped = (name: string, secondsAgo: number, exitCode = 0) => [
  event(name, 'kill', secondsAgo + 1),
  event(name, 'die', secondsAgo, { exitCode }),
  event(name, 'stop', secondsAgo),
];

const exited = (secondsAgo: number, exitCode = 0) =>
  ({
    state: 'exited',
    health: 'none',
    exitCode,
    finishedAt: now - secondsAgo * 1000,
    severity: 'critical',
  }) as const;

const loop = (name: string) => [90, 60, 30, 5].map((s) => event(name, 'die', s, { exitCode: 1 }));
const looping = {
  state: 'restarting',
  health: 'none',
  exitCode: 1,
  restarts: 7,
  severity: 'critical',
} as const;

interface Case extends Parts {
  readonly fault: string;
  readonly top: string;
  /** Signals that must stand below the top one as its symptoms. */
  readonly explained?: readonly string[];
  readonly seenAs?: string;
}

const cases: readonly Case[] = [
  {
    fault: 'api stopped',
    rows: { salon_gbp_api: exited(180) },
    events: stopped('salon_gbp_api', 180),
    checks: [badGateway],
    top: 'container.exited:salon_gbp_api',
    explained: ['http.502:site'],
    seenAs: '502',
  },
  {
    fault: 'api paused',
    rows: { salon_gbp_api: { state: 'paused', severity: 'critical' } },
    events: [event('salon_gbp_api', 'pause', 60)],
    checks: [gatewayTimeout],
    top: 'container.paused:salon_gbp_api',
    explained: ['http.504:site'],
    seenAs: '504',
  },
  {
    fault: 'crash loop from a wrong DATABASE_URL',
    rows: { salon_gbp_api: looping },
    events: loop('salon_gbp_api'),
    checks: [badGateway],
    errors: [
      line(
        'salon_gbp_api',
        'sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "db" (172.18.0.2), port 5432 failed: FATAL:  password authentication failed for user "salon_gbp"',
      ),
    ],
    top: 'crash.db-password:salon_gbp_api',
    explained: ['container.restarting:salon_gbp_api', 'http.502:site'],
    seenAs: '502',
  },
  {
    fault: 'crash loop from a missing secret',
    rows: { salon_gbp_api: looping },
    events: loop('salon_gbp_api'),
    checks: [badGateway],
    errors: [
      line('salon_gbp_api', 'pydantic.error_wrappers.ValidationError: 1 validation error for Settings'),
      line('salon_gbp_api', 'TOKEN_ENC_KEY_B64'),
      line('salon_gbp_api', '  field required (type=value_error.missing)'),
    ],
    top: 'crash.secret:salon_gbp_api',
    explained: ['container.restarting:salon_gbp_api', 'http.502:site'],
    seenAs: '502',
  },
  {
    fault: 'crash loop without a known word',
    rows: { salon_gbp_api: looping },
    events: loop('salon_gbp_api'),
    checks: [badGateway],
    errors: [line('salon_gbp_api', 'thread main panicked')],
    top: 'container.restarting:salon_gbp_api',
    explained: ['http.502:site'],
    seenAs: '502',
  },
  {
    fault: 'out-of-memory loop',
    rows: { salon_gbp_api: { ...looping, exitCode: 137, oomKilled: true } },
    events: [20, 10].flatMap((s) => [
      event('salon_gbp_api', 'oom', s + 1),
      event('salon_gbp_api', 'die', s, { exitCode: 137 }),
    ]),
    checks: [badGateway],
    top: 'container.oom:salon_gbp_api',
    explained: ['container.restarting:salon_gbp_api', 'http.502:site'],
    seenAs: '502',
  },
  {
    fault: 'killed without an out-of-memory event',
    rows: { salon_gbp_api: exited(60, 137) },
    events: [event('salon_gbp_api', 'die', 60, { exitCode: 137 })],
    top: 'container.exited:salon_gbp_api',
  },
  {
    fault: 'a child killed for memory, the container up',
    rows: { salon_gbp_worker: { oomKilled: true } },
    events: [event('salon_gbp_worker', 'oom', 60)],
    top: 'container.oom-child:salon_gbp_worker',
  },
  {
    fault: 'web unhealthy through the IPv6 localhost health check',
    rows: {
      salon_gbp_web: {
        health: 'unhealthy',
        healthTest: 'wget -qO- http://localhost:8000/healthz',
        healthOutput:
          "Connecting to localhost:8000 ([::1]:8000) wget: can't connect to remote host: Connection refused",
        severity: 'critical',
      },
    },
    top: 'health.localhost:salon_gbp_web',
    explained: ['container.unhealthy:salon_gbp_web'],
  },
  {
    fault: 'gateway detached from app-network',
    rows: { 'gateway-app-1': { networks: ['gateway_default'] } },
    checks: [badGateway],
    errors: [1, 2].map((s) =>
      line('gateway-app-1', 'salon_gbp_web could not be resolved (3: Host not found)', s),
    ),
    top: 'gateway.detached:gateway-app-1',
    explained: ['http.502:site', 'names.alias:gateway-app-1'],
    seenAs: '502',
  },
  {
    fault: 'worker stopped with a backlog',
    rows: { salon_gbp_worker: exited(120) },
    events: stopped('salon_gbp_worker', 120),
    queue: {
      queues: [{ name: 'celery', depth: 501, severity: 'warn' }],
      workers: [{ name: 'celery@w1', kind: 'worker', alive: false, beatSeconds: 120 }],
      severity: 'critical',
    },
    top: 'container.exited:salon_gbp_worker',
    explained: ['queue.no-workers:celery', 'queue.backlog:celery'],
    seenAs: 'jobs',
  },
  {
    fault: 'worker process died inside its container',
    queue: {
      queues: [{ name: 'celery', depth: 501, severity: 'warn' }],
      workers: [{ name: 'celery@w1', kind: 'worker', alive: false, beatSeconds: 120 }],
      severity: 'critical',
    },
    top: 'queue.no-workers:celery',
    explained: ['queue.backlog:celery'],
    seenAs: 'jobs',
  },
  {
    fault: 'celery stalled',
    queue: {
      queues: [{ name: 'celery', depth: 40, severity: 'warn' }],
      stalled: msg('queues.celery.stalled'),
      severity: 'critical',
    },
    top: 'queue.stalled:celery',
    explained: ['queue.backlog:celery'],
    seenAs: 'jobs',
  },
  {
    fault: 'beat silent',
    queue: { scheduler: { name: 'beat', alive: false, lastSeconds: 700 }, severity: 'critical' },
    top: 'queue.scheduler:celery',
  },
  {
    fault: 'redis down',
    rows: {
      salon_gbp_redis: exited(90),
      salon_gbp_worker: { health: 'unhealthy', severity: 'critical' },
    },
    events: stopped('salon_gbp_redis', 90),
    errors: [1, 2, 3].map((s) =>
      line('salon_gbp_beat', 'Error 111 connecting to redis:6379. Connection refused.', s),
    ),
    view: {
      queues: fresh({
        systems: [
          {
            ok: false,
            name: 'celery',
            kind: 'celery',
            failure: { kind: 'unreachable', what: msg('access.refused') },
          },
        ],
        redis: [],
        severity: 'critical',
      }),
    },
    top: 'container.exited:salon_gbp_redis',
    explained: [
      'read.queue:celery',
      'container.unhealthy:salon_gbp_worker',
      'crash.redis-refused:salon_gbp_beat',
    ],
  },
  {
    fault: 'redis evicts keys',
    queue: {
      redis: { ...healthyRedis, usedBytes: 128 * 2 ** 20, evictedPerSecond: 12, severity: 'critical' },
      severity: 'critical',
    },
    top: 'redis.evicting:broker',
  },
  {
    fault: 'lock chain with an idle transaction at its head',
    postgres: {
      activity: [
        session(77, {
          state: 'idle in transaction',
          stateSeconds: 95,
          query: 'lock table alerts',
          wrote: true,
        }),
        session(80, {
          blockedBy: [77],
          querySeconds: 90,
          waitType: 'Lock',
          query: 'insert into alerts …',
          lock: { type: 'relation', mode: 'RowExclusiveLock', relation: 'alerts', waitSeconds: 90 },
        }),
      ],
      lockTree: [
        { pid: 77, depth: 0, waiters: 1 },
        { pid: 80, depth: 1, waiters: 0 },
      ],
    },
    checks: [gatewayTimeout],
    top: 'postgres.lock-idle:main',
    explained: ['http.504:site'],
    seenAs: '504',
  },
  {
    fault: 'slow query',
    postgres: {
      activity: [session(90, { querySeconds: 130, query: 'select count(*) from generate_series(1, 2e9)' })],
    },
    checks: [
      {
        ...goodCheck,
        severity: 'warn',
        reason: 'slow',
        text: msg('checks.http.slow', { status: 200, ms: 6000, limit: 1000 }),
      },
    ],
    top: 'postgres.slow:main',
    explained: ['http.slow:site'],
    seenAs: 'slow',
  },
  {
    fault: 'connection slots exhausted',
    postgres: {
      via: 'psql',
      distress: { kind: 'unsupported', what: msg('postgres.slots') },
      connections: {
        total: 27,
        active: 1,
        idle: 26,
        idleInTransaction: 0,
        aborted: 0,
        lockWaits: 0,
        max: 30,
        usable: 27,
      },
      severity: 'critical',
    },
    rows: { salon_gbp_api: { health: 'unhealthy', severity: 'critical' } },
    errors: [1, 2].map((s) =>
      line('salon_gbp_api', 'health: db error: FATAL:  sorry, too many clients already', s),
    ),
    checks: [{ ...badGateway, value: 503, text: msg('checks.http.503') }],
    top: 'postgres.slots:main',
    explained: ['container.unhealthy:salon_gbp_api', 'crash.db-slots:salon_gbp_api', 'http.503:site'],
    seenAs: '503',
  },
  {
    fault: 'disk full',
    stats: {
      disks: [
        {
          mount: '/',
          device: '/dev/vda1',
          sizeBytes: 6e9,
          usedBytes: 6e9,
          availableBytes: 0,
          usedPercent: 100,
          inodesPercent: 5,
        },
      ],
    },
    rows: { salon_gbp_db: looping },
    events: loop('salon_gbp_db'),
    checks: [{ ...badGateway, value: 503, text: msg('checks.http.503') }],
    top: 'disk.full:/',
    explained: ['container.restarting:salon_gbp_db', 'http.503:site'],
    seenAs: '503',
  },
  {
    fault: 'DNS broken inside a container',
    rows: { salon_gbp_api: { health: 'unhealthy', severity: 'critical' } },
    errors: [
      line(
        'salon_gbp_api',
        'health: db error: could not translate host name "db" to address: Temporary failure in name resolution',
      ),
    ],
    checks: [{ ...badGateway, value: 503, text: msg('checks.http.503') }],
    top: 'names.dns:salon_gbp_api',
    explained: ['container.unhealthy:salon_gbp_api', 'http.503:site'],
    seenAs: '503',
  },
  {
    fault: 'the database lost its alias on the network',
    rows: { salon_gbp_api: { health: 'unhealthy', severity: 'critical' } },
    errors: [
      line(
        'salon_gbp_api',
        'health: db error: could not translate host name "db" to address: Name or service not known',
      ),
    ],
    checks: [{ ...badGateway, value: 503, text: msg('checks.http.503') }],
    top: 'names.alias:salon_gbp_api',
    explained: ['container.unhealthy:salon_gbp_api', 'http.503:site'],
    seenAs: '503',
  },
  {
    fault: 'certificate expired',
    checks: [
      goodCheck,
      {
        id: 'cert',
        kind: 'tls',
        severity: 'critical',
        reason: 'expired',
        text: msg('checks.tls.expired', { days: 2 }),
        at: now,
      },
    ],
    top: 'tls.expired:cert',
  },
  {
    fault: 'backup stale because its cron entry is gone',
    checks: [
      goodCheck,
      {
        id: 'dump',
        kind: 'backup',
        severity: 'critical',
        reason: 'stale',
        text: msg('checks.backup.stale'),
        at: now,
      },
      {
        id: 'cron',
        kind: 'cron',
        severity: 'warn',
        reason: 'missing',
        text: msg('checks.cron.missing', { wanted: 'pg_dump' }),
        at: now,
      },
    ],
    top: 'cron.missing:cron',
    explained: ['backup.stale:dump'],
  },
  {
    fault: 'Docker engine unreachable',
    view: {
      containers: {
        state: 'stale',
        at: now - 30_000,
        data: { rows: [], missing: [], severity: 'ok' },
        failure: { kind: 'unreachable', what: msg('access.docker.down') },
      },
    },
    top: 'docker.unreachable:docker',
  },
  {
    fault: 'a database that lets nobody in, not even cockpit',
    checks: [badGateway],
    view: {
      postgres: {
        main: {
          state: 'failed',
          at: now - 2000,
          failure: {
            kind: 'unreachable',
            what: msg('access.pg.slots', { server: 'main' }),
            detail: 'remaining connection slots are reserved for roles with the SUPERUSER attribute',
          },
        },
      },
    },
    top: 'postgres.slots:main',
    explained: ['http.502:site'],
    seenAs: '502',
  },
  {
    fault: 'link down',
    view: {
      link: {
        phase: 'down',
        epoch: 1,
        since: now - 12_000,
        channels: 0,
        bytesIn: 0,
        bytesOut: 0,
        attempt: 2,
        failure: { kind: 'unreachable', what: msg('link.lost') },
      },
    },
    top: 'link.down:salon-gbp',
  },
  {
    fault: 'api killed by hand',
    rows: { salon_gbp_api: exited(60, 137) },
    events: [event('salon_gbp_api', 'kill', 60), event('salon_gbp_api', 'die', 60, { exitCode: 137 })],
    checks: [badGateway],
    top: 'container.exited:salon_gbp_api',
    explained: ['http.502:site'],
    seenAs: '502',
  },
  {
    fault: 'a container is not there',
    missing: ['salon_gbp_api'],
    checks: [badGateway],
    top: 'container.missing:salon_gbp_api',
    explained: ['http.502:site'],
    seenAs: '502',
  },
];

describe('each fault is named by its cause', () => {
  test('a limit of one role says nothing of the server', () => {
    const failure = {
      kind: 'unreachable',
      what: msg('access.pg.slots', { server: 'main' }),
      detail: 'too many connections for role "cockpit"',
    } as const;
    const situation = see({ view: { postgres: { main: { state: 'failed', at: now - 2000, failure } } } });
    expect(situation.kind).toBe('unknown');
    expect(ids(situation)).toEqual(['read.postgres:main']);
  });

  test.each(cases)('$fault', ({ fault: _fault, top, explained = [], seenAs, ...parts }) => {
    const situation = see(parts);
    expect(situation.kind).toBe('trouble');
    expect(situation.signals[0]?.id).toBe(top);
    expect(situation.signals[0]?.evidence.length).toBeGreaterThan(0);
    expect(situation.signals[0]?.explains ?? []).toEqual(expect.arrayContaining([...explained]));
    expect(ids(situation)).toEqual(expect.arrayContaining([...explained]));
    const symptom = situation.headline.params?.symptom;
    const label =
      typeof symptom === 'object' ? (symptom.params?.status ?? symptom.id.split('.').at(-1)) : undefined;
    expect(label).toBe(seenAs);
  });
});

describe('two faults at once', () => {
  const apiDown = {
    rows: { salon_gbp_api: exited(180) },
    events: stopped('salon_gbp_api', 180),
    checks: [badGateway],
  };

  test('the cause of what the world sees stands above upkeep', () => {
    const stale = {
      id: 'dump',
      kind: 'backup',
      severity: 'critical',
      reason: 'stale',
      text: msg('checks.backup.stale'),
      at: now,
    } as const;
    const situation = see({ ...apiDown, checks: [badGateway, stale] });
    expect(ids(situation).slice(0, 2)).toEqual(['container.exited:salon_gbp_api', 'backup.stale:dump']);
    expect(situation.headline.id).toBe('situation.headline.more');
  });

  test('the database below a dead api: the database that stopped first explains the api that crashed after it', () => {
    const situation = see({
      rows: { salon_gbp_db: exited(200), salon_gbp_api: exited(190, 3) },
      events: [...stopped('salon_gbp_db', 200), event('salon_gbp_api', 'die', 190, { exitCode: 3 })],
      checks: [badGateway],
    });
    expect(situation.signals[0]?.id).toBe('container.exited:salon_gbp_db');
    expect(situation.signals[0]?.explains).toContain('container.exited:salon_gbp_api');
  });

  test('a stopped worker does not explain a 502', () => {
    const situation = see({
      rows: { salon_gbp_worker: exited(120) },
      events: stopped('salon_gbp_worker', 120),
      checks: [badGateway],
    });
    const worker = situation.signals.find((s) => s.id === 'container.exited:salon_gbp_worker');
    expect(worker?.explains).not.toContain('http.502:site');
    expect(ids(situation)).toContain('http.502:site');
  });

  test('every explained signal stands below all that nothing explains', () => {
    const situation = see({
      ...apiDown,
      stats: {
        disks: [
          { mount: '/', device: 'd', sizeBytes: 6e9, usedBytes: 6e9, availableBytes: 0, usedPercent: 100 },
        ],
      },
      postgres: { activity: [session(90, { querySeconds: 40 })] },
    });
    const explained = new Set(situation.signals.flatMap((s) => s.explains));
    const flags = situation.signals.map((s) => explained.has(s.id));
    expect(flags).toEqual([...flags].sort((a, b) => Number(a) - Number(b)));
    expect(flags).toContain(true);
  });
});

describe('what no rule knows', () => {
  test('a 502 without a cause is unknown and quotes its check', () => {
    const situation = see({ checks: [badGateway] });
    expect(situation.kind).toBe('unknown');
    expect(situation.severity).toBe('critical');
    expect(situation.headline.id).toBe('situation.headline.unknown');
    expect(situation.signals[0]?.evidence[0]).toMatchObject({ pane: 'alerts', object: 'site' });
  });

  test('an engine that was stopped is the cause of the containers that it took along, not of one that was down before', () => {
    const failure = { kind: 'unreachable', what: msg('access.docker.unreachable') } as const;
    const parts = (secondsAgo: number): Parts => ({
      rows: { salon_gbp_redis: exited(secondsAgo) },
      events: stopped('salon_gbp_redis', secondsAgo),
    });
    const seenAfter = (secondsAgo: number) => {
      const view = salonView(parts(secondsAgo));
      const containers = {
        ...view.containers,
        state: 'stale',
        at: now - 20_000,
        failure,
      } as DiagnosisView['containers'];
      return diagnose({ ...view, containers }, emptyMemory, now).situation;
    };
    expect(seenAfter(23).signals[0]).toMatchObject({
      id: 'docker.unreachable:docker',
      explains: ['container.exited:salon_gbp_redis'],
    });
    expect(seenAfter(600).signals[0]?.explains).not.toContain('container.exited:salon_gbp_redis');
    expect(ids(seenAfter(600))).toContain('container.exited:salon_gbp_redis');
  });

  test('a server whose password is refused is unread, whatever its process titles show', () => {
    const refused = { kind: 'denied', what: msg('access.pg.password', { server: 'main' }) } as const;
    const connections = { ...healthyPostgres.connections, max: 0, usable: 0 };
    const situation = see({
      postgres: { via: 'processes', distress: refused, severity: 'unknown', why: refused.what, connections },
    });
    expect(ids(situation)).toEqual(['read.postgres:main']);
    expect(situation).toMatchObject({ kind: 'unknown', severity: 'unknown' });
    expect(situation.signals[0]?.text.params?.why).toEqual(refused.what);
  });

  test('a role that may open no more connections is a warning, not a server without slots', () => {
    const distress = { kind: 'denied', what: msg('postgres.ownLimit') } as const;
    const situation = see({ postgres: { via: 'psql', distress, severity: 'warn', why: distress.what } });
    expect(situation).toMatchObject({ kind: 'trouble', severity: 'warn' });
    expect(situation.signals[0]?.text).toEqual(
      msg('situation.postgres.other', { name: 'main', why: distress.what }),
    );
  });

  test('a certificate that nobody could look at stands below a full disk', () => {
    const fullDisk: Alert = {
      key: 'stats|disk.used|/',
      severity: 'critical',
      source: 'disk',
      object: '/',
      text: msg('alerts.threshold.disk-used', { object: '/', value: '95', limit: '90' }),
      firstAt: now - 30_000,
      lastAt: now,
      count: 1,
      active: true,
      acknowledged: false,
    };
    const unseen: CheckResult = {
      id: 'cert',
      kind: 'tls',
      severity: 'critical',
      reason: 'timeout',
      text: msg('checks.web.timeout'),
      at: now - 60_000,
    };
    const situation = see({
      checks: [goodCheck, unseen],
      view: { alerts: [fullDisk] },
    });
    expect(ids(situation)).toEqual(['disk.used:/', 'tls.timeout:cert']);
    expect(situation.headline.params?.line).toMatchObject({ id: 'situation.headline.cause' });
    expect(see({ checks: [goodCheck, unseen] })).toMatchObject({ kind: 'unknown', severity: 'critical' });
  });

  test('a server that cannot be read is unknown, not healthy', () => {
    const failure = { kind: 'denied', what: msg('access.denied') } as const;
    const situation = see({ view: { postgres: { main: { state: 'failed', at: now, failure } } } });
    expect(situation.kind).toBe('unknown');
    expect(situation.headline.id).toBe('situation.headline.unread');
  });

  test('a check that could not be made is no trouble of the site', () => {
    const unread = {
      ...goodCheck,
      severity: 'unknown',
      reason: 'unread',
      text: msg('checks.unread', { why: 'x' }),
    } as const;
    expect(see({ checks: [unread] }).signals).toEqual([]);
  });

  test('exit 137 alone is never called out of memory', () => {
    const situation = see({
      rows: { salon_gbp_api: { ...exited(60, 137), oomKilled: false } },
      events: stopped('salon_gbp_api', 60, 137),
    });
    expect(ids(situation)).toEqual(['container.exited:salon_gbp_api']);
  });

  test('the mark of a killed child with exit 0 is not called out of memory', () => {
    const situation = see({ rows: { salon_gbp_api: { ...exited(60, 0), oomKilled: true } } });
    expect(ids(situation)).toEqual(['container.exited:salon_gbp_api']);
  });
});

describe('log lines of another time or place', () => {
  const slots = 'FATAL:  sorry, too many clients already';
  const refused = 'Error 111 connecting to redis:6379. Connection refused.';

  test('are no cause of a stop that somebody wanted', () => {
    const situation = see({
      rows: { salon_gbp_api: exited(60) },
      events: stopped('salon_gbp_api', 60),
      errors: [line('salon_gbp_api', slots, 70), line('salon_gbp_api', slots, 65)],
    });
    expect(ids(situation)).toEqual(['container.exited:salon_gbp_api']);
  });

  test('do not explain an illness that began minutes later', () => {
    const situation = see({
      rows: { salon_gbp_api: { health: 'unhealthy', severity: 'critical' } },
      errors: [line('salon_gbp_api', slots, 200), line('salon_gbp_api', slots, 199)],
    });
    expect(ids(situation)).toEqual(['container.unhealthy:salon_gbp_api']);
  });

  test("of a database about its clients are not the database's own", () => {
    const errors = [line('salon_gbp_db', slots, 3), line('salon_gbp_db', slots, 2)];
    expect(see({ errors }).kind).toBe('healthy');
  });

  test('are over once the server that was missing has come up', () => {
    const errors = [line('salon_gbp_beat', refused, 14), line('salon_gbp_beat', refused, 12)];
    expect(see({ errors }).signals[0]?.id).toBe('crash.redis-refused:salon_gbp_beat');
    const rows = { salon_gbp_redis: { startedAt: now - 11_000 } };
    expect(ids(see({ errors, rows }))).toEqual([]);
  });
});

describe('a crash loop', () => {
  const secret = [
    line('salon_gbp_api', 'pydantic.error_wrappers.ValidationError: 1 validation error for Settings', 31),
    line('salon_gbp_api', 'TOKEN_ENC_KEY_B64', 31),
    line('salon_gbp_api', '  ensure this value has at least 1 characters', 31),
  ];

  test('keeps its cause while the container runs for a moment', () => {
    const running = { health: 'starting', startedAt: now - 1000, restarts: 4 } as const;
    const situation = see({
      rows: { salon_gbp_api: running },
      events: [30, 5].flatMap((s) => [
        event('salon_gbp_api', 'die', s, { exitCode: 1 }),
        event('salon_gbp_api', 'start', s - 1),
      ]),
      errors: secret,
      checks: [badGateway],
    });
    expect(ids(situation)).toEqual([
      'crash.secret:salon_gbp_api',
      'container.restarting:salon_gbp_api',
      'http.502:site',
    ]);
    expect(situation.signals.map((s) => s.severity)).toEqual(['critical', 'critical', 'critical']);
  });

  test('a kill is not called a stop because of an earlier stop', () => {
    const events = [
      ...stopped('salon_gbp_api', 300),
      event('salon_gbp_api', 'start', 290),
      event('salon_gbp_api', 'kill', 60),
      event('salon_gbp_api', 'die', 60, { exitCode: 137 }),
    ];
    const situation = see({ rows: { salon_gbp_api: exited(60, 137) }, events });
    expect(situation.headline.params?.cause).toEqual(
      msg('situation.container.killed', { who: 'api', code: 137 }),
    );
  });

  test('is over once the container is healthy', () => {
    expect(see({ events: loop('salon_gbp_api'), errors: secret }).kind).toBe('healthy');
  });

  test('of a container that was replaced is over', () => {
    const events = [70, 60, 50].map((s) => event('salon_gbp_api', 'die', s, { id: 'old', exitCode: 1 }));
    const rows = { salon_gbp_api: { health: 'none', startedAt: now - 40_000 } } as const;
    expect(see({ events, rows }).kind).toBe('healthy');
  });

  test('begins with one crash that was restarted', () => {
    const events = [
      event('salon_gbp_worker', 'die', 9, { exitCode: 1 }),
      event('salon_gbp_worker', 'start', 8),
    ];
    expect(see({ events }).headline.params?.cause).toEqual(
      msg('situation.container.crashed', { who: 'worker', code: 1 }),
    );
  });
});

describe('an out-of-memory kill', () => {
  const oomThenDeath = (secondsAgo: number) => [
    event('salon_gbp_api', 'oom', secondsAgo + 1),
    event('salon_gbp_api', 'die', secondsAgo, { exitCode: 137 }),
    event('salon_gbp_api', 'start', secondsAgo - 1),
  ];

  test('minutes ago does not explain what fails now', () => {
    const situation = see({
      events: oomThenDeath(120),
      rows: { salon_gbp_api: { health: 'unhealthy', startedAt: now - 119_000, severity: 'critical' } },
      checks: [badGateway],
    });
    expect(situation.signals[0]?.id).toBe('container.unhealthy:salon_gbp_api');
  });

  test('of an earlier run is not why it was stopped later', () => {
    const situation = see({
      events: [...oomThenDeath(300), ...stopped('salon_gbp_api', 60)],
      rows: { salon_gbp_api: exited(60) },
    });
    expect(ids(situation)).toEqual(['container.exited:salon_gbp_api']);
  });

  test('holds while the next one is on its way', () => {
    const situation = see({
      events: [...oomThenDeath(20), event('salon_gbp_api', 'oom', 0)],
      rows: { salon_gbp_api: { health: 'starting', startedAt: now - 19_000 } },
      checks: [badGateway],
    });
    expect(situation.signals[0]?.id).toBe('container.oom:salon_gbp_api');
  });
});

describe('a busy machine', () => {
  const busy: Alert = {
    key: 'stats|host.load|host',
    severity: 'warn',
    source: 'threshold',
    object: 'host',
    text: msg('alerts.threshold.host-load', { object: 'host', value: '21', limit: '8' }),
    firstAt: now - minutes(9),
    lastAt: now,
    count: 1,
    active: true,
    acknowledged: false,
  };

  test('is no trouble while nothing suffers', () => {
    expect(see({ view: { alerts: [busy] } }).kind).toBe('healthy');
  });

  test('is trouble when the host entry says so', () => {
    const thresholds = [{ metric: 'host.load', warn: 8, forSeconds: 0 }] as const;
    expect(see({ view: { alerts: [busy], host: { ...salonHost, thresholds } } }).kind).toBe('trouble');
  });

  test('stands below a fault that is named', () => {
    const situation = see({
      view: { alerts: [busy] },
      rows: { salon_gbp_api: exited(180) },
      events: stopped('salon_gbp_api', 180),
      checks: [badGateway],
    });
    expect(situation.signals[0]?.id).toBe('container.exited:salon_gbp_api');
  });
});

describe('a name that belongs to a stopped container', () => {
  const errors = [3, 2].map((s) => line('salon_gbp_web', 'api could not be resolved (3: Host not found)', s));

  test('is not called a missing alias while the stop is fresh', () => {
    const situation = see({
      rows: { salon_gbp_api: exited(3) },
      events: stopped('salon_gbp_api', 3),
      errors,
      checks: [badGateway],
    });
    expect(situation.signals.map((s) => s.id).filter((id) => id.startsWith('names.'))).toEqual([]);
  });

  test('is a missing alias while the container runs', () => {
    expect(see({ errors, checks: [badGateway] }).signals.map((s) => s.id)).toContain(
      'names.alias:salon_gbp_web',
    );
  });
});

describe('what changed', () => {
  const changed = (parts: Parts) => see(parts).changes.map((c) => [c.text.id, c.text.params?.who]);

  test('is told by the containers where the engine has forgotten its events', () => {
    const rows = {
      salon_gbp_api: { startedAt: now - minutes(3) },
      salon_gbp_web: { startedAt: now - minutes(4), createdAt: now - minutes(4) },
      salon_gbp_beat: exited(300),
    };
    expect(changed({ rows })).toEqual([
      ['situation.change.started', 'salon_gbp_api'],
      ['situation.change.created', 'salon_gbp_web'],
      ['situation.change.exited', 'salon_gbp_beat'],
    ]);
  });

  test('is told once where the events are known', () => {
    const rows = { salon_gbp_api: { startedAt: now - minutes(3) } };
    const events = [event('salon_gbp_api', 'start', 180)];
    expect(changed({ rows, events })).toEqual([['situation.change.started', 'salon_gbp_api']]);
  });
});

describe('after a repair', () => {
  test('the last resolver errors of the gateway are over with the first good answer', () => {
    const errors = [9, 8].map((s) =>
      line('gateway-app-1', 'salon_gbp_web could not be resolved (3: Host not found)', s),
    );
    expect(see({ errors }).kind).toBe('healthy');
    expect(see({ errors, checks: [badGateway] }).signals[0]?.id).toBe('names.alias:gateway-app-1');
  });

  test('slot errors are over once the server has slots again', () => {
    const errors = [9, 8].map((s) => line('salon_gbp_worker', 'FATAL:  sorry, too many clients already', s));
    expect(see({ errors }).kind).toBe('healthy');
    expect(
      see({ errors, view: { postgres: { main: fresh(healthyPostgres, now - 20_000) } } }).signals[0]?.id,
    ).toBe('crash.db-slots:salon_gbp_worker');
  });

  test('clients of a server that was stopped a moment ago are not blamed', () => {
    const errors = [2, 1].map((s) =>
      line('salon_gbp_worker', 'Error 111 connecting to redis:6379. Connection refused.', s),
    );
    const parts = { rows: { salon_gbp_redis: exited(3) }, events: stopped('salon_gbp_redis', 3), errors };
    expect(see(parts).kind).toBe('pending');
  });

  test('a container that was just unpaused may be called unhealthy for a moment', () => {
    const rows = { salon_gbp_api: { health: 'unhealthy', severity: 'critical' } } as const;
    const events = [event('salon_gbp_api', 'pause', 60), event('salon_gbp_api', 'unpause', 3)];
    expect(see({ rows, events }).kind).toBe('pending');
  });

  test('a container of another project goes by its full name', () => {
    const situation = see({ rows: { 'gateway-app-1': { state: 'paused', severity: 'critical' } } });
    expect(situation.headline.params?.cause).toEqual(
      msg('situation.container.paused', { who: 'gateway-app-1' }),
    );
  });
});

describe('no trouble', () => {
  test('a healthy host is healthy', () => {
    expect(see({})).toMatchObject({ kind: 'healthy', severity: 'ok', signals: [], changes: [] });
  });

  test('a container that was stopped a moment ago is a change that settles', () => {
    const situation = see({
      rows: { salon_gbp_api: exited(4) },
      events: stopped('salon_gbp_api', 4),
      checks: [badGateway],
    });
    expect(situation.kind).toBe('pending');
    expect(situation.changes.map((c) => c.text.id)).toEqual(['situation.change.stopped']);
  });

  test('a container that crashed a moment ago is trouble at once', () => {
    const situation = see({
      rows: { salon_gbp_api: exited(1, 1) },
      events: [event('salon_gbp_api', 'die', 1, { exitCode: 1 })],
    });
    expect(situation.signals[0]?.id).toBe('container.exited:salon_gbp_api');
  });

  test('a restart that has just ended is one change, and the 502 it caused passes', () => {
    const situation = see({
      rows: { salon_gbp_api: { health: 'starting', startedAt: now - 3000 } },
      events: [
        ...stopped('salon_gbp_api', 4),
        event('salon_gbp_api', 'start', 3),
        event('salon_gbp_api', 'restart', 3),
      ],
      checks: [badGateway],
    });
    expect(situation.kind).toBe('pending');
    expect(situation.changes.map((c) => c.text.id)).toEqual(['situation.change.restarted']);
  });

  test('a 502 that was seen before the container came up is old news', () => {
    const situation = see({
      rows: { salon_gbp_api: { startedAt: now - 25_000 } },
      checks: [{ ...badGateway, at: now - 27_000 }],
    });
    expect(situation.kind).toBe('pending');
  });

  test('a recreation is told as one change with its image', () => {
    const old = { id: 'old' };
    const situation = see({
      rows: { salon_gbp_api: { startedAt: now - 40_000, createdAt: now - 41_000 } },
      events: [
        event('salon_gbp_api', 'kill', 45, old),
        event('salon_gbp_api', 'die', 44, { ...old, exitCode: 0 }),
        event('salon_gbp_api', 'stop', 44, old),
        event('salon_gbp_api', 'destroy', 43, old),
        event('salon_gbp_api', 'create', 41, { image: 'salon-gbp/api:v2' }),
        event('salon_gbp_api', 'start', 40),
        event('salon_gbp_api', 'healthy', 30),
      ],
    });
    expect(situation.kind).toBe('healthy');
    expect(situation.changes.map((c) => c.text)).toEqual([
      msg('situation.change.recreated-image', { who: 'salon_gbp_api', image: 'salon-gbp/api:v2' }),
    ]);
  });

  test('a recreation by compose v1, whose new container has a passing name, is one change', () => {
    const old = { id: 'old' };
    const situation = see({
      rows: { salon_gbp_api: { startedAt: now - 40_000, createdAt: now - 42_000 } },
      events: [
        event('7713193140c7_salon_gbp_api', 'create', 42, { id: 'id-salon_gbp_api' }),
        event('salon_gbp_api', 'kill', 42, old),
        event('salon_gbp_api', 'die', 41, { ...old, exitCode: 0 }),
        event('salon_gbp_api', 'stop', 41, old),
        event('salon_gbp_api', 'destroy', 41, old),
        event('salon_gbp_api', 'start', 40),
      ],
    });
    expect(situation.changes.map((c) => c.text)).toEqual([
      msg('situation.change.recreated', { who: 'salon_gbp_api' }),
    ]);
  });

  test('an exited older version of a running service is no trouble', () => {
    const view = salonView();
    if (view.containers.state !== 'fresh') throw new Error('unreachable');
    const current = view.containers.data.rows[1];
    if (!current) throw new Error('unreachable');
    const old = {
      ...current,
      id: 'old',
      name: 'salon_gbp_api_old',
      ...exited(9e4),
      createdAt: current.createdAt - 9e7,
    };
    const containers = fresh({ ...view.containers.data, rows: [...view.containers.data.rows, old] });
    expect(diagnose({ ...view, containers }, emptyMemory, now).situation.kind).toBe('healthy');
  });

  test('one resolver error of a running container is a blip', () => {
    const text =
      'could not translate host name "api.example" to address: Temporary failure in name resolution';
    expect(see({ errors: [line('salon_gbp_worker', text)] }).kind).toBe('healthy');
    expect(see({ errors: [line('salon_gbp_worker', text, 9), line('salon_gbp_worker', text)] }).kind).toBe(
      'trouble',
    );
  });

  test('a short lock wait is ordinary traffic', () => {
    const waiting = session(80, { blockedBy: [77], querySeconds: 1 });
    const situation = see({
      postgres: { activity: [session(77, {}), waiting], lockTree: [{ pid: 77, depth: 0, waiters: 1 }] },
    });
    expect(situation.kind).toBe('healthy');
  });
});

describe('until enough is known', () => {
  test('nothing is claimed before the containers were read', () => {
    const situation = see({ view: { containers: { state: 'pending' } }, checks: [badGateway] });
    expect(situation.kind).toBe('pending');
  });

  test('no other pane may be missing for "healthy"', () => {
    for (const part of ['stats', 'checks', 'queues'] as const) {
      expect(see({ view: { [part]: { state: 'pending' } } }).kind).toBe('pending');
    }
    expect(see({ view: { postgres: {} } }).kind).toBe('pending');
  });
});

describe('since', () => {
  test('comes from the earliest evidence', () => {
    const situation = see({ rows: { salon_gbp_api: exited(180) }, events: stopped('salon_gbp_api', 180) });
    expect(situation.since).toBe(now - 180_000);
  });

  test('stays the same over refreshes and through a short gap', () => {
    const first = diagnose(salonView({ checks: [badGateway] }), emptyMemory, now);
    const good = diagnose(salonView({}), first.memory, now + 10_000);
    const later = { ...badGateway, at: now + 18_000 };
    const again = diagnose(salonView({ checks: [later] }), good.memory, now + 20_000);
    expect(again.situation.since).toBe(first.situation.since);
    expect(again.situation.kind).toBe('unknown');
  });

  test('begins anew after a longer absence', () => {
    const first = diagnose(salonView({ checks: [badGateway] }), emptyMemory, now);
    const later = now + minutes(5);
    const again = diagnose(salonView({ checks: [{ ...badGateway, at: later }] }), first.memory, later);
    expect(again.situation.since).toBe(later);
  });
});
