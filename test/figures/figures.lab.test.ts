import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ContainerDetail } from '../../src/domain/docker.js';
import type {
  ContainerRow,
  ContainersData,
  PostgresData,
  QueueSystemData,
  StatsData,
} from '../../src/domain/model.js';
import { dataOf } from '../../src/domain/snapshot.js';
import type { State } from '../../src/store/state.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { expectAgreement, mean, sizeOf } from './agree.js';
import { type LabSession, startLabSession } from './lab-session.js';

const rowsOf = (state: State): readonly ContainerRow[] => dataOf(state.data.containers)?.rows ?? [];
const rowOf = (state: State, name: string) => rowsOf(state).find((row) => row.name === name);
const postgresOf = (state: State): PostgresData | undefined =>
  dataOf(state.data.postgres.salon ?? { state: 'pending' });
const queueOf = (state: State): QueueSystemData | undefined => {
  const system = dataOf(state.data.queues)?.systems[0];
  return system?.ok ? system.data : undefined;
};

/** Figures of the panes beside those of the host's own tools, read in the same moments. */
describeLab('every figure agrees with the host’s own tools', () => {
  let lab: Lab;
  let live: LabSession;
  const undo: (() => Promise<unknown>)[] = [];
  let removeBurner = async (): Promise<unknown> => undefined;
  const said = async (command: string) => (await lab.run(command)).stdout.trim();
  const psql = (sql: string) =>
    said(`docker exec salon_gbp_db psql -U salon_gbp -d salon_gbp -XAt -c "${sql}"`);
  const redis = (command: string) => said(`docker exec salon_gbp_redis redis-cli ${command}`);
  /** Reads a figure of both sides until they agree, for figures that stand still in between; the last pair decides. */
  const settle = async (
    figure: string,
    ours: (s: State) => number | undefined,
    theirs: () => Promise<number>,
    unit = 1,
  ) => {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const host = await theirs();
      const mine = ours(live.state());
      if (mine !== undefined && Math.abs(mine - host) <= Math.max(unit, 0.05 * Math.max(mine, host))) return;
      if (Date.now() > deadline) return expectAgreement(figure, mine, host, unit);
      await new Promise((done) => setTimeout(done, 300));
    }
  };

  beforeAll(async () => {
    lab = await startLab();
    live = await startLabSession(lab);
    // A steady burner gives CPU figures something to agree on: its quota is half a CPU.
    await lab.run(
      `docker rm -f figures_burner 2>/dev/null; docker run -d --name figures_burner --cpus 0.3 -m 64m --network app-network -v /usr:/usr:ro $(docker inspect -f '{{.Image}}' salon_gbp_redis) sh -c 'while :; do :; done'`,
    );
    removeBurner = () => lab.run('docker rm -f figures_burner');
    await live.until(
      'all panes and the burner',
      (s) =>
        dataOf(s.data.stats)?.cpuPercent !== undefined &&
        rowOf(s, 'figures_burner')?.cpuPercent !== undefined &&
        postgresOf(s)?.rates !== undefined &&
        queueOf(s) !== undefined &&
        (dataOf(s.data.checks)?.length ?? 0) === 3,
      60_000,
    );
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  afterAll(async () => {
    await removeBurner();
    await live?.stop();
  });

  /** A host figure before and after `samples` further samples of a slot, and what cockpit made of each: the same stretch of time. */
  const stretch = async <T, R>(
    slot: 'stats' | 'containers',
    samples: number,
    read: () => Promise<T>,
    figure: (data: R) => number | undefined,
  ) => {
    const taken = () => live.events.filter((e) => e.type === 'sampled' && e.slot === slot);
    const next = async (count: number) => {
      await live.until(`${count} samples of ${slot}`, () => taken().length >= count, 120_000);
      return read();
    };
    const begin = taken().length + 1;
    const before = await next(begin);
    const after = await next(begin + samples);
    const ours = taken()
      .slice(begin, begin + samples)
      .map((e) => figure((e as { data: unknown }).data as R) ?? Number.NaN);
    return { before, after, ours: mean(ours) };
  };

  test('containers: state, health, exit code, restarts, start, image, ports as docker inspect says', async () => {
    const inspected = (JSON.parse(await said('docker inspect $(docker ps -aq)')) as ContainerDetail[]).filter(
      ({ Name }) => Name !== '/figures_burner',
    );
    const state = live.state();
    expect(inspected.length).toBeGreaterThanOrEqual(7);
    for (const { Name, State, RestartCount, Config, HostConfig } of inspected) {
      const row = rowOf(state, Name.slice(1));
      expect(row, Name).toMatchObject({
        state: State.Status,
        health: State.Health?.Status ?? 'none',
        image: Config.Image,
        restarts: RestartCount,
        startedAt: Math.floor(Date.parse(State.StartedAt)),
      });
      if (!State.Running) expect(row?.exitCode).toBe(State.ExitCode);
      if (HostConfig.Memory > 0) expect(row?.memoryLimitBytes).toBe(HostConfig.Memory);
      if (HostConfig.NanoCpus > 0) expect(row?.cpuLimit).toBe(HostConfig.NanoCpus / 1e9);
    }
    const ports = await said("docker port gateway-app-1 | sed -n 's/.*-> .*:\\([0-9]*\\)$/\\1/p' | sort -un");
    for (const port of ports.split('\n'))
      expect(rowOf(state, 'gateway-app-1')?.ports.join(' ')).toContain(port);
  });

  test('containers: CPU, memory and processes as docker stats says over the same time', async () => {
    const begin = live.events.length;
    // Long enough for several samples, also where a busy host is polled more slowly.
    const seconds = Math.min(40, 14 * live.state().data.pace.factor);
    const text = await said(
      `timeout ${seconds} docker stats --format '{{.Name}}|{{.CPUPerc}}|{{.MemUsage}}|{{.PIDs}}' || true`,
    );
    type Figures = { cpu: number[]; memory: number[]; pids: number[] };
    const figuresOf = (all: Map<string, Figures>, name: string): Figures => {
      const figures = all.get(name) ?? { cpu: [], memory: [], pids: [] };
      all.set(name, figures);
      return figures;
    };
    const theirs = new Map<string, Figures>();
    // docker stats repaints its table with escape sequences in front of the lines.
    for (const line of text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').split('\n')) {
      const [name = '', percent = '', memory = '', pids = ''] = line.split('|');
      if (!percent.endsWith('%') || memory.startsWith('0B')) continue;
      const figures = figuresOf(theirs, name);
      figures.cpu.push(Number.parseFloat(percent));
      figures.memory.push(sizeOf(memory.split('/')[0] ?? ''));
      figures.pids.push(Number(pids));
    }
    const ours = new Map<string, Figures>();
    for (const event of live.events.slice(begin)) {
      if (event.type !== 'sampled' || event.slot !== 'containers') continue;
      for (const row of (event.data as ContainersData).rows) {
        if (row.cpuPercent === undefined) continue;
        const figures = figuresOf(ours, row.name);
        figures.cpu.push(row.cpuPercent);
        figures.memory.push(row.memoryBytes ?? Number.NaN);
        figures.pids.push(row.pids ?? Number.NaN);
      }
    }
    expect(theirs.size).toBeGreaterThanOrEqual(8);
    for (const [name, host] of theirs) {
      const mine = figuresOf(ours, name);
      expect(rowOf(live.state(), name)?.figuresFrom, name).toBe('cgroup');
      // Health checks come in bursts that the two samplers catch differently: their containers get two percent.
      // The first line of docker stats has no sample before it to compare with, and says 0 %.
      const theirCpu = host.cpu.slice(1);
      expectAgreement(`${name} cpu %`, mean(mine.cpu), mean(theirCpu), name === 'figures_burner' ? 1 : 2);
      expectAgreement(`${name} memory`, mean(mine.memory), mean(host.memory), 2 ** 20);
      expectAgreement(`${name} pids`, mean(mine.pids), mean(host.pids));
    }
  });

  test('containers: network rates as the interface counters say', async () => {
    await lab.run(
      `docker exec -d salon_gbp_worker python3 -c "
import socket, time
s = socket.socket(); s.connect(('redis', 6379)); end = time.time() + 60
while time.time() < end:
    s.sendall(b'PING ' + b'x' * 50000 + b'\\r\\n'); s.recv(65536); time.sleep(0.1)
"`,
    );
    const read = async () => {
      const [stamp, line] = (
        await said(
          'docker exec salon_gbp_worker sh -c \'cut -d" " -f1 /proc/uptime; grep eth0 /proc/net/dev\'',
        )
      ).split('\n');
      return { at: Number(stamp), tx: Number((line ?? '').trim().split(/\s+/)[9]) };
    };
    await live.until(
      'traffic',
      (s) => (rowOf(s, 'salon_gbp_worker')?.txBytesPerSecond ?? 0) > 100_000,
      60_000,
    );
    const { before, after, ours } = await stretch(
      'containers',
      3,
      read,
      (data: ContainersData) => data.rows.find((row) => row.name === 'salon_gbp_worker')?.txBytesPerSecond,
    );
    expectAgreement('salon_gbp_worker tx B/s', ours, (after.tx - before.tx) / (after.at - before.at), 20_000);
  });

  test('stats: memory, swap, load, CPUs and disks as free, /proc/loadavg, nproc and df say', async () => {
    await settle(
      'memory used',
      (s) => dataOf(s.data.stats)?.memory.usedBytes,
      async () => {
        const [, total, , , , , available] = ((await said('free -b')).split('\n')[1] ?? '').split(/\s+/);
        return Number(total) - Number(available);
      },
      2 ** 20,
    );
    await settle(
      'memory total',
      (s) => dataOf(s.data.stats)?.memory.totalBytes,
      async () => Number(((await said('free -b')).split('\n')[1] ?? '').split(/\s+/)[1]),
    );
    await settle(
      'swap total',
      (s) => dataOf(s.data.stats)?.swap.totalBytes,
      async () => Number(((await said('free -b')).split('\n')[2] ?? '').split(/\s+/)[1]),
    );
    await settle(
      'load',
      (s) => dataOf(s.data.stats)?.load[0],
      async () => Number((await said('cat /proc/loadavg')).split(' ')[0]),
      0.2,
    );
    await settle(
      'cpus',
      (s) => dataOf(s.data.stats)?.cpus,
      async () => Number(await said('nproc')),
      0,
    );
    const df = (await said('df -P -B1 -l /')).split('\n')[1]?.split(/\s+/) ?? [];
    const inodes = (await said('df -P -i -l /')).split('\n')[1]?.split(/\s+/) ?? [];
    const disk = dataOf(live.state().data.stats)?.disks.find((d) => d.mount === '/');
    expectAgreement('disk size', disk?.sizeBytes, Number(df[1]));
    expectAgreement('disk used', disk?.usedBytes, Number(df[2]), 2 ** 22);
    expectAgreement('disk available', disk?.availableBytes, Number(df[3]), 2 ** 22);
    expectAgreement('disk %', disk?.usedPercent, Number.parseInt(df[4] ?? '', 10));
    expectAgreement('inodes %', disk?.inodesPercent, Number.parseInt(inodes[4] ?? '', 10));
  });

  test('stats: CPU as /proc/stat says over the same stretch', async () => {
    const read = async () => {
      const fields = (await said('head -1 /proc/stat')).split(/\s+/).slice(1, 9).map(Number);
      const total = fields.reduce((a, b) => a + b, 0);
      return { total, idle: (fields[3] ?? 0) + (fields[4] ?? 0) };
    };
    const { before, after, ours } = await stretch('stats', 4, read, (data: StatsData) => data.cpuPercent);
    const theirs = 100 * (1 - (after.idle - before.idle) / (after.total - before.total));
    // The stretches differ by the moments between a sample and the host's own reading.
    expectAgreement('host cpu %', ours, theirs, 5);
  });

  test('postgres: sessions, lock tree, connections, hit ratio and statements as psql says', async () => {
    undo.push(await lab.fault('lock'));
    await live.until('the lock chain', (s) => (postgresOf(s)?.lockTree.length ?? 0) >= 2);
    const heads = (
      await psql(
        'select distinct unnest(pg_blocking_pids(pid)) from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0 order by 1',
      )
    )
      .split('\n')
      .map(Number);
    for (const head of heads) expect(postgresOf(live.state())?.lockTree.map((n) => n.pid)).toContain(head);
    await settle(
      'lock waits',
      (s) => postgresOf(s)?.connections.lockWaits,
      async () => Number(await psql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")),
      0,
    );
    await settle(
      'idle in transaction',
      (s) => postgresOf(s)?.connections.idleInTransaction,
      async () =>
        Number(await psql("select count(*) from pg_stat_activity where state = 'idle in transaction'")),
      0,
    );
    // psql's own session is one of those that it counts.
    await settle(
      'connections',
      (s) => postgresOf(s)?.connections.total,
      async () =>
        Number(await psql("select count(*) - 1 from pg_stat_activity where backend_type = 'client backend'")),
    );
    expect(postgresOf(live.state())?.connections.max).toBe(Number(await psql('show max_connections')));
    expect(postgresOf(live.state())?.connections.usable).toBe(
      Number(
        await psql(
          "select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int",
        ),
      ),
    );
    await settle(
      'hit %',
      (s) => postgresOf(s)?.hitPercentTotal,
      async () =>
        Number(await psql('select 100.0 * sum(blks_hit) / sum(blks_hit + blks_read) from pg_stat_database')),
    );
    await settle(
      'seconds in transaction of the head',
      (s) =>
        Math.max(
          ...(postgresOf(s)?.activity ?? [])
            .filter((a) => heads.includes(a.pid))
            .map((a) => a.xactSeconds ?? 0),
        ),
      async () =>
        Number(
          await psql(
            `select max(extract(epoch from clock_timestamp() - xact_start)) from pg_stat_activity where pid in (${heads.join(',')})`,
          ),
        ),
      3,
    );
    const query = 'SELECT count(*) FROM app_users WHERE role = $1';
    for (let i = 0; i < 3; i++) await psql("SELECT count(*) FROM app_users WHERE role = 'staff'");
    const calls = async () =>
      Number(
        await psql(
          "select sum(calls) from pg_stat_statements where query like 'SELECT count(*) FROM app_users WHERE role = %'",
        ),
      );
    await live.until('the statement', (s) => (postgresOf(s)?.statements ?? []).length > 0, 30_000);
    const listed = postgresOf(live.state())?.statements?.find((s) => s.query === query);
    if (listed)
      await settle(
        'statement calls',
        (s) => postgresOf(s)?.statements?.find((x) => x.query === query)?.calls,
        calls,
      );
    const top = postgresOf(live.state())?.statements?.[0];
    expectAgreement(
      'top statement ms',
      top?.totalMs,
      Number(
        await psql(`select max(total_exec_time) from pg_stat_statements where queryid = ${top?.queryId}`),
      ),
      2000,
    );
  });

  test('postgres: deadlocks are counted as pg_stat_database counts them', async () => {
    const seen = postgresOf(live.state())?.deadlocksSeen ?? 0;
    const count = async () => Number(await psql('select sum(deadlocks) from pg_stat_database'));
    const before = await count();
    await lab.run(
      `docker exec -i salon_gbp_db bash -c '
      psql -U salon_gbp -d salon_gbp -qc "create table if not exists figures_lock(id int primary key, n int); insert into figures_lock values (1,0),(2,0) on conflict do nothing"
      (printf "begin; update figures_lock set n=1 where id=1; select pg_sleep(2); update figures_lock set n=1 where id=2; commit;\\n" | psql -U salon_gbp -d salon_gbp -q) &
      (printf "begin; update figures_lock set n=2 where id=2; select pg_sleep(2); update figures_lock set n=2 where id=1; commit;\\n" | psql -U salon_gbp -d salon_gbp -q) &
      wait; psql -U salon_gbp -d salon_gbp -qc "drop table figures_lock"' 2>&1`,
    );
    await expect.poll(count, { timeout: 10_000 }).toBe(before + 1);
    await live.until('the deadlock', (s) => (postgresOf(s)?.deadlocksSeen ?? 0) === seen + 1);
  });

  test('queues: depths, priorities and workers as redis-cli and celery inspect say', async () => {
    const inspected = JSON.parse(
      await said(
        'docker exec salon_gbp_worker celery -A app.worker.celery_app.celery_app inspect stats --json -t 5 2>/dev/null',
      ),
    ) as Record<string, { total: Record<string, number> }>;
    await live.until('the worker', (s) => queueOf(s)?.workers.some((w) => w.alive === true) === true);
    expect(
      queueOf(live.state())
        ?.workers.filter((w) => w.alive === true)
        .map((w) => w.name)
        .sort(),
    ).toEqual(Object.keys(inspected).sort());

    undo.push(await lab.fault('backlog'));
    for (const queue of ['celery', 'scraping', 'posting']) {
      await settle(
        `depth of ${queue}`,
        (s) => queueOf(s)?.queues.find((q) => q.name === queue)?.depth,
        async () => {
          let sum = 0;
          for (const suffix of ['', '\\x06\\x163', '\\x06\\x166', '\\x06\\x169'])
            sum += Number(
              await said(
                `docker exec salon_gbp_redis sh -c 'printf "LLEN \\"${queue}${suffix}\\"\\n" | redis-cli'`,
              ),
            );
          return sum;
        },
      );
    }
    expect(Math.max(...(queueOf(live.state())?.queues.map((q) => q.depth) ?? []))).toBeGreaterThanOrEqual(
      400,
    );
    await settle(
      'prefetched',
      (s) => Number(queueOf(s)?.figures.find((f) => f.id === 'prefetched')?.value),
      async () => Number(await redis('zcard unacked_index')),
    );
    await live.until(
      'the worker is seen dead',
      (s) => queueOf(s)?.workers.some((w) => w.alive === false) === true,
      60_000,
    );
  });

  test('redis: memory, clients and policy as INFO says', async () => {
    const info = async (field: string) =>
      (await redis(`info | tr -d '\\r' | sed -n 's/^${field}://p'`)).trim();
    const health = (s: State) => queueOf(s)?.redis;
    await settle(
      'used memory',
      (s) => health(s)?.usedBytes,
      async () => Number(await info('used_memory')),
      2 ** 18,
    );
    // redis-cli is a client itself.
    await settle(
      'clients',
      (s) => health(s)?.clients,
      async () => Number(await info('connected_clients')) - 1,
    );
    expect(health(live.state())?.maxBytes).toBe(Number(await info('maxmemory')));
    expect(health(live.state())?.policy).toBe(await info('maxmemory_policy'));
    expect(health(live.state())?.version).toBe(await info('redis_version'));
  });

  test('alerts and checks: HTTP status, certificate days, backup age and SQL rows as the host says', async () => {
    const checks = () => new Map((dataOf(live.state().data.checks) ?? []).map((c) => [c.id, c]));
    const status = await said(`curl -sk -o /dev/null -w '%{http_code}' https://${lab.serverName}/api/health`);
    await settle(
      'http status',
      () => checks().get('api')?.value,
      async () => Number(status),
      0,
    );
    const end = await said(
      `echo | openssl s_client -servername ${lab.serverName} -connect ${lab.serverName}:443 2>/dev/null | openssl x509 -noout -enddate | cut -d= -f2`,
    );
    expectAgreement(
      'certificate days',
      checks().get('tls')?.value,
      (Date.parse(end) - Date.now()) / 86_400_000,
    );
    const newest = Number(await said('stat -c %Y $(ls -t /opt/salon-gbp/backup_*.sql.gz | head -1)'));
    expectAgreement('backup hours', checks().get('backup')?.value, (Date.now() / 1000 - newest) / 3600, 0.1);
    undo.push(await lab.fault('taskfail'));
    await live.until('the SQL rows', (s) => (dataOf(s.data.sqlAlerts)?.rows.length ?? 0) > 0, 40_000);
    await settle(
      'sql alerts',
      (s) => dataOf(s.data.sqlAlerts)?.rows.length,
      async () =>
        Math.min(
          10,
          Number(await psql("select count(*) from alerts where created_at > now() - interval '24 hours'")),
        ),
      0,
    );
  });
});
