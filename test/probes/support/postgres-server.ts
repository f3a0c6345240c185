import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Debian keeps the server's programs here, one folder a major version. */
const root = '/usr/lib/postgresql';

function programs(): string | undefined {
  if (!existsSync(root)) return undefined;
  const newest = readdirSync(root).sort((a, b) => Number(b) - Number(a))[0];
  const bin = newest ? join(root, newest, 'bin') : undefined;
  return bin && existsSync(join(bin, 'initdb')) ? bin : undefined;
}

/** False where PostgreSQL's server isn't installed: the tests that need one are skipped and say so. */
export const hasPostgres = programs() !== undefined;

export interface PostgresServer {
  readonly port: number;
  connect(options?: pg.ClientConfig): Promise<pg.Client>;
  stop(): void;
}

/** A throw-away server on a free port, with pg_stat_statements and prepared transactions; postgresql.conf lines in `settings`. */
export async function startPostgres(settings: Record<string, string> = {}): Promise<PostgresServer> {
  const bin = programs();
  if (!bin) throw new Error('no PostgreSQL server installed');
  const dir = mkdtempSync(join(tmpdir(), 'cockpit-pg-'));
  const owner: { uid?: number; gid?: number } = process.getuid?.() === 0 ? userOf('postgres') : {};
  if (owner.uid !== undefined) chownSync(dir, owner.uid, owner.gid ?? owner.uid);
  const run = (program: string, args: readonly string[]) =>
    execFileSync(join(bin, program), args, { ...owner, cwd: dir, stdio: 'ignore' });
  const port = await freePort();
  const data = join(dir, 'data');
  const all = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: dir,
    shared_preload_libraries: 'pg_stat_statements',
    max_prepared_transactions: '5',
    fsync: 'off',
    ...settings,
  };
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync']);
  const options = Object.entries(all).map(([key, value]) => `-c ${key}='${value}'`);
  run('pg_ctl', ['-D', data, '-w', '-l', join(dir, 'log'), '-o', options.join(' '), 'start']);
  return {
    port,
    async connect(config = {}) {
      const client = new pg.Client({
        host: '127.0.0.1',
        port,
        user: 'postgres',
        database: 'postgres',
        ...config,
      });
      client.on('error', () => {});
      await client.connect();
      return client;
    },
    stop() {
      run('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function userOf(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
