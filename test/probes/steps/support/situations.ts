import { expect } from 'vitest';
import type { Seen } from '../../../../src/domain/evidence.js';
import type { Failure } from '../../../../src/domain/failure.js';
import type { ProbeArgument } from '../../../../src/domain/playbook.js';

/** One look in a situation, and what must come of it, on the lab as well as from its recording. */
export interface Look {
  readonly probe: string;
  readonly args?: Readonly<Record<string, ProbeArgument>>;
  /** Tried again until it passes: some symptoms show a little later. */
  readonly expect: (seen: Seen) => void;
  /** The look fails, in this way. */
  readonly fails?: Failure['kind'];
}

export interface Situation {
  /** A fault of the lab; '' for none. */
  readonly fault: string;
  readonly looks: readonly Look[];
}

const rows = (seen: Seen) => seen.table?.rows ?? [];
const text = (seen: Seen) => seen.lines.map((line) => line.text).join('\n');
const hasRow =
  (row: Record<string, unknown>) =>
  (seen: Seen): void =>
    expect(rows(seen)).toContainEqual(expect.objectContaining(row));
const says =
  (pattern: RegExp) =>
  (seen: Seen): void =>
    expect(text(seen)).toMatch(pattern);
const fails = (kind: Failure['kind']) => ({ fails: kind, expect: () => undefined });

const exec = (container: string, ...argv: readonly string[]) => ({
  probe: 'exec',
  args: { container, argv },
});
const run = (...argv: readonly string[]) => ({ probe: 'run', args: { argv } });

