import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.js';

const bin = '/usr/lib/postgresql/15/bin';

/** Why no server can be started here; undefined when one can. */
export const postgresMissing: string | undefined = !existsSync(`${bin}/postgres`)
  ? 'PostgreSQL 15 is not installed'
  : process.getuid?.() !== 0
    ? 'not root, so no server user to change to'
    : undefined;

export interface RealPostgres {
  readonly port: number;
  readonly socketDir: string;
  /** Certificate authority of the server's certificate for `db.example`. */
  readonly caFile: string;
  /** Asks as superuser over the server's own socket. */
  psql(sql: string, database?: string): string;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A server of 8 slots (3 of them the superuser's) with a role `app`, password `app-secret`, by scram over TCP. */
export async function startPostgres(): Promise<RealPostgres> {
  const dir = mkdtempSync(join(tmpdir(), 'cockpit-pg-'));
  chmodSync(dir, 0o755);
  const data = join(dir, 'data');
  const asPostgres = (file: string, args: readonly string[], input?: string) =>
    execFileSync('setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', file, ...args], {
      cwd: '/',
      encoding: 'utf8',
      stdio: 'pipe',
      ...(input === undefined ? {} : { input }),
    });
  execFileSync('install', ['-d', '-o', 'postgres', data]);
  asPostgres(`${bin}/initdb`, ['-D', data, '-U', 'postgres', '-A', 'trust', '-N', '--no-instructions']);
  writeFileSync(
    join(data, 'pg_hba.conf'),
    'local all all trust\nhostssl all tls_only all scram-sha-256\nhost all tls_only all reject\nhost all all all scram-sha-256\n',
  );
  const key = join(data, 'server.key');
  const caFile = join(dir, 'server.crt');
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=db.example'].concat([
      '-addext',
      'subjectAltName=DNS:db.example',
      '-keyout',
      key,
      '-out',
      caFile,
    ]),
    { stdio: 'ignore' },
  );
  execFileSync('chown', ['postgres', key]);
  chmodSync(key, 0o600);
  const port = await freePort();
  const start = async () => {
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: data,
      max_connections: 8,
      fsync: 'off',
      ssl: 'on',
      ssl_cert_file: caFile,
      ssl_key_file: key,
      log_statement: 'all',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(
      'setpriv',
      ['--reuid=postgres', '--regid=postgres', '--init-groups', `${bin}/postgres`, '-D', data, ...args],
      { cwd: '/', stdio: 'ignore' },
    );
    for (let tries = 0; ; tries++) {
      try {
        psql('SELECT 1', 'postgres');
        return server;
      } catch (error) {
        if (tries > 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  const psql = (sql: string, database = 'shop') =>
    asPostgres(
      `${bin}/psql`,
      ['-XAtq', '-h', data, '-p', String(port), '-d', database, '-f', '-'],
      sql,
    ).trim();
  let server = await start();
  psql(
    "CREATE ROLE app LOGIN PASSWORD 'app-secret'; CREATE ROLE tls_only LOGIN PASSWORD 'app-secret';",
    'postgres',
  );
  psql('CREATE DATABASE shop OWNER app', 'postgres');
  const stop = async () => {
    server.kill('SIGINT');
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  };
  return {
    port,
    socketDir: data,
    caFile,
    psql,
    restart: async () => {
      await stop();
      server = await start();
    },
    stop: async () => {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
