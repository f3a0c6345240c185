const MiB = 1024 * 1024;

/** Of the compose file; the gateway has one of its own. */
export const projectName = 'salon-gbp';

/** Of every health check of the compose file. */
export const healthTimes = { intervalMs: 5000, timeoutMs: 4000, retries: 3, startPeriodMs: 10_000 };

/** What a container of the practice system is made of. */
export interface ContainerSpec {
  readonly name: string;
  readonly service: string;
  readonly project: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly ip: string;
  readonly port?: number;
  readonly published?: readonly number[];
  readonly cpus: number;
  readonly memoryLimit: number;
  /** Typical use: bytes, and percent of one CPU. */
  readonly memory: number;
  readonly cpuPercent: number;
  readonly processes: readonly string[];
  readonly healthcheck?: readonly string[];
  /** The engine starts it again when it ends by itself. */
  readonly restart: 'unless-stopped' | 'no';
  readonly env: readonly string[];
  readonly networks: readonly string[];
  readonly mounts?: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly Source: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
}

const volume = (name: string, place: string, RW = true) => ({
  Type: 'volume',
  Name: `${projectName}_${name}`,
  Source: `/var/lib/docker/volumes/${projectName}_${name}/_data`,
  Destination: place,
  RW,
});

const database = 'DATABASE_URL=postgresql://salon_gbp:practice@db:5432/salon_gbp';
const app = {
  image: 'salon-gbp/api:latest',
  env: [
    database,
    'REDIS_URL=redis://redis:6379/0',
    'TOKEN_ENC_KEY_B64=cHJhY3RpY2U=',
    'OAUTH_STATE_SECRET=practice',
  ],
  networks: ['app-network'],
  project: projectName,
  restart: 'unless-stopped' as const,
};
const celery = 'celery -A app.worker.celery_app.celery_app';

/** The six containers of salon-gbp with the limits of its runbook (SG44), and the shared gateway before them. */
export const specs: readonly ContainerSpec[] = [
  {
    ...app,
    name: 'salon_gbp_web',
    service: 'web',
    image: 'salon-gbp/web:latest',
    command: ['nginx', '-g', 'daemon off;'],
    ip: '172.18.0.7',
    port: 8000,
    cpus: 0.25,
    memoryLimit: 128 * MiB,
    memory: 11 * MiB,
    cpuPercent: 0.6,
    processes: ['nginx: master process nginx -g daemon off;', 'nginx: worker process'],
    healthcheck: ['CMD', 'wget', '-qO-', 'http://127.0.0.1:8000/healthz'],
    env: ['NGINX_VERSION=1.27.2'],
  },
  {
    ...app,
    name: 'salon_gbp_api',
    service: 'api',
    command: ['uvicorn', 'app.main:app', '--host', '0.0.0.0', '--port', '8000'],
    ip: '172.18.0.4',
    port: 8000,
    cpus: 0.5,
    memoryLimit: 512 * MiB,
    memory: 214 * MiB,
    cpuPercent: 7.5,
    processes: ['/usr/local/bin/python /usr/local/bin/uvicorn app.main:app --host 0.0.0.0 --port 8000'],
    mounts: [volume('media', '/data/media')],
    healthcheck: ['CMD', 'curl', '-fs', 'http://localhost:8000/api/health'],
  },
  {
    ...app,
    name: 'salon_gbp_worker',
    service: 'worker',
    command: [
      ...celery.split(' '),
      'worker',
      '--loglevel=INFO',
      '--concurrency=2',
      '-Q',
      'celery,scraping,posting',
    ],
    ip: '172.18.0.5',
    cpus: 0.5,
    memoryLimit: 512 * MiB,
    memory: 238 * MiB,
    cpuPercent: 11,
    processes: Array<string>(3).fill(
      `/usr/local/bin/python /usr/local/bin/${celery} worker --loglevel=INFO --concurrency=2`,
    ),
  },
  {
    ...app,
    name: 'salon_gbp_beat',
    service: 'beat',
    command: [...celery.split(' '), 'beat', '--loglevel=INFO'],
    ip: '172.18.0.6',
    cpus: 0.25,
    memoryLimit: 256 * MiB,
    memory: 71 * MiB,
    cpuPercent: 0.3,
    processes: [`/usr/local/bin/python /usr/local/bin/${celery} beat --loglevel=INFO`],
  },
  {
    ...app,
    name: 'salon_gbp_db',
    service: 'db',
    image: 'postgres:16-alpine',
    command: ['postgres'],
    ip: '172.18.0.2',
    port: 5432,
    cpus: 0.5,
    memoryLimit: 512 * MiB,
    memory: 126 * MiB,
    cpuPercent: 4,
    processes: [
      'postgres',
      'postgres: checkpointer',
      'postgres: background writer',
      'postgres: walwriter',
      'postgres: autovacuum launcher',
      'postgres: logical replication launcher',
      'postgres: salon_gbp salon_gbp 172.18.0.4(51834) idle',
      'postgres: salon_gbp salon_gbp 172.18.0.4(51836) idle',
      'postgres: salon_gbp salon_gbp 172.18.0.5(40112) idle',
    ],
    healthcheck: ['CMD', 'pg_isready', '-U', 'salon_gbp'],
    mounts: [volume('pgdata', '/var/lib/postgresql/data')],
    env: [
      'POSTGRES_USER=salon_gbp',
      'POSTGRES_DB=salon_gbp',
      'POSTGRES_PASSWORD=practice',
      'PG_VERSION=16.9',
    ],
  },
  {
    ...app,
    name: 'salon_gbp_redis',
    service: 'redis',
    image: 'redis:7-alpine',
    command: ['redis-server', '--maxmemory', '128mb', '--maxmemory-policy', 'noeviction'],
    ip: '172.18.0.3',
    port: 6379,
    cpus: 0.25,
    memoryLimit: 192 * MiB,
    memory: 9 * MiB,
    cpuPercent: 0.9,
    processes: ['redis-server *:6379'],
    healthcheck: ['CMD', 'redis-cli', 'ping'],
    env: ['REDIS_VERSION=7.4.1'],
  },
  {
    name: 'gateway-app-1',
    service: 'app',
    project: 'gateway',
    image: 'jc21/nginx-proxy-manager:2',
    command: ['/init'],
    ip: '172.18.0.8',
    published: [80, 443],
    cpus: 0,
    memoryLimit: 0,
    memory: 96 * MiB,
    cpuPercent: 1.4,
    processes: [
      'nginx: master process nginx',
      'nginx: worker process',
      'node --abort_on_uncaught_exception index.js',
    ],
    env: ['NPM_BUILD_VERSION=2.12.1'],
    networks: ['gateway_default', 'app-network'],
    restart: 'unless-stopped',
  },
];
