import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { RemoteProcess } from '../remote-link.js';

/** How long a process may take to end by EOF before it is told to. */
const graceMs = 2000;

export interface LocalProcess extends RemoteProcess {
  kill(signal: NodeJS.Signals): void;
}

/** A spawned child as a {@link RemoteProcess}; `signal` closes it. */
export function localProcess(child: ChildProcessWithoutNullStreams, signal?: AbortSignal): LocalProcess {
  let timer: NodeJS.Timeout | undefined;
  const close = () => {
    child.stdin.end();
    child.stdout.resume();
    child.stderr.resume();
    timer ??= setTimeout(() => child.kill('SIGTERM'), graceMs).unref();
  };
  const exit: RemoteProcess['exit'] = new Promise((resolve) => {
    child.once('exit', (code, killedBy) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', close);
      resolve({ code: code ?? undefined, ...(killedBy ? { signal: killedBy } : {}), lost: false });
    });
  });
  child.stdin.on('error', () => {});
  child.on('error', () => {});
  if (signal?.aborted) close();
  else signal?.addEventListener('abort', close, { once: true });
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    exit,
    close,
    kill: (name) => child.kill(name),
  };
}
