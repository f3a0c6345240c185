import type { HostEntry } from '../../src/domain/host.js';
import { msg } from '../../src/domain/message.js';
import type {
  Alert,
  ContainerDetailView,
  ContainerRow,
  LogLevel,
  LogLine,
  PostgresData,
  QueuesData,
  StatsData,
} from '../../src/domain/model.js';
import { createRingLines } from '../../src/runtime/ring-lines.js';
import { reduce } from '../../src/store/reduce.js';
import { initialState, type Lang, type State } from '../../src/store/state.js';

/** 2026-03-01 03:15:00 UTC, the hour that cockpit is made for. */
export const now = Date.UTC(2026, 2, 1, 3, 15, 0);

const host: HostEntry = {
  name: 'salon-gbp',
  title: 'サロン GBP',
  connection: { kind: 'ssh', destination: 'salon-gbp.example' },
  environment: 'production',
  stack: { kind: 'compose', dir: '/opt/salon-gbp', files: ['deploy/docker-compose.prod.yml'] },
  containers: [{ name: 'salon_gbp_web' }, { name: 'salon_gbp_api' }, { name: 'salon_gbp_cache' }],
  postgres: [
    {
      name: 'main',
      address: { kind: 'container', container: 'salon_gbp_db' },
      user: 'salon_gbp',
      database: 'salon_gbp',
      password: { from: 'none' },
    },
  ],
  redis: [
    {
      name: 'main',
      address: { kind: 'container', container: 'salon_gbp_redis' },
      db: 0,
      password: { from: 'none' },
    },
  ],
  queues: [
    {
      kind: 'celery',
      name: 'celery',
      redis: 'main',
      queues: ['celery'],
      prefix: '',
      visibilityTimeoutSeconds: 3600,
    },
  ],
  alerts: [],
  checks: [],
  logs: [],
  thresholds: [],
  contacts: [],
};

function container(name: string, more: Partial<ContainerRow> = {}): ContainerRow {
  return {
    id: `id-${name}`,
    name,
    group: name.startsWith('gateway') ? 'gateway' : 'salon-gbp',
    state: 'running',
    health: 'healthy',
    oomKilled: false,
    restarts: 0,
    startedAt: now - 3 * 86_400_000,
    createdAt: now - 3 * 86_400_000,
    image: 'salon-gbp/api:latest',
    imageId: 'sha256:1',
    imageCreatedAt: now - 6 * 86_400_000,
    imageChangedAt: now - 3 * 86_400_000,
    cpuPercent: 3.2,
    cpuLimit: 0.5,
    memoryBytes: 180 * 1024 * 1024,
    memoryLimitBytes: 512 * 1024 * 1024,
    memoryLimited: true,
    rxBytesPerSecond: 1200,
    txBytesPerSecond: 8400,
    pids: 12,
    ports: [],
    networks: ['app-network'],
    figuresFrom: 'cgroup',
    matters: true,
    severity: 'ok',
    tty: false,
    ...more,
  };
}

const containers = {
  severity: 'critical' as const,
  missing: ['salon_gbp_cache'],
  rows: [
    container('salon_gbp_web', {
      image: 'salon-gbp/web:latest',
      memoryBytes: 9e6,
      memoryLimitBytes: 128 * 1024 * 1024,
      cpuLimit: 0.25,
      ports: ['8000/tcp'],
    }),
    container('salon_gbp_api', {
      state: 'exited',
      health: 'none',
      exitCode: 137,
      oomKilled: true,
      exitMeaning: msg('screen.dead'),
      finishedAt: now - 185_000,
      severity: 'critical',
      why: msg('screen.dead'),
      figuresFrom: 'none',
      restarts: 4,
      restartsPerHour: 80,
    }),
    container('salon_gbp_worker', { health: 'none', cpuPercent: 48.9 }),
    container('salon_gbp_beat', { health: 'none', memoryLimitBytes: 256 * 1024 * 1024 }),
    container('salon_gbp_db', { image: 'salon-gbp/postgres:15', restarts: 1 }),
    container('salon_gbp_redis', {
      image: 'salon-gbp/redis:7',
      memoryBytes: 170 * 1024 * 1024,
      memoryLimitBytes: 192 * 1024 * 1024,
      severity: 'warn',
    }),
    container('gateway-app-1', {
      image: 'gateway/npm:latest',
      health: 'none',
      ports: ['80→80/tcp', '443→443/tcp'],
      memoryLimited: false,
    }),
    container('予約システム-実験_1', {
      group: '',
      matters: false,
      health: 'starting',
      image: 'registry.example/予約:v2',
      severity: 'warn',
    }),
  ],
};

