import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DockerEvent, StatsSample } from '../../src/domain/docker.js';
import { FailureError } from '../../src/domain/failure.js';
import { readCommand } from '../../src/domain/read-commands.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { connectLab, type LabHost, salon } from './lab-host.js';

const never = new AbortController().signal;
const failureOf = (error: unknown) => (error instanceof FailureError ? error.failure : error);
const q = (text: string) => ({ name: 'test', text });

describeLab('all readers of a real host over one SSH connection', () => {
  let lab: Lab;
  let host: LabHost;
  const undo: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    lab = await startLab();
    host = await connectLab(lab, { ca: readFileSync(lab.caFile, 'utf8') });
  });
  afterAll(() => host?.close());
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  const another = async (port?: number) => {
    const made = await connectLab(lab, port ? { port } : {});
    undo.push(() => made.close());
    return made;
  };
  const said = async (command: string) => (await lab.run(command)).stdout.trim();

  test('containers, images and processes are those that docker shows', async () => {
    const { docker } = host.readers;
    const list = await docker.list(never);
    const names = (await said("docker ps -a --format '{{.Names}}'")).split('\n');
    expect(list.map(({ Names }) => Names[0]!.slice(1)).sort()).toEqual(names.sort());
    const detail = await docker.inspect('salon_gbp_api', never);
    expect(detail.State.Pid).toBe(Number(await said("docker inspect -f '{{.State.Pid}}' salon_gbp_api")));
    expect((await docker.image(detail.Image, never)).Created).toBe(
      await said(`docker image inspect -f '{{.Created}}' ${detail.Image}`),
    );
    const top = await docker.top('salon_gbp_db', '-eo pid,args', never);
    expect(top.Processes.flat().join()).toContain('checkpointer');
    expect((await docker.info(never)).ServerVersion).toBe(
      await said("docker version -f '{{.Server.Version}}'"),
    );
    expect(host.readers.dockerPath).toBe('socket');
  });

  test('seven stats streams, events and a followed log run beside calls', async () => {
    const { docker } = host.readers;
    const controller = new AbortController();
    const list = await docker.list(never);
    const seen = new Map<string, StatsSample>();
    const events: DockerEvent[] = [];
    let log = '';
    const streams = [
      ...list.map(({ Id }) => docker.stats(Id, (sample) => seen.set(Id, sample), controller.signal)),
      docker.events(undefined, (event) => events.push(event), controller.signal),
      docker.logs(
        'salon_gbp_api',
        { follow: true, tail: 1, tty: false },
        (_stream, bytes) => {
          log += Buffer.from(bytes).toString();
        },
        controller.signal,
      ),
    ];
    await lab.run('docker exec salon_gbp_api sh -c "echo seen-by-the-reader > /proc/1/fd/1"');
    await lab.run('docker pause salon_gbp_beat && docker unpause salon_gbp_beat');
    await expect.poll(() => log, { timeout: 5_000 }).toMatch(/\d{4}-\d\d-\d\dT[\d:.]+Z seen-by-the-reader/);
    await expect.poll(() => seen.size, { timeout: 10_000 }).toBe(list.length);
    // The commands above and the health checks cause exec events, which would drown these.
    await expect
      .poll(() => events.map(({ Action }) => Action), { timeout: 5_000 })
      .toEqual(['pause', 'unpause']);
    const began = performance.now();
    await docker.list(never);
    expect(performance.now() - began).toBeLessThan(1_000);
    controller.abort();
    await Promise.all(streams);
  });

  test('a log resumes after its last line without loss: since is inclusive', async () => {
    const { docker } = host.readers;
    const read = async (options: { since?: string }) => {
      const lines: string[] = [];
      await docker.logs(
        'salon_gbp_db',
        { follow: false, tty: false, ...options },
        (_s, bytes) => void lines.push(Buffer.from(bytes).toString()),
        never,
      );
      return lines.join('').trimEnd().split('\n');
    };
    const all = await read({});
    const stamp = all[2]!.split(' ', 1)[0]!;
    const [, seconds, nanos] = /^(.*)\.(\d+)Z$/.exec(stamp)!;
    const since = `${Date.parse(`${seconds}Z`) / 1000}.${nanos!.padEnd(9, '0')}`;
    expect((await read({ since }))[0]).toBe(all[2]);
  });

  test('reading leaves no call but GET in the engine’s own log', async () => {
    const posts = () => said("grep -c 'Calling POST' /var/log/dockerd.log");
    const before = await posts();
    await host.readers.docker.list(never);
    await host.readers.docker.inspect('salon_gbp_db', never);
    await host.readers.postgres.get('salon')!.query(q('SELECT 1'), never);
    expect(await posts()).toBe(before);
  });

  test('host figures come in one tick, with the cgroup file of a container and the clock of the host', async () => {
    const { State, Id } = await host.readers.docker.inspect('salon_gbp_db', never);
    const cgroup = `/proc/${State.Pid}/cgroup`;
    const { sections, hostNow, rttMs } = await host.readers.host.tick([cgroup, '/nowhere'], never);
    expect(sections.get('meminfo')!.split('\n')[0]).toBe(await said('head -1 /proc/meminfo'));
    expect(sections.get(cgroup)).toContain(Id);
    expect(sections.has('/nowhere')).toBe(false);
    expect(Math.abs(hostNow - Date.now())).toBeLessThan(1000);
    expect(rttMs).toBeLessThan(1000);
    const { stdout } = await host.readers.host.run(readCommand('df'), never);
    expect(stdout.split('\n')[1]!.split(/\s+/)[1]).toBe(
      (await said('df -P -B1 / | tail -1')).split(/\s+/)[1],
    );
  });

  test('the database in its container is reached by its bridge address, with the password that it holds itself', async () => {
    const reader = host.readers.postgres.get('salon')!;
    const [row] = await reader.query<{ user: string; n: string }>(
      q('SELECT current_user AS user, count(*) n FROM pg_class'),
      never,
    );
    expect(row).toEqual({
      user: 'salon_gbp',
      n: await said('docker exec salon_gbp_db psql -U salon_gbp -XAtc "select count(*) from pg_class"'),
    });
    expect(reader.via).toBe('connection');
  });

  const asMonitor = async () => {
    const [db] = salon.postgres;
    const password = { from: 'env', variable: 'PW' } as const;
    const made = await connectLab(lab, {
      entry: { ...salon, postgres: [{ ...db!, user: 'lab_monitor', password }] },
      env: { PW: 'monitor-secret' },
    });
    undo.push(() => made.close());
    return made.readers.postgres.get('salon')!;
  };
  const superuser = (sql: string) =>
    lab.run(`docker exec salon_gbp_db psql -U salon_gbp -c ${JSON.stringify(sql)}`);
  const noSlotLeft = () =>
    expect
      .poll(
        async () =>
          (await lab.run('docker exec salon_gbp_db psql -U lab_app -d salon_gbp -c "select 1"')).stderr,
        {
          timeout: 20_000,
        },
      )
      .toMatch(/remaining connection slots|too many clients/);
  /** Sessions of an ordinary role in every slot but the superuser's three; it takes each that becomes free. */
  const takeAllSlots = async () => {
    const hold = [
      'import psycopg2, time',
      'held = []',
      'while True:',
      '  try: held.append(psycopg2.connect("host=/run/postgresql user=lab_app dbname=salon_gbp"))',
      '  except psycopg2.OperationalError: time.sleep(0.2)',
    ].join('\n');
    await lab.run(`docker exec -d salon_gbp_db timeout 100 python3 -c '${hold}'`);
    await noSlotLeft();
    return () => lab.run('docker exec salon_gbp_db pkill -f user=lab_app');
  };

  test('when every slot is taken, who holds a connection keeps it and who has none asks psql in the container', async () => {
    await superuser("create role lab_monitor login password 'monitor-secret'");
    await superuser('create role lab_app login');
    undo.push(
      () => superuser('drop role lab_app'),
      () => superuser('drop role lab_monitor'),
    );
    const holder = await asMonitor();
    const kept = await asMonitor();
    const late = await asMonitor();
    const text = `SELECT 7::int8 n, 1.50::numeric AS price, 5::oid o, timestamptz '2026-01-31 12:00:00.5+09' AS at,
      '{1,2}'::int4[] AS list, now() > '2000-01-01'::timestamptz AS later, NULL::int8 z`;
    const direct = await holder.query(q(text), never);
    expect(await kept.query(q(text), never)).toEqual(direct);

    const free = await takeAllSlots();
    undo.push(free);
    expect(await holder.query(q(text), never)).toEqual(direct);
    expect(holder.via).toBe('connection');

    const [first] = await late.query(q(text), never);
    expect(late.via).toBe('psql');
    expect(first).toMatchObject({ at: '2026-01-31T03:00:00.5+00:00', list: [1, 2], later: true, z: null });
    await expect(late.query(q('SELECT * FROM nowhere'), never).catch(failureOf)).resolves.toMatchObject({
      kind: 'missing',
      what: { id: 'access.pg.no-table' },
    });
    await expect(late.query(q('SELECT pg_sleep(5)'), never).catch(failureOf)).resolves.toMatchObject({
      kind: 'timeout',
    });
    const settings =
      "SELECT current_setting('transaction_read_only') ro, current_setting('statement_timeout') st";
    expect(await late.query(q(settings), never)).toEqual([{ ro: 'on', st: '2s' }]);
    const { Processes } = await late.processes(never);
    expect(Processes.filter((row) => row.at(-1)!.startsWith('postgres: lab_app')).length).toBeGreaterThan(15);

    // The application takes the slot of a reader that loses its own.
    await superuser(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'lab_monitor' order by backend_start desc limit 1",
    );
    await noSlotLeft();
    expect(await kept.query(q(text), never)).toEqual(direct);
    expect(kept.via).toBe('psql');

    undo.pop();
    await free();
    await expect
      .poll(() => late.query(q('SELECT 1 one'), never).then(() => late.via), {
        timeout: 20_000,
        interval: 500,
      })
      .toBe('connection');
  });

  test('when the superuser’s slots are taken too, the process list still shows who is there', async () => {
    const calm = await lab.fault('connfull');
    undo.push(calm);
    const { readers } = await another();
    const reader = readers.postgres.get('salon')!;
    const { Processes } = await reader.processes(never);
    expect(Processes.filter((row) => row.at(-1)!.startsWith('postgres: salon_gbp')).length).toBeGreaterThan(
      10,
    );
  });

  test('a server whose container was stopped and started is found again', async () => {
    const reader = host.readers.redis.get('broker')!;
    await reader.pipeline([['PING']], never);
    await lab.run('docker stop -t 1 salon_gbp_redis');
    const failure = await reader.pipeline([['PING']], never).catch(failureOf);
    expect(failure).toMatchObject({ kind: 'unreachable' });
    await lab.run('docker start salon_gbp_redis');
    await expect
      .poll(() => reader.pipeline([['PING']], never).catch(() => []), { timeout: 15_000, interval: 300 })
      .toEqual(['PONG']);
  });

  test('Celery’s heartbeats arrive on the subscription', async () => {
    const controller = new AbortController();
    const heard: string[] = [];
    const listening = host.readers.redis
      .get('broker')!
      .psubscribe('/0.celeryev/worker.*', (channel) => heard.push(channel), controller.signal);
    await expect.poll(() => heard.length, { timeout: 15_000 }).toBeGreaterThan(0);
    controller.abort();
    await listening;
  });

  test('the site is asked as the host sees it, with its certificate', async () => {
    const { web } = host.readers;
    const url = `https://${lab.serverName}/`;
    const reply = await web.get(url, { from: 'host', timeoutMs: 5_000, address: lab.httpsAddress }, never);
    expect(reply.tls).toMatchObject({ error: '' });
    const end = await said(
      `openssl s_client -connect ${lab.httpsAddress} -servername ${lab.serverName} </dev/null 2>/dev/null | openssl x509 -noout -enddate`,
    );
    expect(reply.tls!.validTo).toBe(Date.parse(end.replace('notAfter=', '')));
    expect(reply.status).toBe(
      Number(await said(`curl -sko /dev/null -w '%{http_code}' --connect-to ::${lab.httpsAddress} ${url}`)),
    );
  });

  test('where sshd forwards no sockets, docker’s own command carries the calls', async () => {
    const sshd = await lab.sshdVariant('no-streamlocal', ['AllowStreamLocalForwarding no']);
    undo.push(() => sshd.stop());
    const { readers } = await another(sshd.port);
    expect((await readers.docker.list(never)).length).toBeGreaterThan(5);
    expect(readers.dockerPath).toBe('dial-stdio');
    await expect(readers.postgres.get('salon')!.query(q('SELECT 1 one'), never)).resolves.toEqual([
      { one: 1 },
    ]);
  });

  test('a login without the right to the socket is told so, and recovers', async () => {
    await lab.run('chgrp root /var/run/docker.sock');
    undo.push(() => lab.run('chgrp docker /var/run/docker.sock'));
    const { readers } = await another();
    await expect(readers.docker.list(never).catch(failureOf)).resolves.toMatchObject({
      kind: 'denied',
      what: { id: 'access.docker.denied', params: { user: 'ops' } },
      next: { id: 'access.docker.denied.next' },
    });
    await lab.run('chgrp docker /var/run/docker.sock');
    await expect
      .poll(
        () =>
          readers.docker.list(never).then(
            (list) => list.length,
            () => 0,
          ),
        { timeout: 10_000 },
      )
      .toBeGreaterThan(5);
  });

  test('a stopped engine is named, streams break, and all is back when it runs again', async () => {
    const { readers } = await another();
    const events = readers.docker.events(undefined, () => undefined, never).catch(failureOf);
    await readers.docker.list(never);
    const back = await lab.fault('dockerd-down');
    undo.push(back);
    await expect(events).resolves.toMatchObject({ kind: 'unreachable' });
    await expect(readers.docker.list(never).catch(failureOf)).resolves.toMatchObject({
      kind: 'unreachable',
      what: { id: expect.stringMatching(/^access\.docker\./) },
    });
    undo.pop();
    await back();
    await expect
      .poll(
        () =>
          readers.docker.list(never).then(
            (list) => list.length,
            () => 0,
          ),
        { timeout: 15_000 },
      )
      .toBeGreaterThan(5);
  });
});
