import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './postgres-server.js';

/** Debian's own interpreter: its packages hold Celery. */
const python = '/usr/bin/python3';
const runs = (program: string, args: string[]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** False where redis-server or Celery isn't installed: the tests that need them are skipped and say so. */
export const hasCelery = runs('redis-server', ['--version']) && runs(python, ['-c', 'import celery, redis']);

const folder = fileURLToPath(new URL('../../fixtures/celery', import.meta.url));

export interface CelerySystem {
  readonly port: number;
  /** `celery worker|beat …` of the application in test/fixtures/celery. */
  celery(...args: string[]): ChildProcess;
  /** Runs Python in the application's folder. */
  python(code: string): string;
  /** redis-cli, e.g. `redis('llen', 'celery')`. */
  redis(...args: string[]): string;
  stop(): void;
}

/** A real Redis on a free port and, on demand, workers and beat. */
export async function startCelery(prefix = ''): Promise<CelerySystem> {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'cockpit-celery-'));
  const env = {
    ...process.env,
    BROKER: `redis://127.0.0.1:${port}/0`,
    PREFIX: prefix,
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const children: ChildProcess[] = [];
  const start = (program: string, args: readonly string[], cwd: string) => {
    const child = spawn(program, args, { cwd, env, stdio: 'ignore', detached: true });
    children.push(child);
    return child;
  };
  start('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], dir);
  const redis = (...args: string[]) =>
    execFileSync('redis-cli', ['-p', String(port), '--raw', ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  for (let tries = 0; !runs('redis-cli', ['-p', String(port), 'ping']); tries++) {
    if (tries > 200) throw new Error('redis-server did not start');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    port,
    redis,
    celery: (...args) => start(python, ['-m', 'celery', '-A', 'app', ...args], folder),
    python: (code) => execFileSync(python, ['-c', code], { cwd: folder, env, encoding: 'utf8' }),
    stop() {
      for (const child of children) killGroup(child);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Kills a program with its children, as the kernel kills a container's. */
export function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
