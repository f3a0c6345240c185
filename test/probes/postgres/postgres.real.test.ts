import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostgresReader } from '../../../src/domain/access.js';
import { createPostgresProbe } from '../../../src/probes/postgres/probe.js';
import { hostEntry, postgresEntry } from '../support/host-entry.js';
import { psqlReaderOf, readerOf } from '../support/postgres-reader.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres-server.js';

const never = new AbortController().signal;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(!hasPostgres)('the Postgres probe on a real server', () => {
  let server: PostgresServer;
  let admin: pg.Client;
  let own: pg.Client;
  const opened: pg.Client[] = [];

  const session = async (name: string, config: pg.ClientConfig = {}) => {
    const client = await server.connect({ application_name: name, ...config });
    opened.push(client);
    return client;
  };
  const closeAll = async () => {
    for (const client of opened.splice(0)) await client.end().catch(() => {});
  };
  const read = (reader: PostgresReader, probe = createPostgresProbe(postgresEntry, hostEntry)) =>
    probe.read({ postgres: new Map([['db', reader]]) }, never);

  beforeAll(async () => {
    server = await startPostgres({ max_connections: '15' });
    admin = await server.connect();
    await admin.query('CREATE EXTENSION pg_stat_statements');
    await admin.query('CREATE ROLE cockpit LOGIN; GRANT pg_monitor TO cockpit; CREATE ROLE app LOGIN');
    await admin.query(
      'CREATE TABLE booking (id int PRIMARY KEY, note text); INSERT INTO booking VALUES (1), (2)',
    );
    await admin.query('GRANT ALL ON booking TO app');
    own = await server.connect({ user: 'cockpit', application_name: 'cockpit' });
  }, 60_000);

  afterAll(async () => {
    await closeAll();
    await own?.end();
    await admin?.end();
    server?.stop();
  });

  it('counts connections as the server does, with usable slots', async () => {
    await session('one');
    const data = await read(readerOf(own));
    const { rows } = await admin.query(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend'",
    );
    expect(data.connections.total).toBe(rows[0].n);
    expect(data.connections).toMatchObject({ max: 15, usable: 12, lockWaits: 0 });
    expect(data).toMatchObject({ via: 'connection', monitorRole: true, hidden: 0, standby: false });
    await closeAll();
  });

  it('costs one statement a refresh once it knows the server', async () => {
    const reader = readerOf(own);
    const probe = createPostgresProbe(postgresEntry, hostEntry);
    await read(reader, probe);
    reader.statements.length = 0;
    await read(reader, probe);
    expect(reader.statements.map((statement) => statement.name)).toEqual(['postgres.refresh']);
  });

  it('shows who waits for whom, with the lock that is waited for', async () => {
    const [a, b, c] = [await session('a'), await session('b'), await session('c')];
    await a.query("BEGIN; UPDATE booking SET note = 'a' WHERE id = 1");
    await b.query("BEGIN; UPDATE booking SET note = 'b' WHERE id = 2");
    const waits = [
      b.query("UPDATE booking SET note = 'b' WHERE id = 1"),
      c.query("UPDATE booking SET note = 'c' WHERE id = 2"),
    ];
    await waiting(2);
    const data = await read(readerOf(own));
    const byApp = (app: string) => data.activity.find((row) => row.app === app);
    expect(data.lockTree).toEqual([
      { pid: byApp('a')?.pid, depth: 0, waiters: 2 },
      { pid: byApp('b')?.pid, depth: 1, waiters: 1 },
      { pid: byApp('c')?.pid, depth: 2, waiters: 0 },
    ]);
    expect(byApp('a')).toMatchObject({ state: 'idle in transaction', wrote: true });
    expect(byApp('b')?.lock).toMatchObject({ type: 'transactionid', mode: 'ShareLock' });
    expect(byApp('b')?.lock?.waitSeconds).toBeGreaterThan(0);
    expect(data.connections.lockWaits).toBe(2);
    await a.query('ROLLBACK');
    await waits[0];
    await b.query('ROLLBACK');
    await waits[1];
    await closeAll();
  });

  it('lists an idle session that blocks others by an advisory lock', async () => {
    const holder = await session('holder');
    await holder.query('SELECT pg_advisory_lock(7)');
    const waiter = await session('waiter');
    const wait = waiter.query('SELECT pg_advisory_lock(7)');
    await waiting(1);
    const data = await read(readerOf(own));
    expect(data.activity.find((row) => row.app === 'holder')).toMatchObject({ state: 'idle' });
    expect(data.lockTree.map((node) => node.depth)).toEqual([0, 1]);
    await holder.query('SELECT pg_advisory_unlock(7)');
    await wait;
    await closeAll();
  });

  it('shows a prepared transaction that holds a lock as pid 0', async () => {
    const a = await session('a');
    await a.query("BEGIN; UPDATE booking SET note = 'p' WHERE id = 1; PREPARE TRANSACTION 'forgotten'");
    const wait = (await session('b')).query("UPDATE booking SET note = 'b' WHERE id = 1");
    await waiting(1);
    const data = await read(readerOf(own));
    expect(data.lockTree[0]).toEqual({ pid: 0, depth: 0, waiters: 1 });
    expect(data).toMatchObject({ preparedXacts: 1, severity: 'critical' });
    expect(data.prepared?.[0]).toMatchObject({ gid: 'forgotten', owner: 'postgres' });
    expect(data.why?.id).toBe('postgres.why.prepared');
    await admin.query("ROLLBACK PREPARED 'forgotten'");
    await wait;
    await closeAll();
  });

  it('gives the age of an aborted transaction, which has no start', async () => {
    const a = await session('a');
    await a.query('BEGIN');
    await a.query('SELECT 1/0').catch(() => {});
    await sleep(20);
    const row = (await read(readerOf(own))).activity.find((each) => each.app === 'a');
    expect(row?.state).toBe('idle in transaction (aborted)');
    expect(row?.xactSeconds).toBeUndefined();
    expect(row?.stateSeconds).toBeGreaterThan(0.015);
    await closeAll();
  });

  it('counts deadlocks since it began, and rates between two reads', async () => {
    const probe = createPostgresProbe(postgresEntry, hostEntry);
    const first = await read(readerOf(own), probe);
    expect(first.rates).toBeUndefined();
    const [a, b] = [await session('a'), await session('b')];
    await a.query("SET deadlock_timeout = '50ms'; BEGIN; UPDATE booking SET note = 'a' WHERE id = 1");
    await b.query("SET deadlock_timeout = '50ms'; BEGIN; UPDATE booking SET note = 'b' WHERE id = 2");
    await Promise.allSettled([
      a.query("UPDATE booking SET note = 'a' WHERE id = 2"),
      b.query("UPDATE booking SET note = 'b' WHERE id = 1"),
    ]);
    await a.query('ROLLBACK');
    await b.query('ROLLBACK');
    await closeAll();
    await expect
      .poll(async () => (await read(readerOf(own), probe)).deadlocksSeen, { timeout: 5000 })
      .toBe(1);
    const data = await read(readerOf(own), probe);
    expect(data.rates).toBeDefined();
    expect(data.hitPercentTotal).toBeGreaterThan(50);
  });

  it('ranks statements by their share of the time between two reads, texts fetched once', async () => {
    let now = 0;
    const probe = createPostgresProbe(postgresEntry, hostEntry, () => now);
    const reader = readerOf(own);
    await read(reader, probe);
    for (let i = 0; i < 5; i++) await admin.query('SELECT pg_sleep(0.02)');
    now += 10_000;
    await read(reader, probe);
    for (let i = 0; i < 5; i++) await admin.query('SELECT pg_sleep(0.02)');
    now += 10_000;
    reader.statements.length = 0;
    const data = await read(reader, probe);
    const top = data.statements?.[0];
    expect(top?.query).toBe('SELECT pg_sleep($1)');
    expect(top?.callsPerSecond).toBeCloseTo(0.5);
    expect(top?.sharePercent).toBeGreaterThan(80);
    expect(top?.sharePercent).toBeLessThanOrEqual(100);
    const names = reader.statements.map((statement) => statement.name);
    expect(names.slice(0, 2)).toEqual(['postgres.refresh', 'postgres.statements']);
  });

  it('says how many rows are hidden from a plain role', async () => {
    const plain = await session('plain', { user: 'app' });
    const data = await read(readerOf(plain));
    expect(data.monitorRole).toBe(false);
    expect(data.hidden).toBeGreaterThan(0);
    await closeAll();
  });

  it('gives everything through psql when the ordinary slots are gone', async () => {
    let client: pg.Client | undefined;
    do {
      client = await session('hog', { user: 'app' }).catch(() => undefined);
    } while (client);
    const superuser = psqlReaderOf(() => server.connect({ application_name: 'psql' }));
    const data = await read(superuser);
    expect(data).toMatchObject({ via: 'psql', severity: 'critical', why: { id: 'postgres.slotsFull' } });
    expect(data.connections.total).toBeGreaterThanOrEqual(data.connections.usable);
    await closeAll();
  });

  it('tells a limit of its own role from a server without slots', async () => {
    const data = await read(psqlReaderOf(() => server.connect({ application_name: 'psql' })));
    expect(data).toMatchObject({ via: 'psql', severity: 'warn', why: { id: 'postgres.ownLimit' } });
  });

  async function waiting(sessions: number): Promise<void> {
    const count = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    await expect.poll(async () => (await admin.query(count)).rows[0].n, { timeout: 5000 }).toBe(sessions);
  }
});
