import type { DiagnosisView, ErrorLine } from '../../../src/diagnosis/view.js';
import type { HostEntry } from '../../../src/domain/host.js';
import { initialLink } from '../../../src/domain/link.js';
import { msg } from '../../../src/domain/message.js';
import type {
  CheckResult,
  ContainerEvent,
  ContainerRow,
  PostgresData,
  QueueSystemData,
  RedisHealth,
  StatsData,
} from '../../../src/domain/model.js';
import type { Snapshot } from '../../../src/domain/snapshot.js';

/** Host clock of the tests, ms; host and operator agree unless a test says otherwise. */
export const now = Date.UTC(2026, 0, 15, 3, 0, 0);
export const minutes = (n: number): number => n * 60_000;

export const fresh = <T>(data: T, at = now): Snapshot<T> => ({ state: 'fresh', at, data });

export const salonHost: HostEntry = {
  name: 'salon-gbp',
  connection: { kind: 'ssh', destination: 'salon.example' },
  environment: 'production',
  stack: { kind: 'compose', dir: '/opt/salon-gbp', files: ['deploy/docker-compose.prod.yml'] },
  containers: [
    { name: 'salon_gbp_web' },
    { name: 'salon_gbp_api' },
    { name: 'salon_gbp_worker' },
    { name: 'salon_gbp_beat' },
    { name: 'salon_gbp_db' },
    { name: 'salon_gbp_redis' },
    { name: 'gateway-app-1', role: 'gateway' },
  ],
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
      name: 'broker',
      address: { kind: 'container', container: 'salon_gbp_redis' },
      db: 0,
      password: { from: 'none' },
    },
  ],
  queues: [
    {
      kind: 'celery',
      name: 'celery',
      redis: 'broker',
      queues: ['celery'],
      prefix: '',
      worker: 'salon_gbp_worker',
      beat: 'salon_gbp_beat',
      visibilityTimeoutSeconds: 3600,
    },
  ],
  alerts: [],
  checks: [
    {
      kind: 'http',
      id: 'site',
      url: 'https://salon.example/api/health',
      expect: 200,
      from: 'host',
      everySeconds: 10,
    },
  ],
  logs: [],
  thresholds: [],
  contacts: [],
};

export function container(name: string, change: Partial<ContainerRow> = {}): ContainerRow {
  const service = name.replace('salon_gbp_', '');
  return {
    id: `id-${name}`,
    name,
    group: name.startsWith('salon') ? 'salon-gbp' : 'gateway',
    service: name === 'gateway-app-1' ? 'app' : service,
    state: 'running',
    health: ['worker', 'beat'].includes(service) || name === 'gateway-app-1' ? 'none' : 'healthy',
    oomKilled: false,
    restarts: 0,
    startedAt: now - minutes(600),
    createdAt: now - minutes(6000),
    image: `salon-gbp/${service}:latest`,
    imageId: `sha256:${service}`,
    cpuPercent: 3,
    cpuLimit: 0.5,
    memoryBytes: 100 * 2 ** 20,
    memoryLimitBytes: 512 * 2 ** 20,
    memoryLimited: true,
    ports: name === 'gateway-app-1' ? ['80->80/tcp', '443->443/tcp'] : [],
    networks: name === 'gateway-app-1' ? ['gateway_default', 'app-network'] : ['app-network'],
    figuresFrom: 'cgroup',
    matters: true,
    severity: 'ok',
    tty: false,
    ...change,
  };
}

const names = salonHost.containers.map((c) => c.name);

/** The healthy salon with some of its containers changed. */
export const salonRows = (
  changes: Readonly<Record<string, Partial<ContainerRow>>> = {},
): readonly ContainerRow[] => names.map((name) => container(name, changes[name]));

export const healthyStats: StatsData = {
  hostNow: now,
  cpus: 2,
  cpuPercent: 12,
  load: [0.4, 0.5, 0.5],
  memory: { totalBytes: 8e9, availableBytes: 5e9, usedBytes: 3e9, cachedBytes: 2e9 },
  swap: { totalBytes: 0, usedBytes: 0 },
  disks: [
    {
      mount: '/',
      device: '/dev/vda1',
      sizeBytes: 6e9,
      usedBytes: 2e9,
      availableBytes: 4e9,
      usedPercent: 34,
      inodesPercent: 5,
    },
  ],
  network: [],
};