const stats: StatsData = {
  hostNow: now,
  uptimeSeconds: 42 * 86_400,
  cpus: 2,
  cpuPercent: 37.4,
  cpuParts: { user: 25, system: 9, iowait: 2.1, steal: 1.3 },
  load: [1.42, 1.1, 0.8],
  memory: {
    totalBytes: 4 * 2 ** 30,
    availableBytes: 1.1 * 2 ** 30,
    usedBytes: 2.9 * 2 ** 30,
    cachedBytes: 2 ** 30,
  },
  swap: { totalBytes: 2 ** 30, usedBytes: 2 ** 27 },
  disks: [
    {
      mount: '/',
      device: '/dev/vda1',
      sizeBytes: 40 * 2 ** 30,
      usedBytes: 34 * 2 ** 30,
      availableBytes: 6 * 2 ** 30,
      usedPercent: 85,
      inodesPercent: 21,
    },
    {
      mount: '/var/backups',
      device: '/dev/vdb1',
      sizeBytes: 100 * 2 ** 30,
      usedBytes: 12 * 2 ** 30,
      availableBytes: 88 * 2 ** 30,
      usedPercent: 12,
      inodesPercent: 1,
    },
  ],
  network: [{ name: 'eth0', rxBytesPerSecond: 18_400, txBytesPerSecond: 92_000 }],
  diskIo: { readBytesPerSecond: 4096, writeBytesPerSecond: 350_000 },
};

const postgres: PostgresData = {
  name: 'main',
  via: 'connection',
  version: 150_018,
  standby: false,
  monitorRole: true,
  hidden: 0,
  activity: [
    {
      pid: 4711,
      database: 'salon_gbp',
      user: 'salon_gbp',
      app: 'lab',
      backendType: 'client backend',
      state: 'idle in transaction',
      xactSeconds: 312,
      stateSeconds: 300,
      wrote: true,
      xminAge: 15_200,
      backendStart: 'a',
      query: 'LOCK TABLE alerts IN ACCESS EXCLUSIVE MODE',
      blockedBy: [],
    },
    {
      pid: 4802,
      database: 'salon_gbp',
      user: 'salon_gbp',
      app: 'api',
      backendType: 'client backend',
      state: 'active',
      waitType: 'Lock',
      wait: 'relation',
      querySeconds: 64,
      xactSeconds: 64,
      wrote: false,
      backendStart: 'b',
      query: "INSERT INTO alerts(type, message) VALUES ('予約', '新しい予約が入りました 🎉')",
      blockedBy: [4711],
      lock: { type: 'relation', mode: 'RowExclusiveLock', relation: 'alerts', waitSeconds: 64 },
    },
    {
      pid: 4803,
      database: 'salon_gbp',
      user: 'salon_gbp',
      app: 'worker',
      backendType: 'client backend',
      state: 'active',
      querySeconds: 3.2,
      wrote: false,
      backendStart: 'c',
      query: 'SELECT count(*) FROM job_logs WHERE status = $1',
      blockedBy: [],
    },
  ],
  lockTree: [
    { pid: 4711, depth: 0, waiters: 1 },
    { pid: 4802, depth: 1, waiters: 0 },
  ],
  connections: {
    total: 9,
    active: 2,
    idle: 6,
    idleInTransaction: 1,
    aborted: 0,
    lockWaits: 1,
    max: 30,
    usable: 27,
  },
  rates: { commits: 12, rollbacks: 0, hitPercent: 99.1, deadlocks: 0, tempBytes: 0 },
  deadlocksSeen: 0,
  statements: [
    {
      queryId: '1',
      query: 'SELECT * FROM reservations WHERE salon_id = $1 ORDER BY starts_at',
      calls: 120_400,
      callsPerSecond: 12.1,
      totalMs: 812_000,
      meanMs: 6.7,
      sharePercent: 62,
      rows: 2_400_000,
    },
    {
      queryId: '2',
      query: 'UPDATE job_logs SET status = $1 WHERE id = $2',
      calls: 8_000,
      callsPerSecond: 0.4,
      totalMs: 91_000,
      meanMs: 11.4,
      sharePercent: 9,
      rows: 8_000,
    },
  ],
  preparedXacts: 0,
  severity: 'critical',
};

