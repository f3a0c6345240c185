import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { LinkPostgresReader } from '../../../src/access/postgres/postgres-reader.js';
import type { DockerReader } from '../../../src/domain/access.js';
import { FailureError } from '../../../src/domain/failure.js';
import type { PostgresEntry } from '../../../src/domain/host.js';
import { StubLink } from '../stub-link.js';
import { postgresMissing, type RealPostgres, startPostgres } from './real-postgres.js';

const never = new AbortController().signal;
const noDocker = {} as DockerReader;
const failureOf = (error: unknown) => (error instanceof FailureError ? error.failure : error);
const select = (text: string) => ({ name: 'test', text });

describe.skipIf(postgresMissing)(
  `a real PostgreSQL server${postgresMissing ? ` (skipped: ${postgresMissing})` : ''}`,
  () => {
    let server: RealPostgres;
    let link: StubLink;
    const readers: LinkPostgresReader[] = [];

    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server?.stop());
    afterEach(async () => {
      await Promise.all(readers.splice(0).map((reader) => reader.close()));
      vi.unstubAllEnvs();
    });

    const open = (
      change: Partial<PostgresEntry> = {},
      env: Record<string, string> = { PW: 'app-secret' },
    ) => {
      link = new StubLink();
      const entry: PostgresEntry = {
        name: 'shop',
        address: { kind: 'tcp', host: '127.0.0.1', port: server.port },
        user: 'app',
        database: 'shop',
        password: { from: 'env', variable: 'PW' },
        ...change,
      };
      const reader = new LinkPostgresReader({ link, docker: noDocker, entry, env });
      readers.push(reader);
      return reader;
    };
    const sessions = () => Number(server.psql("SELECT count(*) FROM pg_stat_activity WHERE usename = 'app'"));

    test('values come with the types that the contract names', async () => {
      const [row] = await open().query(
        select(`SELECT 1::int4 i, 2.5::float8 f, 9007199254740993::int8 b, 1.10::numeric n, true t, null z,
        '2026-01-31 12:00:00.5+09'::timestamptz ts, '2026-01-31 12:00'::timestamp plain, '{1,2}'::int4[] a,
        ARRAY['x','y'] s, '{"k":[1]}'::jsonb j, '1 day'::interval d, 'abc' txt, 5::oid o`),
        never,
      );
      expect(row).toEqual({
        i: 1,
        f: 2.5,
        b: '9007199254740993',
        n: '1.10',
        t: true,
        z: null,
        ts: '2026-01-31T03:00:00.5+00:00',
        plain: '2026-01-31T12:00:00',
        a: [1, 2],
        s: ['x', 'y'],
        j: { k: [1] },
        d: '1 day',
        txt: 'abc',
        o: 5,
      });
    });

    test('the session has the name and the limits of a careful guest', async () => {
      const [row] = await open().query(
        select(`SELECT current_setting('application_name') app, current_setting('transaction_read_only') ro,
        current_setting('statement_timeout') st, current_setting('lock_timeout') lt, current_setting('jit') jit,
        current_setting('TimeZone') tz`),
        never,
      );
      expect(row).toEqual({ app: 'cockpit', ro: 'on', st: '2s', lt: '300ms', jit: 'off', tz: 'UTC' });
    });

    test('many queries at once go through one connection, in order', async () => {
      const reader = open();
      const rows = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          reader.query<{ i: number; pid: number }>(select(`SELECT ${i} i, pg_backend_pid() pid`), never),
        ),
      );
      expect(rows.map(([row]) => row!.i)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(new Set(rows.map(([row]) => row!.pid)).size).toBe(1);
      expect(reader.via).toBe('connection');
      expect(sessions()).toBe(1);
    });

    test('a slow statement ends after 2 s as a time-out and the connection goes on', async () => {
      const reader = open();
      await expect(reader.query(select('SELECT pg_sleep(9)'), never).catch(failureOf)).resolves.toMatchObject(
        {
          kind: 'timeout',
          what: { id: 'access.pg.statement-timeout' },
        },
      );
      await expect(reader.query(select('SELECT 1 one'), never)).resolves.toEqual([{ one: 1 }]);
      expect(link.opened).toHaveLength(1);
    });

    test('an aborted query rejects at once and does not disturb the next one', async () => {
      const reader = open();
      await reader.query(select('SELECT 1'), never);
      const controller = new AbortController();
      const slow = reader.query(select('SELECT pg_sleep(1)'), controller.signal);
      const began = performance.now();
      setTimeout(() => controller.abort(), 50);
      await expect(slow.catch(failureOf)).resolves.toMatchObject({ what: { id: 'access.stopped' } });
      expect(performance.now() - began).toBeLessThan(500);
      await expect(reader.query(select('SELECT 2 two'), never)).resolves.toEqual([{ two: 2 }]);
      expect(link.opened).toHaveLength(1);
    });

    test.each([
      ['a wrong password', { database: 'shop' }, { PW: 'nope' }, 'denied', 'access.pg.password'],
      ['a missing database', { database: 'void' }, { PW: 'app-secret' }, 'missing', 'access.pg.no-database'],
      ['an unset variable', {}, {}, 'missing', 'access.secret.env'],
      ['no password at all', { password: { from: 'none' } as const }, {}, 'denied', 'access.pg.password'],
    ])('%s is a failure of its own', async (_title, change, env, kind, id) => {
      const failure = await open(change, env as Record<string, string>)
        .query(select('SELECT 1'), never)
        .catch(failureOf);
      expect(failure).toMatchObject({ kind, what: { id } });
      expect(JSON.stringify(failure)).not.toContain('nope');
    });

    test.each([
      ['SELECT * FROM nowhere', 'missing', 'access.pg.no-table'],
      ['SELECT nothing FROM pg_class', 'missing', 'access.pg.no-column'],
      ['SELECT * FROM pg_authid', 'denied', 'access.pg.privilege'],
      ['SELECT 1/0', 'malformed', 'access.pg.statement'],
      ['WITH gone AS (DELETE FROM t RETURNING 1) SELECT * FROM gone', 'denied', 'access.pg.read-only'],
    ])('%s is told apart', async (text, kind, id) => {
      server.psql('CREATE TABLE IF NOT EXISTS t (); ALTER TABLE t OWNER TO app');
      await expect(open().query(select(text), never).catch(failureOf)).resolves.toMatchObject({
        kind,
        what: { id },
      });
    });

    test('the environment and ~/.pgpass of the operator play no part', async () => {
      for (const [name, value] of Object.entries({
        PGPASSWORD: 'app-secret',
        PGSSLMODE: 'require',
        PGOPTIONS: '-c jit=on',
      })) {
        vi.stubEnv(name, value);
      }
      const reader = open({ password: { from: 'none' } }, {});
      await expect(reader.query(select('SELECT 1'), never).catch(failureOf)).resolves.toMatchObject({
        kind: 'denied',
      });
      const [row] = await open().query<{ jit: string }>(select("SELECT current_setting('jit') jit"), never);
      expect(row?.jit).toBe('off');
    });

    test('over TLS the certificate must bear the configured name, whatever address leads there', async () => {
      const tls = { kind: 'tcp', host: 'db.example', port: 5432, tls: 'verify', ca: server.caFile } as const;
      const secure = open({ address: tls, user: 'tls_only' });
      link.route = () => `127.0.0.1:${server.port}`;
      const [row] = await secure.query<{ ssl: boolean }>(
        select('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'),
        never,
      );
      expect(row?.ssl).toBe(true);
      const other = open({ address: { ...tls, host: 'other.example' }, user: 'tls_only' });
      link.route = () => `127.0.0.1:${server.port}`;
      await expect(other.query(select('SELECT 1'), never).catch(failureOf)).resolves.toMatchObject({
        kind: 'denied',
        what: { id: 'access.tls.untrusted' },
      });
    });

    test('the unix socket of the host works too', async () => {
      const path = `${server.socketDir}/.s.PGSQL.${server.port}`;
      const reader = open({ address: { kind: 'socket', path }, password: { from: 'none' } });
      await expect(reader.query(select('SELECT 1 one'), never)).resolves.toEqual([{ one: 1 }]);
    });

    test('without a slot and without a container the failure says so, and the server is not dialled again at each poll', async () => {
      const holders = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const holder = open();
          await holder.query(select('SELECT 1'), never);
          return holder;
        }),
      );
      const late = open();
      for (let i = 0; i < 3; i++) {
        await expect(late.query(select('SELECT 1'), never).catch(failureOf)).resolves.toMatchObject({
          kind: 'unreachable',
          what: { id: 'access.pg.slots' },
        });
      }
      expect(link.opened).toHaveLength(1);
      expect(late.via).toBe('none');
      await expect(holders[0]!.query(select('SELECT 1 one'), never)).resolves.toEqual([{ one: 1 }]);
    });

    test('a new connection of the link gets a new session', async () => {
      const reader = open();
      await reader.query(select('SELECT 1'), never);
      link.become('down');
      link.cut();
      await expect(reader.query(select('SELECT 1'), never).catch(failureOf)).resolves.toMatchObject({
        kind: 'unreachable',
      });
      link.become('up');
      await expect(reader.query(select('SELECT 1 one'), never)).resolves.toEqual([{ one: 1 }]);
      expect(link.opened).toHaveLength(2);
    });

    test('a restarted server is found again', async () => {
      const reader = open();
      await reader.query(select('SELECT 1'), never);
      await server.restart();
      await expect
        .poll(() => reader.query(select('SELECT 1 one'), never).catch(() => []), { timeout: 10_000 })
        .toEqual([{ one: 1 }]);
    });

    test('closing leaves no session on the server', async () => {
      const reader = open();
      await reader.query(select('SELECT 1'), never);
      await reader.close();
      await expect.poll(sessions).toBe(0);
    });
  },
);
