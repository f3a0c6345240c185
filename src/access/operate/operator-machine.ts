import { type ChildProcess, spawn } from 'node:child_process';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { errorCode, errorText } from '../error-text.js';
import type { RemoteProcess } from '../remote-link.js';

/** How long a process group may take to end after SIGTERM. */
const graceMs = 2000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Starts a command on the operator's machine: no shell, a process group of its own (Ctrl-C in the terminal does not reach
 * it). Rejects with a FailureError when it did not start.
 */
export async function startHere(argv: readonly string[], env: Environment): Promise<RemoteProcess> {
  const [command = '', ...args] = argv;
  let child: ReturnType<typeof spawnGroup>;
  try {
    child = spawnGroup(command, args, env);
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
  } catch (cause) {
    const kind = errorCode(cause) === 'EACCES' ? 'denied' : 'missing';
    throw fail(kind, msg('link.exec.failed', { command }), { detail: errorText(cause), cause });
  }
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  let over = false;
  const exit: RemoteProcess['exit'] = new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      over = true;
      resolve({ code: code ?? undefined, ...(signal ? { signal } : {}), lost: false });
    });
  });
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    exit,
    close() {
      child.stdin.end();
      child.stdout.resume();
      child.stderr.resume();
      if (over) return;
      killGroup(child, 'SIGTERM');
      const timer = setTimeout(() => killGroup(child, 'SIGKILL'), graceMs).unref();
      void exit.then(() => clearTimeout(timer));
    },
  };
}

const spawnGroup = (command: string, args: readonly string[], env: Environment) =>
  spawn(command, args, { stdio: 'pipe', detached: true, windowsHide: true, env: usersOwn(env) });

/** The operator's environment as it was before cockpit: what cockpit hands to its own processes stays out. */
export const usersOwn = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('COCKPIT_')));

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
