import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasPostgres, type PostgresServer, startPostgres } from '../probes/support/postgres-server.js';
import { builtInTrees } from './support/trees.js';

const schema = readFileSync(new URL('../fixtures/solid-queue/schema.sql', import.meta.url), 'utf8');
const utc = "(now() AT TIME ZONE 'UTC')";

const { trees } = builtInTrees();

/** The statement of a tree's action, as it is sent. */
function sqlOf(id: string, step: string): string {
  const found = trees.find((tree) => tree.id === id)?.steps.find((one) => one.id === step);
  if (found?.kind !== 'action' || found.deed.act.do !== 'sql')
    throw new Error(`${id}/${step} has no statement`);
  return found.deed.act.text;
}

describe.skipIf(!hasPostgres)('Statements of actions on a real server', () => {
  let server: PostgresServer;
  let db: pg.Client;

  beforeAll(async () => {
    // A zone of its own shows that timestamps are taken as UTC.
    server = await startPostgres({ timezone: 'Asia/Tokyo' });
    db = await server.connect();
    await db.query(schema);
  }, 60_000);
  afterAll(async () => {
    await db?.end();
    server?.stop();
  });

  describe('failed jobs of Solid Queue', () => {
    // As ActiveJob writes it: the order of keys, a null character and number forms must survive.
    const args =
      '{"job_class":"MailJob","arguments":[{"b":1,"a":1.50,"text":"\\u0000"}],"executions":5,"exception_executions":{"[Timeout]":5},"locale":"ja"}';

    async function failedJob(more: { key?: string; scheduled?: string } = {}): Promise<string> {
      const { rows } = await db.query(
        `WITH job AS (INSERT INTO solid_queue_jobs (queue_name, class_name, arguments, priority, concurrency_key, scheduled_at, created_at, updated_at)
           VALUES ('mailers', 'MailJob', $1, 7, $2, ${utc} + $3::interval, ${utc} - interval '1 day', ${utc} - interval '1 day') RETURNING id)
         INSERT INTO solid_queue_failed_executions (job_id, error, created_at) SELECT id, '{}', ${utc} FROM job RETURNING id`,
        [args, more.key ?? null, more.scheduled ?? null],
      );
      return rows[0].id;
    }
    const count = async (table: string) =>
      Number((await db.query(`SELECT count(*) FROM solid_queue_${table}`)).rows[0].count);
    const retry = (failure: string) => db.query(sqlOf('job-retry', 'retry'), [failure]);

    beforeEach(async () => {
      await db.query('TRUNCATE solid_queue_jobs CASCADE');
    });

    it('retry puts the job back into its queue with its priority', async () => {
      const { rows } = await retry(await failedJob());
      expect(rows).toMatchObject([{ state: 'ready' }]);
      const ready = await db.query(
        `SELECT queue_name, priority, abs(extract(epoch FROM created_at - ${utc})) < 60 AS now FROM solid_queue_ready_executions`,
      );
      expect(ready.rows).toEqual([{ queue_name: 'mailers', priority: 7, now: true }]);
      expect(await count('failed_executions')).toBe(0);
    });

    it('retry sets the counters back and changes nothing else of the arguments', async () => {
      await retry(await failedJob());
      const { rows } = await db.query('SELECT arguments FROM solid_queue_jobs');
      const expected = args.replace('"executions":5', '"executions":0').replace('{"[Timeout]":5}', '{}');
      expect(rows[0].arguments).toBe(expected);
    });

    it('a job with a concurrency limit waits, due at once, for the dispatcher to ask the semaphore', async () => {
      const { rows } = await retry(await failedJob({ key: 'MailJob/1' }));
      expect(rows).toMatchObject([{ state: 'blocked' }]);
      const blocked = await db.query(
        `SELECT concurrency_key, queue_name, priority, expires_at <= ${utc} AS due FROM solid_queue_blocked_executions`,
      );
      expect(blocked.rows).toEqual([
        { concurrency_key: 'MailJob/1', queue_name: 'mailers', priority: 7, due: true },
      ]);
      expect(await count('ready_executions')).toBe(0);
    });

    it('a job whose time has not come is scheduled', async () => {
      expect((await retry(await failedJob({ scheduled: '1 hour' }))).rows).toMatchObject([
        { state: 'scheduled' },
      ]);
      expect(await count('scheduled_executions')).toBe(1);
    });

    it('retry leaves other failures alone, and a second retry does nothing', async () => {
      const failure = await failedJob();
      await failedJob();
      await retry(failure);
      expect((await retry(failure)).rows).toEqual([]);
      expect(await count('failed_executions')).toBe(1);
      expect(await count('ready_executions')).toBe(1);
    });

    it('discard deletes this job with its failure and no other', async () => {
      const failure = await failedJob();
      await failedJob();
      const { rows } = await db.query(sqlOf('job-discard', 'discard'), [failure]);
      expect(rows).toMatchObject([{ class_name: 'MailJob' }]);
      expect(await count('failed_executions')).toBe(1);
      expect(await count('jobs')).toBe(1);
    });
  });

  describe('sessions', () => {
    async function sleeper(): Promise<{ client: pg.Client; session: string; asleep: Promise<unknown> }> {
      const client = await server.connect();
      client.on('error', () => undefined);
      const { rows } = await client.query(
        "SELECT pid || '/' || backend_start AS session FROM pg_stat_activity WHERE pid = pg_backend_pid()",
      );
      const asleep = client.query('SELECT pg_sleep(30)').catch((error: { code?: string }) => error.code);
      await expect
        .poll(
          async () =>
            (
              await db.query(
                "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND pid || '/' || backend_start = $1",
                [rows[0].session],
              )
            ).rowCount,
          {
            timeout: 10_000,
          },
        )
        .toBe(1);
      return { client, session: rows[0].session, asleep };
    }

    it.each(['session-cancel', 'lock-cancel'])('%s ends the statement, not the session', async (id) => {
      const { client, session, asleep } = await sleeper();
      await db.query(sqlOf(id, 'cancel'), [session]);
      expect(await asleep).toBe('57014');
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      await client.end();
    });

    it.each(['session-terminate', 'lock-terminate'])('%s ends the session', async (id) => {
      const { session, asleep } = await sleeper();
      await db.query(sqlOf(id, 'terminate'), [session]);
      expect(await asleep).toBe('57P01');
    });

    it('a pid that belongs to a later session by now is left alone', async () => {
      const { client, session, asleep } = await sleeper();
      const earlier = session.replace(/\/\d{4}/, '/2001');
      expect((await db.query(sqlOf('session-terminate', 'terminate'), [earlier])).rows).toEqual([]);
      expect((await db.query(sqlOf('session-cancel', 'cancel'), [earlier])).rows).toEqual([]);
      await db.query(sqlOf('session-cancel', 'cancel'), [session]);
      expect(await asleep).toBe('57014');
      await client.end();
    });

    it('ending the idle sessions of a client ends no other and none that works', async () => {
      const own = await Promise.all([1, 2, 3].map(() => server.connect()));
      for (const one of own) one.on('error', () => undefined);
      const [holder, second, open] = own;
      if (!holder || !second || !open) throw new Error('no sessions');
      const other = await server.connect();
      for (const one of own) await one.query("SET application_name = 'leak'");
      await other.query("SET application_name = 'other'");
      await open.query('BEGIN');
      const { rows } = await holder.query(
        "SELECT pid || '/' || backend_start AS session FROM pg_stat_activity WHERE pid = pg_backend_pid()",
      );
      const ended = await db.query(sqlOf('db-connections', 'end-idle'), [rows[0].session]);
      expect(ended.rowCount).toBe(2);
      await expect
        .poll(
          async () =>
            (await db.query("SELECT state FROM pg_stat_activity WHERE application_name = 'leak'")).rows,
          {
            timeout: 10_000,
          },
        )
        .toEqual([{ state: 'idle in transaction' }]);
      expect((await other.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      await Promise.all([open.end(), other.end()]);
    });
  });
});