export const healthyPostgres: PostgresData = {
  name: 'main',
  via: 'connection',
  version: 150018,
  standby: false,
  monitorRole: true,
  hidden: 0,
  activity: [],
  lockTree: [],
  connections: {
    total: 6,
    active: 1,
    idle: 5,
    idleInTransaction: 0,
    aborted: 0,
    lockWaits: 0,
    max: 30,
    usable: 27,
  },
  deadlocksSeen: 0,
  preparedXacts: 0,
  severity: 'ok',
};

export const healthyRedis: RedisHealth = {
  name: 'broker',
  version: '7.0.15',
  usedBytes: 2 * 2 ** 20,
  maxBytes: 128 * 2 ** 20,
  policy: 'allkeys-lru',
  clients: 8,
  blocked: 1,
  opsPerSecond: 12,
  rejected: 0,
  loading: false,
  persistenceOk: true,
  role: 'master',
  // As the queue pane judges a broker that may evict: a warning of its own, no trouble.
  severity: 'warn',
  why: msg('queues.why.policy'),
};

export const healthyQueue: QueueSystemData = {
  name: 'celery',
  kind: 'celery',
  queues: [{ name: 'celery', depth: 0, severity: 'ok' }],
  workers: [{ name: 'celery@w1', kind: 'worker', alive: true, beatSeconds: 1 }],
  figures: [{ id: 'prefetched', label: msg('queues.figure.prefetched'), value: 0, severity: 'ok' }],
  scheduler: { name: 'beat', alive: true },
  redis: healthyRedis,
  severity: 'ok',
};

export const goodCheck: CheckResult = {
  id: 'site',
  kind: 'http',
  severity: 'ok',
  text: msg('checks.http.ok', { status: 200, ms: 20 }),
  value: 200,
  ms: 20,
  at: now - 2000,
};

export const badGateway: CheckResult = {
  ...goodCheck,
  severity: 'critical',
  reason: 'status',
  text: msg('checks.http.502'),
  value: 502,
};

export const gatewayTimeout: CheckResult = { ...badGateway, text: msg('checks.http.504'), value: 504 };

export interface Parts {
  readonly rows?: Readonly<Record<string, Partial<ContainerRow>>>;
  readonly missing?: readonly string[];
  readonly postgres?: Partial<PostgresData>;
  readonly queue?: Partial<QueueSystemData>;
  readonly stats?: Partial<StatsData>;
  readonly checks?: readonly CheckResult[];
  readonly events?: readonly ContainerEvent[];
  readonly errors?: readonly ErrorLine[];
  readonly view?: Partial<DiagnosisView>;
}

/** The healthy salon, as it looks to a diagnosis, with the parts that a fault changes. */
export function salonView(parts: Parts = {}): DiagnosisView {
  const rows = salonRows(parts.rows).filter((row) => !parts.missing?.includes(row.name));
  return {
    host: salonHost,
    link: { ...initialLink, phase: 'up', epoch: 1, since: now - minutes(30) },
    skewMs: 0,
    containers: fresh({ rows, missing: parts.missing ?? [], severity: 'ok' }),
    stats: fresh({ ...healthyStats, ...parts.stats }),
    postgres: { main: fresh({ ...healthyPostgres, ...parts.postgres }) },
    queues: fresh({
      systems: [{ ok: true, data: { ...healthyQueue, ...parts.queue } }],
      redis: [],
      severity: 'ok',
    }),
    checks: fresh(parts.checks ?? [goodCheck]),
    sqlAlerts: fresh({ rows: [], failures: [] }),
    alerts: [],
    events: parts.events ?? [],
    errors: parts.errors ?? [],
    ...parts.view,
  };
}

export const event = (
  name: string,
  kind: ContainerEvent['kind'],
  secondsAgo: number,
  more: Partial<ContainerEvent> = {},
): ContainerEvent => ({ at: now - secondsAgo * 1000, id: `id-${name}`, name, kind, ...more });

export const line = (source: string, text: string, secondsAgo = 5): ErrorLine => ({
  source,
  text,
  at: now - secondsAgo * 1000,
});
