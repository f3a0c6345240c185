import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.js';

/** Why no server can be started here; undefined when one can. */
export const redisMissing: string | undefined = existsSync('/usr/bin/redis-server')
  ? undefined
  : 'redis-server is not installed';

export interface RealRedis {
  readonly port: number;
  readonly socket: string;
  /** redis-cli with the arguments given, logged in. */
  cli(...args: string[]): string;
  restart(): Promise<void>;
  /** Freezes the server, so that it holds connections open and answers nothing. */
  freeze(on: boolean): void;
  stop(): Promise<void>;
}

export interface RedisSettings {
  readonly password?: string;
  /** Files of a certificate: the server then speaks TLS on a port of its own. */
  readonly tls?: { readonly port: number; readonly key: string; readonly cert: string };
}

export async function startRedis(options: RedisSettings = {}): Promise<RealRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'cockpit-redis-'));
  const socket = join(dir, 'redis.sock');
  const port = await freePort();
  const login = options.password ? ['--pass', options.password, '--no-auth-warning'] : [];
  const cli = (...args: string[]) =>
    execFileSync('redis-cli', ['-p', String(port), ...login, ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  const start = async () => {
    const settings = ['--port', String(port), '--unixsocket', socket, '--dir', dir, '--save', ''];
    const auth = options.password ? ['--requirepass', options.password] : [];
    const { tls } = options;
    const secure = tls
      ? [
          '--tls-port',
          String(tls.port),
          '--tls-key-file',
          tls.key,
          '--tls-cert-file',
          tls.cert,
          '--tls-auth-clients',
          'no',
        ]
      : [];
    const server = spawn('redis-server', [...settings, ...auth, ...secure], { stdio: 'ignore' });
    for (let tries = 0; ; tries++) {
      try {
        if (cli('PING') === 'PONG') return server;
      } catch (error) {
        if (tries > 100) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  };
  let server = await start();
  const stop = async () => {
    server.kill('SIGCONT');
    server.kill('SIGTERM');
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  };
  return {
    port,
    socket,
    cli,
    freeze: (on) => void server.kill(on ? 'SIGSTOP' : 'SIGCONT'),
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
