import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ContractServer, refusalOf } from './contract-sql.js';

/** The statement that a playbook sends for a session. */
function statementOf(playbook: string, step: string): string {
  const { steps } = parse(readFileSync(`src/playbooks/rows/${playbook}.yaml`, 'utf8')) as {
    steps: { id: string; action?: { sql: { text: string } } }[];
  };
  return steps.find(({ id }) => id === step)?.action?.sql.text ?? '';
}

const waitingSql = `SELECT pid, wait_event, pg_blocking_pids(pid) AS blocked_by FROM pg_stat_activity
  WHERE wait_event_type = 'Lock' ORDER BY query_start`;
const headSql = `SELECT pid::text || '/' || backend_start::text AS session FROM pg_stat_activity
  WHERE state = 'idle in transaction' AND pid <> pg_backend_pid()`;

/** What every server does that cockpit speaks to; `server` is asked for when a test runs. */
export function describeServer(server: () => ContractServer): void {
  let clients: Client[] = [];
  const connect = async (settings?: string) => {
    const client = await server().connect(settings);
    client.on('error', () => undefined);
    clients.push(client);
    return client;
  };
  const endAll = async () => {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
    clients = [];
  };

  test('a connection sees itself at work, with its name and settings, which are its own', async () => {
    const one = await connect('-c default_transaction_read_only=on -c statement_timeout=2000');
    const other = await connect();
    const own = `SELECT application_name AS app, state, backend_type AS kind, query LIKE '%own row%' AS query,
      datid = (SELECT oid FROM pg_database WHERE datname = current_database()) AS here, usesysid IS NOT NULL AS known
      FROM pg_stat_activity WHERE pid = pg_backend_pid() -- own row`;
    expect((await one.query(own)).rows).toEqual([
      { app: 'contract', state: 'active', kind: 'client backend', query: true, here: true, known: true },
    ]);
    await one.query("SET application_name = 'renamed'");
    expect((await one.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '2s' }]);
    expect((await other.query('SHOW statement_timeout')).rows).toEqual([{ statement_timeout: '0' }]);
    const names = await other.query(
      "SELECT application_name AS app, state FROM pg_stat_activity WHERE application_name IN ('renamed', 'contract') ORDER BY 1 DESC",
    );
    expect(names.rows).toEqual([
      { app: 'renamed', state: 'idle' },
      { app: 'contract', state: 'active' },
    ]);
    await endAll();
  }, 60_000);

  test('what is not allowed, and what takes too long, ends with the code of its kind', async () => {
    const reader = await connect('-c default_transaction_read_only=on -c statement_timeout=300');
    const codes: unknown[] = [];
    for (const sql of [
      'CREATE TABLE t (i int)',
      'SELECT pg_sleep(20)',
      'SELECT 1/0',
      'SELECT * FROM no_such_table',
      'SELEC',
    ])
      codes.push(await refusalOf(reader.query(sql)));
    expect(codes).toEqual([
      { code: '25006', message: 'cannot execute CREATE TABLE in a read-only transaction' },
      { code: '57014', message: 'canceling statement due to statement timeout' },
      { code: '22012', message: 'division by zero' },
      { code: '42P01', message: 'relation "no_such_table" does not exist' },
      { code: '42601', message: 'syntax error at or near "SELEC"' },
    ]);
    expect((await reader.query('SELECT 1 AS still')).rows).toEqual([{ still: 1 }]);
    await endAll();
  }, 60_000);

  test('a failed transaction takes nothing but its end', async () => {
    const client = await connect();
    await client.query('BEGIN READ ONLY');
    await refusalOf(client.query('SELECT 1/0'));
    expect(await refusalOf(client.query('SELECT 1'))).toEqual({
      code: '25P02',
      message: 'current transaction is aborted, commands ignored until end of transaction block',
    });
    await client.query('ROLLBACK');
    expect((await client.query('SELECT 1 AS again')).rows).toEqual([{ again: 1 }]);
    await endAll();
  }, 60_000);

  test('a running statement is cancelled, a session is ended, and each is told so', async () => {
    const worker = await connect();
    const operator = await connect();
    const { rows } = await worker.query('SELECT pg_backend_pid() AS pid');
    const pid = rows[0]?.pid as number;
    const slept = refusalOf(worker.query('SELECT pg_sleep(20)'));
    await server().settle();
    expect((await operator.query('SELECT pg_cancel_backend($1) AS done', [pid])).rows).toEqual([
      { done: true },
    ]);
    expect(await slept).toEqual({ code: '57014', message: 'canceling statement due to user request' });
    expect((await worker.query('SELECT 1 AS lives')).rows).toEqual([{ lives: 1 }]);

    const ended = new Promise<string | undefined>((resolve) =>
      worker.on('error', (error: Error & { code?: string }) => resolve(error.code)),
    );
    const end = await operator.query(
      'SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity WHERE pid = $1',
      [pid],
    );
    expect(end.rows).toEqual([{ done: true }]);
    expect(await ended).toBe('57P01');
    await server().settle();
    expect((await operator.query('SELECT pg_terminate_backend($1) AS done', [pid])).rows).toEqual([
      { done: false },
    ]);
    await endAll();
  }, 60_000);

  test('who waits for a row waits for its holder, then for those before; ending the holder frees all', async () => {
    const client = await connect('-c timezone=UTC -c datestyle=ISO');
    await server().lock(3);
    await server().settle();
    const { rows } = await client.query(waitingSql);
    const [first, second, third] = rows.map(({ pid }) => pid as number);
    const session = String((await client.query(headSql)).rows[0]?.session);
    const head = Number(session.split('/')[0]);
    expect(rows).toEqual([
      { pid: first, wait_event: 'transactionid', blocked_by: [head] },
      { pid: second, wait_event: 'tuple', blocked_by: [first] },
      { pid: third, wait_event: 'tuple', blocked_by: [first, second] },
    ]);
    const locks = await client.query(
      'SELECT locktype, mode FROM pg_locks WHERE NOT granted ORDER BY waitstart',
    );
    expect(locks.rows).toEqual([
      { locktype: 'transactionid', mode: 'ShareLock' },
      { locktype: 'tuple', mode: 'ExclusiveLock' },
      { locktype: 'tuple', mode: 'ExclusiveLock' },
    ]);

    // An idle session has nothing to cancel, and says that it was done.
    const cancel = await client.query(statementOf('lock-cancel', 'cancel'), [session]);
    expect(cancel.rows).toEqual([{ cancelled: true }]);
    expect((await client.query(waitingSql)).rows).toHaveLength(3);
    const other = await client.query(statementOf('session-terminate', 'terminate'), [
      `${head}/2001-01-01 00:00:00+00`,
    ]);
    expect(other.rows).toEqual([]);
    const end = await client.query(statementOf('lock-terminate', 'terminate'), [session]);
    expect(end.rows).toEqual([{ ended: true }]);
    await server().settle();
    await server().settle();
    expect((await client.query(waitingSql)).rows).toEqual([]);
    expect((await client.query(headSql)).rows).toEqual([]);
    await endAll();
  }, 90_000);

  test('without a slot a role without privileges is refused first, then everybody', async () => {
    const client = await connect();
    await server().takeSlots();
    expect(await refusalOf(server().connectPlain())).toEqual({
      code: '53300',
      message: expect.stringMatching(/^remaining connection slots are reserved for /),
    });
    let full: unknown;
    for (let i = 0; i < 5 && full === undefined; i++) full = await refusalOf(connect());
    expect(full).toEqual({ code: '53300', message: 'sorry, too many clients already' });
    expect((await client.query('SELECT 1 AS held')).rows).toEqual([{ held: 1 }]);
    await endAll();
  }, 90_000);
}