const queues: QueuesData = {
  severity: 'critical',
  redis: [],
  systems: [
    {
      ok: true,
      data: {
        name: 'celery',
        kind: 'celery',
        queues: [
          {
            name: 'celery',
            depth: 501,
            priorities: [
              { priority: 0, depth: 480 },
              { priority: 9, depth: 21 },
            ],
            latencySeconds: 412,
            latencyIsLowerBound: true,
            headTask: 'app.worker.tasks.post_gbp',
            severity: 'critical',
          },
          { name: 'scrape', depth: 0, severity: 'ok' },
        ],
        workers: [
          {
            name: 'celery@worker-1',
            kind: 'worker',
            alive: false,
            beatSeconds: 410,
            active: 0,
            processed: 8123,
          },
        ],
        figures: [{ id: 'prefetched', label: { id: 'column.blocked' }, value: 2, severity: 'ok' }],
        scheduler: { name: 'beat', alive: true, lastSeconds: 3 },
        redis: {
          name: 'main',
          version: '7.0.15',
          usedBytes: 90 * 2 ** 20,
          maxBytes: 128 * 2 ** 20,
          policy: 'allkeys-lru',
          clients: 8,
          blocked: 1,
          opsPerSecond: 42,
          rejected: 0,
          loading: false,
          persistenceOk: true,
          role: 'master',
          severity: 'warn',
        },
        severity: 'critical',
      },
    },
  ],
};

const alerts: Alert[] = [
  {
    key: 'a',
    severity: 'critical',
    source: 'docker',
    object: 'salon_gbp_api',
    text: msg('screen.dead'),
    firstAt: now - 600_000,
    lastAt: now - 185_000,
    since: now - 600_000,
    count: 4,
    active: true,
    acknowledged: false,
  },
  {
    key: 'b',
    severity: 'warn',
    source: 'disk',
    object: '/',
    text: msg('screen.free', { size: '6.0G' }),
    firstAt: now - 7_200_000,
    lastAt: now - 2000,
    count: 1,
    active: true,
    acknowledged: true,
  },
  {
    key: 'c',
    severity: 'warn',
    source: 'http',
    object: 'https://salon-gbp.example/api/health',
    text: msg('screen.missed'),
    firstAt: now - 86_000_000,
    lastAt: now - 85_900_000,
    count: 2,
    active: false,
    acknowledged: false,
  },
];

const texts: readonly (readonly [source: string, level: LogLevel, text: string])[] = [
  ['salon_gbp_api', 'info', 'INFO:     10.0.0.4:53312 - "GET /api/salons HTTP/1.1" 200 OK'],
  [
    'salon_gbp_worker',
    'info',
    '[2026-03-01 03:11:02,114: INFO/MainProcess] Task app.worker.tasks.post_gbp[7f0c] received',
  ],
  [
    'salon_gbp_api',
    'error',
    'ERROR [app] 予約の同期に失敗しました: 接続がタイムアウトしました (salon_id=42)',
  ],
  ['salon_gbp_db', 'warn', 'WARNING:  there is already a transaction in progress'],
  [
    'salon_gbp_web',
    'error',
    '[error] connect() failed (111: Connection refused) while connecting to upstream',
  ],
  ['gateway-app-1', 'info', '203.0.113.9 - - "GET / HTTP/2.0" 502 157 "-" "Mozilla/5.0"'],
];

