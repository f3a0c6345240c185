import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { QueueEntry } from '../../../src/domain/host.js';
import { solidQueue } from '../../../src/probes/queues/solid-queue.js';
import { hostEntry } from '../support/host-entry.js';
import { psqlReaderOf, readerOf } from '../support/postgres-reader.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres-server.js';

const schema = readFileSync(new URL('../../fixtures/solid-queue/schema.sql', import.meta.url), 'utf8');
const entry: Extract<QueueEntry, { kind: 'solid-queue' }> = {
  kind: 'solid-queue',
  name: 'jobs',
  postgres: 'db',
  schema: 'public',
};
const never = new AbortController().signal;
const utc = "(now() AT TIME ZONE 'UTC')";

describe.skipIf(!hasPostgres)('Solid Queue on a real server', () => {
  let server: PostgresServer;
  let db: pg.Client;
  let now = 0;

  const system = () => solidQueue.create(entry, hostEntry, () => now);
  const read = (from = system(), client = db) =>
    from.read({ postgres: new Map([['db', readerOf(client)]]) }, never);
  const figure = async (id: string) => (await read()).figures.find((each) => each.id === id)?.value;

  /** Adds jobs and returns their ids. */
  async function jobs(count: number, queue: string, name = 'ReminderJob'): Promise<string[]> {
    const { rows } = await db.query(
      `INSERT INTO solid_queue_jobs (queue_name, class_name, created_at, updated_at)
       SELECT $1, $2, ${utc}, ${utc} FROM generate_series(1, $3) RETURNING id`,
      [queue, name, count],
    );
    return rows.map((row) => row.id);
  }
  async function ready(count: number, queue: string, age = '0 s') {
    for (const id of await jobs(count, queue)) {
      await db.query(
        `INSERT INTO solid_queue_ready_executions (job_id, queue_name, created_at) VALUES ($1, $2, ${utc} - $3::interval)`,
        [id, queue, age],
      );
    }
  }
  async function processes(kinds: readonly string[], age = '1 s') {
    for (const kind of kinds) {
      await db.query(
        `INSERT INTO solid_queue_processes (kind, last_heartbeat_at, pid, hostname, created_at, name)
         VALUES ($1::text, ${utc} - $2::interval, 7, 'web', ${utc}, lower($1::text) || '-1')`,
        [kind, age],
      );
    }
  }
  const everyKind = ['Supervisor(fork)', 'Dispatcher', 'Worker', 'Scheduler'];
  async function recurring(key: string, runs: readonly string[]) {
    await db.query(
      `INSERT INTO solid_queue_recurring_tasks (key, schedule, created_at, updated_at) VALUES ($1, 'every hour', ${utc}, ${utc})`,
      [key],
    );
    for (const age of runs) {
      const [id] = await jobs(1, 'default');
      await db.query(
        `INSERT INTO solid_queue_recurring_executions (job_id, task_key, run_at, created_at) VALUES ($1, $2, ${utc} - $3::interval, ${utc})`,
        [id, key, age],
      );
    }
  }

  beforeAll(async () => {
    // A zone of its own shows that timestamps are taken as UTC.
    server = await startPostgres({ timezone: 'Asia/Tokyo' });
    db = await server.connect();
    await db.query(schema);
    await db.query('CREATE ROLE plain LOGIN');
  }, 60_000);
  afterAll(async () => {
    await db?.end();
    server?.stop();
  });
  beforeEach(async () => {
    now = 1_000_000;
    await db.query(
      'TRUNCATE solid_queue_jobs, solid_queue_processes, solid_queue_pauses, solid_queue_recurring_tasks CASCADE',
    );
  });

  it('shows ready jobs and their age per queue, empty and paused queues too', async () => {
    await ready(3, 'mailers', '65 s');
    await ready(1, 'default');
    await jobs(1, 'idle');
    await db.query(`INSERT INTO solid_queue_pauses (queue_name, created_at) VALUES ('held', ${utc})`);
    await processes(everyKind);
    const { queues } = await read();
    expect(queues.map(({ name, depth, paused, severity }) => [name, depth, paused, severity])).toEqual([
      ['default', 1, false, 'ok'],
      ['held', 0, true, 'info'],
      ['idle', 0, false, 'ok'],
      ['mailers', 3, false, 'warn'],
    ]);
    const age = queues.find((queue) => queue.name === 'mailers')?.latencySeconds;
    expect(age).toBeGreaterThanOrEqual(65);
    expect(age).toBeLessThan(70);
  });

  it('counts scheduled, overdue, claimed, orphaned and blocked jobs', async () => {
    await processes(['Worker']);
    const [later, late, mine, lost, blocked] = await jobs(5, 'default');
    await db.query(
      `INSERT INTO solid_queue_scheduled_executions (job_id, queue_name, scheduled_at, created_at)
       VALUES ($1, 'default', ${utc} + interval '1 h', ${utc}), ($2, 'default', ${utc} - interval '2 min', ${utc})`,
      [later, late],
    );
    await db.query(
      `INSERT INTO solid_queue_claimed_executions (job_id, process_id, created_at)
       VALUES ($1, (SELECT max(id) FROM solid_queue_processes), ${utc} - interval '30 s'), ($2, -1, ${utc})`,
      [mine, lost],
    );
    await db.query(
      `INSERT INTO solid_queue_blocked_executions (job_id, queue_name, concurrency_key, expires_at, created_at)
       VALUES ($1, 'default', 'k', ${utc} - interval '1 s', ${utc})`,
      [blocked],
    );
    const data = await read();
    const figures = Object.fromEntries(data.figures.map(({ id, value }) => [id, value]));
    expect(figures).toMatchObject({
      scheduled: 2,
      overdue: 1,
      claimed: 2,
      orphaned: 1,
      blocked: 1,
      expired: 1,
    });
    expect(data.claimed?.map((job) => [job.orphaned, Math.round(job.seconds)])).toEqual([
      [false, 30],
      [true, 0],
    ]);
    expect(data.workers[0]).toMatchObject({ kind: 'Worker', alive: true, active: 1 });
  });

  it('shows the latest errors, though their JSON is cut off or holds NUL escapes', async () => {
    const ids = await jobs(2, 'mailers');
    const error = (message: string) =>
      JSON.stringify({
        exception_class: 'Net::SMTPAuthenticationError',
        message,
        backtrace: ['x'.repeat(5000)],
      });
    for (const [at, id] of ids.entries()) {
      await db.query(
        `INSERT INTO solid_queue_failed_executions (job_id, error, created_at) VALUES ($1, $2, '2026-01-02 03:04:05')`,
        [id, error(at === 0 ? '535 "no"\u0000\u001b[31m' : '535 はい')],
      );
    }
    expect(await figure('failed')).toBe(2);
    const { failures, why } = await read();
    expect(failures?.map((failure) => failure.error)).toEqual([
      'Net::SMTPAuthenticationError: 535 はい',
      'Net::SMTPAuthenticationError: 535 "no"',
    ]);
    expect(failures?.[0]).toMatchObject({
      queue: 'mailers',
      job: 'ReminderJob',
      at: Date.UTC(2026, 0, 2, 3, 4, 5),
    });
    expect(why?.id).toBe('queues.solid.noProcess');
  });

  it('warns of a late heartbeat and counts a process as dead after five minutes', async () => {
    await processes(everyKind);
    await processes(['Late'], '91 s');
    await processes(['Dead'], '301 s');
    const { workers, severity, why } = await read();
    expect(workers.find((worker) => worker.kind === 'Late')).toMatchObject({
      alive: true,
      note: { id: 'queues.worker.late' },
    });
    expect(workers.find((worker) => worker.kind === 'Dead')).toMatchObject({ alive: false });
    expect([severity, why?.id]).toEqual(['warn', 'queues.solid.late']);
  });

  it('says when recurring tasks have no scheduler', async () => {
    await processes(['Worker', 'Dispatcher']);
    await recurring('cleanup', []);
    expect(await read()).toMatchObject({
      severity: 'critical',
      why: { id: 'queues.solid.noScheduler' },
      scheduler: { alive: false },
      recurring: [{ key: 'cleanup', schedule: 'every hour', missed: 'unknown' }],
    });
  });

  it('says when a recurring task missed a run, by the rhythm of its last ones', async () => {
    await processes(everyKind);
    await recurring('even', ['10 min', '70 min', '130 min', '190 min']);
    await recurring('missed', ['95 min', '155 min', '215 min', '275 min']);
    const { recurring: tasks, why } = await read();
    expect(tasks?.map((task) => [task.key, task.missed])).toEqual([
      ['even', false],
      ['missed', true],
    ]);
    expect(why).toEqual({ id: 'queues.solid.missed', params: { key: 'missed' } });
  });

  it('says that jobs are overdue only while all heartbeats are fresh', async () => {
    await processes(everyKind);
    const [id] = await jobs(1, 'default');
    await db.query(
      `INSERT INTO solid_queue_scheduled_executions (job_id, queue_name, scheduled_at, created_at) VALUES ($1, 'default', ${utc} - interval '5 min', ${utc})`,
      [id],
    );
    expect(await read()).toMatchObject({ severity: 'critical', stalled: { id: 'queues.solid.overdue' } });
    await db.query(`UPDATE solid_queue_processes SET last_heartbeat_at = ${utc} - interval '4 min'`);
    expect((await read()).stalled).toBeUndefined();
  });

  it('says when ready jobs are not claimed for half a minute', async () => {
    await processes(everyKind);
    await ready(2, 'default');
    const same = system();
    expect((await read(same)).stalled).toBeUndefined();
    now += 31_000;
    expect((await read(same)).stalled?.id).toBe('queues.solid.notClaimed');
  });

  it('reads the same through the wrapping that psql needs', async () => {
    await ready(2, 'default');
    await processes(everyKind);
    const reader = psqlReaderOf(() => server.connect());
    const data = await system().read({ postgres: new Map([['db', reader]]) }, never);
    const { queues, workers } = await read();
    expect(data.queues.map(({ name, depth }) => [name, depth])).toEqual(
      queues.map(({ name, depth }) => [name, depth]),
    );
    expect(data.workers.map((worker) => worker.name)).toEqual(workers.map((worker) => worker.name));
  });

  it('fails with a next step without the tables, and without the right to read them', async () => {
    const elsewhere = solidQueue.create({ ...entry, schema: "it's" }, hostEntry, () => now);
    await expect(read(elsewhere)).rejects.toMatchObject({
      failure: { kind: 'missing', next: { id: 'queues.solid.noTable.next' } },
    });
    const plain = await server.connect({ user: 'plain' });
    await expect(read(system(), plain)).rejects.toMatchObject({
      failure: { kind: 'denied', next: { id: 'queues.solid.denied.next' } },
    });
    await plain.end();
  });

  it('works without the tables of recurring tasks and pauses, which old versions lack', async () => {
    await db.query(
      'BEGIN; DROP TABLE solid_queue_recurring_tasks, solid_queue_pauses; ALTER TABLE solid_queue_processes DROP name',
    );
    await db.query(
      `INSERT INTO solid_queue_processes (kind, last_heartbeat_at, pid, hostname, created_at) VALUES ('Worker', ${utc}, 7, 'web', ${utc})`,
    );
    const data = await read();
    await db.query('ROLLBACK');
    expect(data.recurring).toEqual([]);
    expect(data.workers[0]?.name).toBe('worker-web-7');
  });

  it('stops counting in a queue of more jobs than can be counted quickly', async () => {
    await db.query(`INSERT INTO solid_queue_jobs (queue_name, class_name, created_at, updated_at)
      SELECT 'bulk', 'BulkJob', ${utc}, ${utc} FROM generate_series(1, 60000)`);
    await db.query(`INSERT INTO solid_queue_ready_executions (job_id, queue_name, created_at)
      SELECT id, queue_name, created_at FROM solid_queue_jobs`);
    await processes(everyKind);
    const { queues } = await read();
    expect(queues[0]).toMatchObject({ name: 'bulk', depth: 50_000, depthIsLowerBound: true });
  });
});
