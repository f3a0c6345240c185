import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LinkPostgresReader } from '../../../src/access/postgres/postgres-reader.js';
import type { DockerReader } from '../../../src/domain/access.js';
import { freePort } from '../free-port.js';
import { StubLink } from '../stub-link.js';
import { postgresMissing, type RealPostgres, startPostgres } from './real-postgres.js';

const binary = process.env.PGBOUNCER ?? '/usr/sbin/pgbouncer';
const missing = postgresMissing ?? (existsSync(binary) ? undefined : 'pgbouncer is not installed');
const never = new AbortController().signal;

describe.skipIf(missing)(`through a real PgBouncer${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let server: RealPostgres;
  let port: number;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    server = await startPostgres();
    port = await freePort();
    const dir = mkdtempSync(join(tmpdir(), 'cockpit-pgb-'));
    chmodSync(dir, 0o755);
    const file = (name: string, text: string) => {
      writeFileSync(join(dir, name), text);
      return join(dir, name);
    };
    const users = file('users.txt', '"app" "app-secret"\n');
    const settings = file(
      'pgbouncer.ini',
      `[databases]\nshop = host=${server.socketDir} port=${server.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n` +
        `listen_port = ${port}\nunix_socket_dir =\nauth_type = scram-sha-256\nauth_file = ${users}\n` +
        'pool_mode = transaction\ndefault_pool_size = 1\n',
    );
    const pooler = spawn(
      'setpriv',
      ['--reuid=postgres', '--regid=postgres', '--init-groups', binary, settings],
      {
        stdio: 'ignore',
      },
    );
    const listens = () =>
      new Promise<boolean>((resolve) => {
        const socket = net.connect(port, '127.0.0.1', () => resolve(Boolean(socket.end())));
        socket.on('error', () => resolve(false));
      });
    await vi.waitUntil(listens, { timeout: 5_000 });
    stop = async () => {
      pooler.kill();
      await once(pooler, 'exit');
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    };
  }, 60_000);
  afterAll(() => stop?.());

  test('the limits hold within our transactions, and the application on the same connection stays writable', async () => {
    const link = new StubLink();
    const reader = new LinkPostgresReader({
      link,
      docker: {} as DockerReader,
      entry: {
        name: 'shop',
        address: { kind: 'tcp', host: '127.0.0.1', port },
        user: 'app',
        database: 'shop',
        password: { from: 'env', variable: 'PW' },
      },
      env: { PW: 'app-secret' },
    });
    const settings = `SELECT pg_backend_pid() pid, current_setting('transaction_read_only') ro,
      current_setting('statement_timeout') st, current_setting('TimeZone') tz`;
    const [ours] = await reader.query<{ pid: number }>({ name: 'settings', text: settings }, never);
    expect(ours).toMatchObject({ ro: 'on', st: '2s', tz: 'UTC' });
    // Refused once for its startup options, then let in without.
    expect(link.opened).toHaveLength(2);
    await expect(reader.query({ name: 'slow', text: 'SELECT pg_sleep(9)' }, never)).rejects.toMatchObject({
      failure: { kind: 'timeout' },
    });
    const { default: pg } = await import('pg');
    const application = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'app',
      password: 'app-secret',
      database: 'shop',
    });
    await application.connect();
    const { rows } = await application.query(settings);
    await application.end();
    expect(rows[0]).toMatchObject({ pid: ours!.pid, ro: 'off', st: '0' });
    await reader.close();
  });
});