/** Forty lines, one a second. */
export const sampleLines: readonly LogLine[] = Array.from({ length: 40 }, (_, i) => {
  const [source, level, text] = texts[i % texts.length] as (typeof texts)[number];
  const at = now - (40 - i) * 1000;
  return {
    seq: i,
    source,
    stamp: `${Math.floor(at / 1000)}.000000000`,
    at,
    level,
    stream: 'stdout',
    text: `${text} #${i}`,
    kind: i === 20 ? 'gap' : 'line',
    ...(i === 20 ? { skipped: 3120 } : {}),
  };
});

export const sampleRing = createRingLines({
  firstSeq: 0,
  nextSeq: sampleLines.length,
  get: (seq) => sampleLines[seq],
});

/** A production host in the middle of a 502, everything answered one second ago. */
export function sampleState(options: { lang: Lang; columns: number; rows: number }): State {
  const { lang, columns, rows } = options;
  let state = initialState({ host, mode: 'operate', lang, now, size: { columns, rows } });
  const at = now - 1000;
  state = reduce(state, {
    type: 'link',
    status: {
      phase: 'up',
      epoch: 1,
      since: now - 60_000,
      rttMs: 23,
      channels: 9,
      bytesIn: 812_000,
      bytesOut: 91_000,
      attempt: 1,
      dockerPath: 'socket',
    },
  });
  for (let i = 0; i < 30; i++) {
    state = reduce(state, {
      type: 'sampled',
      slot: 'stats',
      at,
      data: { ...stats, cpuPercent: 20 + 15 * Math.sin(i / 3) + i / 3 },
    });
    state = reduce(state, { type: 'sampled', slot: 'containers', at, data: containers });
  }
  state = reduce(state, { type: 'sampled', slot: 'postgres:main', at, data: postgres });
  state = reduce(state, { type: 'sampled', slot: 'queues', at, data: queues });
  state = reduce(state, { type: 'sampled', slot: 'checks', at, data: [] });
  state = reduce(state, {
    type: 'logs',
    status: {
      version: 1,
      lines: sampleLines.length,
      skipped: 3120,
      errors: 13,
      sources: [...new Set(texts.map(([s]) => s))].map((name) => ({ name, state: 'following' as const })),
    },
  });
  return reduce(state, {
    type: 'diagnosed',
    alerts,
    situation: {
      kind: 'trouble',
      severity: 'critical',
      since: now - 185_000,
      headline: msg('screen.alert-times', { first: '502', last: 'api 137', n: 3 }),
      signals: [],
      changes: [{ at: now - 185_000, text: msg('screen.missed') }],
    },
  });
}

/** What the container screen shows of the api. */
export const sampleDetail: ContainerDetailView = {
  id: 'id-salon_gbp_api',
  name: 'salon_gbp_api',
  facts: [
    { label: msg('column.image'), value: 'salon-gbp/api:latest' },
    { label: msg('column.state'), value: 'exited 137', severity: 'critical' },
    { label: msg('column.networks'), value: 'app-network' },
  ],
  environment: [
    { name: 'DATABASE_URL', value: 'postgresql://salon_gbp:•••@db:5432/salon_gbp', masked: true },
    { name: 'TOKEN_ENC_KEY_B64', value: '•••', masked: true },
    { name: 'TZ', value: 'Asia/Tokyo', masked: false },
  ],
  processes: {
    titles: ['PID', 'USER', '%CPU', 'COMMAND'],
    rows: [
      ['4120', 'root', '0.4', 'uvicorn app.main:app --host 0.0.0.0 --port 8000'],
      ['4188', 'root', '0.0', 'python3 -c 予約'],
    ],
  },
  mounts: ['volume media → /data/media (rw)'],
  health: [{ at: now - 190_000, exitCode: 22, output: 'curl: (22) The requested URL returned error: 503' }],
};
