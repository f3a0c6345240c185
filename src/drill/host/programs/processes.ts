import { processesOf } from '../../docker/top.js';
import type { Host, Program } from '../host.js';
import { fails, parseOptions } from './support.js';

interface Process {
  readonly pid: number;
  readonly command: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly user: string;
}

/** Its own services, and what runs in containers. */
function processes({ system, neighbours }: Host): readonly Process[] {
  const own = [
    { pid: 1, command: '/sbin/init', startedAt: system.bootedAt, user: 'root' },
    { pid: 612, command: '/usr/sbin/cron -f', startedAt: system.bootedAt, user: 'root' },
    { pid: 701, command: '/usr/bin/dockerd -H fd://', startedAt: system.bootedAt, user: 'root' },
  ];
  const inside = system.containers
    .filter((container) => container.running)
    .flatMap((container) => processesOf(container, neighbours.backends()));
  return [...own, ...inside.map((one) => ({ ...one, user: 'root' }))];
}

/** What the kernel calls it: the program without its folder. */
const nameOf = ({ command }: Process): string => (command.split(/[\s:]/)[0] ?? '').replace(/^.*\//, '');

/** `ps -eo COLUMNS`, or the usual list: what runs in containers, as the host sees it. */
export const ps: Program = (args, io, host) => {
  const at = args.findIndex((word) => /o$/.test(word) && word.startsWith('-'));
  const columns = (at < 0 ? 'pid,user,etime,args' : (args[at + 1] ?? '')).split(',').map((one) => one.trim());
  const now = host.system.now();
  const value = (column: string, one: Process): string => {
    const seconds = Math.max(0, Math.floor((now - one.startedAt) / 1000));
    switch (column.replace(/[:=].*$/, '')) {
      case 'pid':
        return String(one.pid);
      case 'ppid':
      case 'sid':
      case 'pgid':
        return '1';
      case 'user':
        return one.user;
      case 'etimes':
        return String(seconds);
      case 'etime':
        return elapsed(seconds);
      case 'pcpu':
        return '0.3';
      case 'pmem':
        return '1.1';
      case 'rss':
        return '21480';
      case 'comm':
        return nameOf(one);
      default:
        return one.command;
    }
  };
  if (!columns.every((one) => one.includes('=')))
    io.out(`${columns.map((one) => one.replace(/[:=].*$/, '').toUpperCase()).join(' ')}\n`);
  for (const one of processes(host)) io.out(`${columns.map((column) => value(column, one)).join(' ')}\n`);
  return 0;
};

function elapsed(seconds: number): string {
  const pad = (n: number) => String(n).padStart(2, '0');
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  return `${days > 0 ? `${days}-` : ''}${days > 0 || hours > 0 ? `${pad(hours)}:` : ''}${pad(minutes)}:${pad(seconds % 60)}`;
}

/** `pgrep [-c] [-x] [-f] [-a] [-l] PATTERN`: an extended regular expression on the name, with -f on the command line. */
export const pgrep: Program = (args, io, host) => {
  const { operands, has } = parseOptions(args);
  const [pattern] = operands;
  if (pattern === undefined) return fails(io, 'pgrep: no matching criteria specified', 2);
  let wanted: RegExp;
  try {
    wanted = new RegExp(has('x', 'exact') ? `^(?:${pattern})$` : pattern);
  } catch {
    return fails(io, `pgrep: Invalid regular expression: ${pattern}`, 2);
  }
  const found = processes(host).filter((one) => wanted.test(has('f', 'full') ? one.command : nameOf(one)));
  if (has('c', 'count')) io.out(`${found.length}\n`);
  else
    for (const one of found)
      io.out(`${one.pid}${has('a') ? ` ${one.command}` : has('l') ? ` ${nameOf(one)}` : ''}\n`);
  return found.length > 0 ? 0 : 1;
};
