import type { TopResult } from '../../domain/docker.js';
import type { DrillContainer } from '../system/container.js';
import type { DrillSystem } from '../system/system.js';

const hostKiB = 4_026_152;

/** A session's process, as the database's part of the machine knows it. */
export interface Backend {
  readonly pid: number;
  readonly startedAt: number;
  readonly title: string;
}

/** Any `ps` format is answered with the columns asked for by `-o` or `-eo`, by the usual names else. */
export function topOf(
  container: DrillContainer,
  psArgs: string,
  system: DrillSystem,
  backends: readonly Backend[],
): TopResult {
  const now = system.now();
  const asked = /-e?o\s*([\w,%=]+)/.exec(psArgs)?.[1];
  const columns = (asked ?? 'uid,pid,ppid,c,stime,tty,time,cmd').split(',').map((c) => c.replace(/=.*$/, ''));
  const processes = processesOf(container, backends);
  const value = (column: string, { command, pid, startedAt }: Process, n: number): string => {
    const memory = Math.floor(container.memory(now) / 1024 / processes.length);
    const known: Record<string, string> = {
      pid: String(pid),
      ppid: String(n === 0 ? container.pid - 20 : container.pid),
      user: 'root',
      uid: 'root',
      pcpu: (container.cpuPercent(now) / processes.length).toFixed(1),
      pmem: ((memory * 100) / hostKiB).toFixed(1),
      rss: String(memory),
      etimes: String(Math.max(0, Math.floor((now - startedAt) / 1000))),
      stat: container.state === 'paused' ? 'D' : 'Ss',
      args: command,
      cmd: command,
      comm: command.split(/[\s:]/)[0] ?? '',
    };
    return known[column] ?? '-';
  };
  return {
    Titles: columns.map((column) => (column === 'args' ? 'COMMAND' : column.toUpperCase())),
    Processes: processes.map((process, n) => columns.map((column) => value(column, process, n))),
  };
}

interface Process {
  readonly command: string;
  /** As the host sees it. */
  readonly pid: number;
  readonly startedAt: number;
}

/** A database process has its pid inside of the container added to that of the container. */
export function processesOf(container: DrillContainer, backends: readonly Backend[]): Process[] {
  const usual = container.spec.processes.map((command, n) => ({
    command,
    pid: container.pid + n,
    startedAt: container.startedAt,
  }));
  if (container.spec.service !== 'db' || backends.length === 0) return usual;
  const own = usual.filter(({ command }) => !/^postgres: \S+ \S+ \d/.test(command));
  return [
    ...own,
    ...backends.map(({ pid, startedAt, title }) => ({ command: title, pid: container.pid + pid, startedAt })),
  ];
}