const healthy: readonly Look[] = [
  {
    probe: 'containers',
    args: { name: 'salon_gbp_api' },
    expect: hasRow({
      name: 'salon_gbp_api',
      role: 'api',
      service: 'api',
      state: 'running',
      health: 'healthy',
      matters: true,
      exit: null,
    }),
  },
  { probe: 'containers', args: { name: 'no-such' }, expect: hasRow({ name: 'no-such', state: 'missing' }) },
  { probe: 'containers', args: { role: 'db' }, expect: (seen) => expect(rows(seen)).toHaveLength(1) },
  { probe: 'containers', args: { name: 'salon_*' }, expect: (seen) => expect(rows(seen)).toHaveLength(6) },
  {
    probe: 'disks',
    args: { mount: '/' },
    expect: (seen) => expect(rows(seen)[0]?.used_percent).toBeLessThan(90),
  },
  { probe: 'host', expect: (seen) => expect(rows(seen)[0]?.cpus).toBeGreaterThan(0) },
  { probe: 'connections', expect: hasRow({ server: 'salon', max: 30, distress: null }) },
  { probe: 'locks', expect: (seen) => expect(rows(seen)).toEqual([]) },
  { probe: 'sessions', args: { min_seconds: '3600' }, expect: (seen) => expect(rows(seen)).toEqual([]) },
  { probe: 'statements', expect: (seen) => expect(rows(seen).length).toBeGreaterThan(0) },
  {
    probe: 'queues',
    args: { system: 'celery' },
    expect: hasRow({ queue: 'scraping', kind: 'celery', paused: false }),
  },
  { probe: 'workers', expect: hasRow({ system: 'celery', alive: true }) },
  { probe: 'queue-figures', expect: hasRow({ system: 'celery' }) },
  { probe: 'redis', expect: hasRow({ name: 'broker', error: null, loading: false, role: 'master' }) },
  { probe: 'checks', args: { id: 'api' }, expect: hasRow({ severity: 'ok', reason: null, value: 200 }) },
  { probe: 'checks', args: { id: 'no-such' }, ...fails('missing') },
  { probe: 'sessions', args: { server: 'no-such' }, ...fails('missing') },
  { probe: 'logs', args: { container: 'salon_gbp_api', tail: 20 }, expect: says(/Uvicorn running|GET \//) },
  {
    probe: 'logs',
    args: { container: 'salon_gbp_api', tail: 3 },
    expect: (seen) => expect(seen.lines).toHaveLength(3),
  },
  { probe: 'logs', args: { container: 'no-such' }, ...fails('missing') },
  {
    probe: 'inspect',
    args: { container: 'salon_gbp_db' },
    expect(seen) {
      const json = JSON.parse(text(seen));
      expect(json.State.Status).toBe('running');
      expect(json.Config.Env.POSTGRES_PASSWORD).toBe('•••');
      expect(json.Config.Env.POSTGRES_USER).toBe('•••');
      hasRow({ name: 'salon_gbp_db', running: true, health: 'healthy', restart_policy: 'unless-stopped' })(
        seen,
      );
      expect(rows(seen)[0]?.ips).toMatch(/^172\./);
    },
  },
  { probe: 'health-log', args: { container: 'salon_gbp_api' }, expect: hasRow({ exit: 0 }) },
  {
    probe: 'processes',
    args: { container: 'salon_gbp_db' },
    expect: (seen) => expect(rows(seen).some(({ args }) => /postgres/.test(String(args)))).toBe(true),
  },
  {
    probe: 'http',
    args: { url: 'https://salon-gbp.example/api/health' },
    expect(seen) {
      hasRow({ status: 200, error: null, tls_error: null })(seen);
      expect(rows(seen)[0]?.tls_days_left).toBeGreaterThan(30);
      says(/ok/)(seen);
    },
  },
  { probe: 'http', args: { url: 'http://127.0.0.1:9/' }, expect: hasRow({ status: null, error: 'refused' }) },
  { probe: 'http', args: { url: 'http://no-such.example/' }, expect: hasRow({ status: null, error: 'dns' }) },
  {
    probe: 'sql',
    args: {
      statement: 'SELECT $1::text AS name, $2::int AS number, NULL AS nothing',
      params: ["a'b; DROP", '7'],
    },
    expect(seen) {
      expect(rows(seen)).toEqual([{ name: "a'b; DROP", number: 7, nothing: null }]);
      expect(seen.table?.columns.map(({ id }) => id)).toEqual(['name', 'number', 'nothing']);
    },
  },
  { probe: 'sql', args: { statement: 'SELECT * FROM no_such_table' }, ...fails('missing') },
  {
    probe: 'files',
    args: { dir: '/opt/salon-gbp', pattern: 'backup_*.sql.gz' },
    expect: hasRow({ newest: true, path: expect.stringMatching(/^\/opt\/salon-gbp\/backup_/) }),
  },
  { probe: 'files', args: { dir: '/no/such' }, ...fails('missing') },
  { probe: 'disk-usage', expect: hasRow({ kind: 'images', reclaimable_bytes: expect.any(Number) }) },
  {
    probe: 'images',
    expect(seen) {
      expect(rows(seen).some(({ in_use }) => in_use === true)).toBe(true);
      expect(rows(seen).some(({ in_use }) => in_use === false)).toBe(true);
      const ages = rows(seen).map(({ age_s }) => Number(age_s));
      expect(ages).toEqual([...ages].sort((a, b) => a - b));
    },
  },
  {
    probe: 'networks',
    args: { name: 'app-network' },
    expect: hasRow({
      container: 'salon_gbp_api',
      ipv4: expect.stringMatching(/^172\./),
      aliases: expect.stringContaining('api'),
    }),
  },
  { probe: 'networks', args: { name: 'no-such' }, ...fails('missing') },
  { probe: 'log-files', ...fails('denied') },
  { ...exec('salon_gbp_api', 'curl', '-s', 'http://localhost:8000/api/health'), expect: says(/ok/) },
  {
    ...exec('salon_gbp_api', 'curl', '-s', 'http://localhost:1/'),
    expect: (seen) => expect(seen.exit).toBe(7),
  },
  { ...exec('salon_gbp_redis', 'redis-cli', 'PING'), expect: says(/^PONG$/) },
  { ...exec('salon_gbp_db', 'pg_isready', '-U', 'salon_gbp'), expect: says(/accepting connections/) },
  {
    ...exec('salon_gbp_db', 'psql', '-XAt', '-U', 'salon_gbp', '-c', 'SHOW default_transaction_read_only'),
    expect: says(/^on$/),
  },
  { ...exec('salon_gbp_api', 'alembic', 'current'), expect: says(/head/) },
  {
    ...exec('salon_gbp_worker', 'celery', '-A', 'app.worker.celery_app', 'inspect', 'ping', '-t', '3'),
    expect: says(/pong/),
  },
  { ...exec('salon_gbp_api', 'kamal-proxy', 'list'), ...fails('unsupported') },
  { ...exec('no-such', 'uptime'), ...fails('missing') },
  { ...exec('salon_gbp_api', 'reboot'), ...fails('denied') },
  { ...run('df', '-h', '/'), expect: (seen) => expect(seen).toMatchObject({ exit: 0, command: 'df -h /' }) },
  {
    ...run('git', '-C', '/opt/salon-gbp', 'log', '--oneline', '-3'),
    expect: (seen) => expect(seen.lines).toHaveLength(3),
  },
  { ...run('kamal-proxy', 'list'), ...fails('unsupported') },
  {
    ...run('docker', 'inspect', '-f', '{{.State.Status}}', 'salon_gbp_api'),
    expect: (seen) => expect(text(seen)).toBe('running'),
  },
  {
    probe: 'run',
    args: { on: 'operator', argv: ['uname', '-s'] },
    expect: (seen) => expect(seen).toMatchObject({ where: 'operator', exit: 0 }),
  },
  { probe: 'compose', args: { args: ['ps', '-a'] }, expect: says(/salon_gbp_api/) },
  {
    probe: 'compose',
    args: { args: ['config'] },
    expect(seen) {
      says(/POSTGRES_PASSWORD: •••/)(seen);
      says(/TOKEN_ENC_KEY_B64: •••/)(seen);
    },
  },
];

const faulty: readonly Situation[] = [
  {
    fault: '502',
    looks: [
      {
        probe: 'containers',
        args: { name: 'salon_gbp_api' },
        expect: hasRow({ state: 'exited', exit: expect.any(Number) }),
      },
      {
        probe: 'http',
        args: { url: 'https://salon-gbp.example/api/health' },
        expect: hasRow({ status: 502, error: null }),
      },
      {
        probe: 'logs',
        args: { container: 'salon_gbp_api', tail: 5 },
        expect: says(/Shutting down|Finished server process/),
      },
      {
        probe: 'inspect',
        args: { container: 'salon_gbp_api' },
        expect: hasRow({ running: false, state: 'exited' }),
      },
      { ...exec('salon_gbp_api', 'uptime'), ...fails('unsupported') },
      { probe: 'processes', args: { container: 'salon_gbp_api' }, ...fails('unsupported') },
      {
        probe: 'networks',
        args: { name: 'app-network' },
        expect: (seen) => expect(rows(seen).map(({ container }) => container)).not.toContain('salon_gbp_api'),
      },
    ],
  },
  {
    fault: '504',
    looks: [
      { probe: 'containers', args: { name: 'salon_gbp_api' }, expect: hasRow({ state: 'paused' }) },
      {
        probe: 'http',
        args: { url: 'https://salon-gbp.example/api/health', timeout: 2 },
        expect: hasRow({ status: null, error: 'timeout' }),
      },
      { ...exec('salon_gbp_api', 'uptime'), ...fails('unsupported') },
    ],
  },
  {
    fault: 'noenv',
    looks: [
      {
        probe: 'containers',
        args: { name: 'salon_gbp_api' },
        expect: (seen) => expect(rows(seen)[0]?.restarts).toBeGreaterThan(0),
      },
      { probe: 'logs', args: { container: 'salon_gbp_api', tail: 40 }, expect: says(/TOKEN_ENC_KEY_B64/) },
      {
        probe: 'inspect',
        args: { container: 'salon_gbp_api' },
        expect: (seen) => expect(JSON.parse(text(seen)).Config.Env.TOKEN_ENC_KEY_B64 ?? '').toBe(''),
      },
    ],
  },
  {
    fault: 'unhealthy',
    looks: [
      {
        probe: 'containers',
        args: { name: 'salon_gbp_web' },
        expect: hasRow({ health: 'unhealthy', health_test: expect.stringContaining('localhost') }),
      },
      {
        probe: 'health-log',
        args: { container: 'salon_gbp_web' },
        expect(seen) {
          expect(rows(seen)[0]?.exit).not.toBe(0);
          says(/refused|Connect/i)(seen);
        },
      },
    ],
  },
  {
    fault: 'redisdown',
    looks: [
      {
        probe: 'redis',
        expect: hasRow({
          name: 'broker',
          version: null,
          error: expect.any(String),
          error_kind: 'unreachable',
        }),
      },
      { probe: 'queues', ...fails('unreachable') },
      { probe: 'workers', ...fails('unreachable') },
    ],
  },
  {
    fault: 'backlog',
    looks: [
      {
        probe: 'queues',
        expect: (seen) => {
          const depth = rows(seen).reduce((sum, row) => sum + Number(row.depth), 0);
          expect(depth).toBeGreaterThanOrEqual(500);
        },
      },
      {
        probe: 'workers',
        expect: (seen) => expect(rows(seen).some(({ alive }) => alive === true)).toBe(false),
      },
      { probe: 'containers', args: { name: 'salon_gbp_worker' }, expect: hasRow({ state: 'exited' }) },
    ],
  },
  {
    fault: 'lock',
    looks: [
      {
        probe: 'locks',
        expect(seen) {
          hasRow({ head: true, depth: 0, state: 'idle in transaction', blocked_by: null })(seen);
          expect(rows(seen)[0]?.waiters).toBeGreaterThanOrEqual(2);
          hasRow({ head: false, depth: 1, mode: expect.any(String) })(seen);
          expect(rows(seen)[0]?.session).toMatch(/^\d+\/\d{4}-/);
        },
      },
      {
        probe: 'sessions',
        args: { state: 'idle in transaction' },
        expect: hasRow({ state: 'idle in transaction', app: 'lab-fault' }),
      },
      { probe: 'connections', expect: (seen) => expect(rows(seen)[0]?.lock_waits).toBeGreaterThanOrEqual(2) },
    ],
  },
  {
    fault: 'connfull',
    looks: [
      {
        probe: 'connections',
        expect(seen) {
          expect(rows(seen)[0]?.distress).not.toBeNull();
          expect(rows(seen)[0]?.via).not.toBe('connection');
          expect(rows(seen)[0]?.total).toBeGreaterThanOrEqual(27);
        },
      },
      {
        probe: 'sql',
        args: { statement: 'SELECT $1::text AS name', params: ['x'] },
        ...fails('unreachable'),
      },
      // The application logs in as a superuser here, so even psql gets none of the reserved slots.
      { probe: 'sql', args: { statement: 'SELECT 1 AS one' }, ...fails('unreachable') },
    ],
  },
  {
    fault: 'stalebackup',
    looks: [
      {
        probe: 'files',
        args: { dir: '/opt/salon-gbp', pattern: 'backup_*.sql.gz' },
        expect: (seen) => expect(rows(seen)[0]?.age_s).toBeGreaterThan(39 * 3600),
      },
      {
        probe: 'checks',
        args: { kind: 'backup' },
        expect: hasRow({ reason: 'stale', severity: 'critical' }),
      },
    ],
  },
  {
    fault: 'dockerd-down',
    looks: [
      { ...run('docker', 'ps', '-a'), ...fails('unreachable') },
      { ...exec('salon_gbp_api', 'uptime'), ...fails('unreachable') },
      { probe: 'disk-usage', ...fails('unreachable') },
      { probe: 'logs', args: { container: 'salon_gbp_api' }, ...fails('unreachable') },
      { ...run('uptime'), expect: (seen) => expect(seen.exit).toBe(0) },
    ],
  },
];

export const situations: readonly Situation[] = [{ fault: '', looks: healthy }, ...faulty];
