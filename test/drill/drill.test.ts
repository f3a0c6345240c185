import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ReadCommandId, readCommand } from '../../src/domain/read-commands.js';
import { createSqlAlertsProbe } from '../../src/probes/alerts/sql-alerts-probe.js';
import { createPostgresProbe } from '../../src/probes/postgres/probe.js';
import { type RunningDrill, runDrill } from './drill.js';

let host: RunningDrill;
const signal = () => AbortSignal.timeout(30_000);

beforeAll(async () => {
  host = await runDrill();
  // The database is the last to come up; on a busy machine the first reads miss their deadline.
  const up = () => host.readers.postgres.get('main')!.query({ name: 'up', text: 'SELECT 1' }, signal());
  await vi.waitFor(up, { timeout: 60_000 });
}, 180_000);
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
});

describe('the practice host, read as any other host', () => {
  test('names the seven containers of hosts.yaml, all running', async () => {
    const list = await host.readers.docker.list(signal());
    expect(list.map((c) => c.Names[0]?.slice(1)).sort()).toEqual(
      host.entry.containers.map((c) => c.name).sort(),
    );
    expect(new Set(list.map((c) => c.State))).toEqual(new Set(['running']));
    expect(host.readers.dockerPath).toBe('socket');
  });

  test('describes a container with its limits and health', async () => {
    const api = await host.readers.docker.inspect('salon_gbp_api', signal());
    expect(api.HostConfig).toMatchObject({ Memory: 512 * 1024 ** 2, NanoCpus: 5e8 });
    expect(api.State.Health?.Status).toBe('healthy');
    const image = await host.readers.docker.image(api.Image, signal());
    expect(image.RepoTags).toContain('salon-gbp/api:latest');
    const top = await host.readers.docker.top('salon_gbp_worker', '-eo pid,args', signal());
    expect(top.Processes).toHaveLength(3);
  });

  test('gives the same memory in cgroup files and stats streams', async () => {
    const { docker, host: machine } = host.readers;
    const { State } = await docker.inspect('salon_gbp_db', signal());
    const group = await machine.run(readCommand('cgroupOf', String(State.Pid)), signal());
    const folder = `/sys/fs/cgroup${group.stdout.trim().replace('0::', '')}`;
    const tick = await machine.tick(
      [`${folder}/memory.current`, `${folder}/cpu.stat`, '/no/such/file'],
      signal(),
    );
    const current = Number(tick.sections.get(`${folder}/memory.current`));
    expect(tick.sections.has('/no/such/file')).toBe(false);
    const stop = new AbortController();
    const sample = await new Promise<number | undefined>((resolve) => {
      void docker.stats('salon_gbp_db', (s) => resolve(s.memory_stats.usage), stop.signal);
    });
    stop.abort();
    expect(Math.abs((sample ?? 0) - current) / current).toBeLessThan(0.01);
  });

  test('answers the metrics loop with moving counters and its own clock', async () => {
    const read = () => host.readers.host.tick([], signal());
    const first = await read();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const second = await read();
    expect([...second.sections.keys()]).toEqual([
      'stat',
      'meminfo',
      'loadavg',
      'netdev',
      'diskstats',
      'uptime',
    ]);
    const busy = (text = '') => Number(/^cpu {2}(\d+)/.exec(text)?.[1]);
    expect(busy(second.sections.get('stat'))).toBeGreaterThan(busy(first.sections.get('stat')));
    expect(Math.abs(second.hostNow - Date.now())).toBeLessThan(1000);
  });

  test('runs the read-only commands', async () => {
    const run = async (id: ReadCommandId, ...args: string[]) =>
      (await host.readers.host.run({ id, args }, signal())).stdout;
    expect(await run('df')).toMatch(/^\/dev\/vda1 +\d+ +\d+ +\d+ +\d+% \/$/m);
    expect(await run('dfInodes')).toMatch(/IUse%/);
    expect(await run('crontab')).toContain('pg_dump');
    const newest = (await run('files', '/opt/salon-gbp', 'backup_*.sql.gz')).trimEnd().split('\n').at(-1);
    expect(newest).toMatch(/^\d+\.\d+\t\d{6,}\t\/opt\/salon-gbp\/backup_\d{8}\.sql\.gz$/);
    expect(Date.now() / 1000 - Number.parseFloat(newest ?? '')).toBeLessThan(25 * 3600);
    const missing = await host.readers.host.run(readCommand('files', '/nowhere', '*'), signal());
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('No such file') });
  });

  test('streams logs with engine timestamps, Japanese among them', async () => {
    const decoder = new TextDecoder();
    let text = '';
    const options = { follow: false, tail: 200, tty: false };
    await host.readers.docker.logs(
      'salon_gbp_worker',
      options,
      (_s, chunk) => {
        text += decoder.decode(chunk, { stream: true });
      },
      signal(),
    );
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(200);
    expect(lines.every((line) => /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}Z /.test(line))).toBe(true);
    expect(lines.toSorted()).toEqual(lines);
    expect(text).toContain('口コミを同期しました');
  });

  test('goes on from a timestamp without losing or repeating a line but the one at it', async () => {
    const read = async (options: { tail?: number; since?: string }) => {
      let text = '';
      const each = (_s: string, chunk: Uint8Array) => {
        text += Buffer.from(chunk).toString();
      };
      await host.readers.docker.logs(
        'salon_gbp_api',
        { follow: false, tty: false, ...options },
        each,
        signal(),
      );
      return text.trimEnd().split('\n');
    };
    const all = await read({});
    const [stamp = ''] = (all[100] ?? '').split(' ');
    const since = `${Math.floor(Date.parse(stamp) / 1000)}.${/\.(\d{9})/.exec(stamp)?.[1]}`;
    expect((await read({ since })).slice(0, 50)).toEqual(all.slice(100, 150));
  });

  test('answers the statements of the postgres pane with sessions, counters and top statements', async () => {
    const [entry] = host.entry.postgres;
    const probe = createPostgresProbe(entry!, host.entry);
    await probe.read(host.readers, signal());
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const data = await probe.read(host.readers, signal());
    expect(data).toMatchObject({
      via: 'connection',
      version: 160009,
      standby: false,
      monitorRole: true,
      hidden: 0,
    });
    expect(data.connections).toMatchObject({ max: 100, usable: 97, total: 10, lockWaits: 0 });
    expect(data.rates?.commits).toBeGreaterThan(5);
    expect(data.rates?.hitPercent).toBeGreaterThan(95);
    expect(data.statements?.[0]?.query).toContain('FROM reviews');
    expect(data.severity).toBe('ok');
  });

  test('refuses to write through the read-only session, and to run two statements at once', async () => {
    const postgres = host.readers.postgres.get('main')!;
    const ask = (text: string) => postgres.query({ name: 'test', text }, signal());
    await expect(ask('WITH x AS (DELETE FROM alerts RETURNING 1) SELECT * FROM x')).rejects.toThrow();
    expect(await ask('SELECT count(*)::int AS n FROM app_users')).toEqual([{ n: 2 }]);
  });

  test('keeps several connections apart', async () => {
    const one = await runQueries(host, 20);
    expect(one).toEqual(Array.from({ length: 20 }, (_, n) => [{ n }]));
  });

  test('gives rows of alerts and none of failed jobs', async () => {
    const data = await createSqlAlertsProbe(host.entry).read(host.readers, signal());
    expect(data.failures).toEqual([]);
    expect(data.rows.map((row) => row.text)).toEqual([expect.stringContaining('連携トークン')]);
  });

  test('has a broker with queues, bindings and heartbeats within 3 s', async () => {
    const redis = host.readers.redis.get('main')!;
    const [info, depth, bindings, kind] = await redis.pipeline(
      [['INFO'], ['LLEN', 'scraping'], ['SMEMBERS', '_kombu.binding.celery'], ['TYPE', 'scraping']],
      signal(),
    );
    expect(info).toMatch(/redis_version:7[\s\S]*maxmemory:134217728/);
    expect(depth).toBeGreaterThan(0);
    expect(bindings).toEqual(['celery\x06\x16\x06\x16celery']);
    expect(kind).toBe('list');
    const stop = new AbortController();
    const beat = await new Promise<string>((resolve) => {
      void redis
        .psubscribe('/0.celeryev/worker.*', (_channel, message) => resolve(message), stop.signal)
        .catch(() => {});
    });
    stop.abort();
    const body = JSON.parse(Buffer.from(JSON.parse(beat).body, 'base64').toString());
    expect(body).toMatchObject({
      type: 'worker-heartbeat',
      freq: 2,
      hostname: expect.stringMatching(/^celery@[0-9a-f]{12}$/),
    });
  });

  test('serves its web site over TLS with a certificate that its authority makes trusted', async () => {
    const options = { from: 'host', timeoutMs: 5000 } as const;
    const health = await host.readers.web.get('https://salon-gbp.example/api/health', options, signal());
    expect(health).toMatchObject({
      status: 200,
      body: '{"status":"ok","db":"ok","version":"1.4.2"}',
      tls: { error: '' },
    });
    const days = ((health.tls?.validTo ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(61);
    const root = await host.readers.web.get('https://salon-gbp.example/', options, signal());
    expect(root.status).toBe(200);
    await expect(host.readers.web.get('https://other.example/', options, signal())).rejects.toThrow();
  });
});

async function runQueries({ readers }: RunningDrill, n: number) {
  const postgres = readers.postgres.get('main')!;
  return Promise.all(
    Array.from({ length: n }, (_, i) => postgres.query({ name: 'n', text: `SELECT ${i} AS n` }, signal())),
  );
}

test('the private folder is gone when the host has stopped', async () => {
  const other = await runDrill();
  const { home } = other.drill.connection;
  expect(existsSync(home)).toBe(true);
  await other[Symbol.asyncDispose]();
  await other.drill.ended;
  expect(existsSync(home)).toBe(false);
});
