import type { DockerReader, HostReader } from '../domain/access.js';
import { FailureError } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import { readCommand } from '../domain/read-commands.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { type Finding, failed, hostWords } from './finding.js';
import { pooled } from './trial.js';

/** Whether a container's log can be read, and which driver keeps it. */
export interface LogRead {
  readonly container: string;
  readonly driver: string;
  readonly error?: unknown;
}

const atOnce = 3;

/** Reads the last line of each container's log. */
export async function readContainerLogs(
  containers: readonly string[],
  docker: DockerReader,
  signal: AbortSignal,
): Promise<readonly LogRead[]> {
  return pooled(
    containers.map((container) => async (): Promise<LogRead> => {
      let driver = '?';
      try {
        const { HostConfig, Config } = await docker.inspect(container, signal);
        driver = sanitizeLine(HostConfig.LogConfig?.Type || '?');
        const options = { follow: false, tail: 1, tty: Config.Tty === true };
        await docker.logs(container, options, () => undefined, signal);
        signal.throwIfAborted();
        return { container, driver };
      } catch (error) {
        if (signal.aborted && !(error instanceof FailureError)) throw error;
        return { container, driver, error };
      }
    }),
    atOnce,
  );
}

export function judgeLogs(reads: readonly LogRead[]): Finding[] {
  const readable = new Map<string, string[]>();
  const unread: Finding[] = [];
  for (const { container, driver, error } of reads) {
    if (error === undefined) readable.set(driver, [...(readable.get(driver) ?? []), container]);
    else {
      const next = msg('doctor.logs.unread.next');
      unread.push({ next, ...failed('logs', msg('doctor.logs.unread', { container, driver }), error) });
    }
  }
  const good = [...readable].map(([driver, containers]): Finding => {
    const what =
      containers.length <= 3
        ? msg('doctor.logs.read', { containers: containers.join(', '), driver })
        : msg('doctor.logs.read-many', { n: containers.length, driver });
    return { area: 'logs', state: 'ok', what };
  });
  return [...good, ...unread];
}

/** Reads the last line of a log file of the host. */
export async function examineLogFile(
  path: string,
  host: HostReader,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const { code, stderr } = await host.run(readCommand('tail', path, '1'), signal);
  if (code === 0) return [{ area: 'logs', state: 'ok', what: msg('doctor.logs.file', { path }) }];
  return [
    {
      area: 'logs',
      state: 'fail',
      what: msg('doctor.logs.file.unread', { path }),
      why: msg('doctor.words', { words: hostWords(stderr) || `exit ${code}` }),
      next: /denied/i.test(stderr)
        ? msg('doctor.logs.file.denied.next', { path })
        : msg('doctor.logs.file.missing.next', { path }),
    },
  ];
}
