import type { Underway } from '../../../domain/job.js';
import { maskSecrets } from '../../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../../domain/text/sanitize.js';
import { changingProgram } from './changing-programs.js';
import type { JobList } from './list-jobs.js';
import type { HostProcess } from './processes.js';

/** The process that runs a job, as everybody sees it: its file, who began it, what it is, and the command. */
const runner = /\/jobs\/([0-9a-f-]{36})\/r\d+\/cockpit-job (\S+) \S+ -- (.*)$/;
const maxCommand = 300;

/**
 * Jobs that run, then those of other logins, then programs that change the host by whoever's hand; each action once, not
 * again by the programs that it calls.
 */
export function underwayOf({ jobs, pids, processes }: JobList): Underway[] {
  const running = jobs.filter(({ now }) => now.state === 'running');
  const known = new Set(running.flatMap(({ note }) => pids.get(note.id) ?? []));
  const others = processes.flatMap((process) => {
    const match = known.has(process.pid) ? null : runner.exec(process.command);
    const [, , who, command = ''] = match ?? [];
    return who !== undefined && leads(process) ? [{ process, who, command }] : [];
  });
  const family = new Family(processes, [...known, ...others.map(({ process }) => process.pid)]);
  const changing = processes.filter(({ command }) => changingProgram(command) !== undefined);
  const first = changing.filter((process) => !family.has(process) && !family.hasCaller(process, changing));
  return [
    ...running.map((job): Underway => ({ kind: 'job', job })),
    ...others.map(({ process, who, command }) => shown(process, command, who)),
    ...first.map((process) => shown(process, process.command)),
  ];
}

/** A runner has a copy of itself for a moment, before the command takes its place. */
const leads = ({ pid, session, command }: HostProcess): boolean =>
  pid === session || !/^\S*setsid /.test(command);

const shown = (process: HostProcess, command: string, who?: string): Underway => ({
  kind: 'process',
  pid: process.pid,
  user: sanitizeLine(process.user),
  seconds: process.seconds,
  command: maskSecrets(sanitizeLine(command)).slice(0, maxCommand),
  ...(who === undefined ? {} : { who: sanitizeLine(who) }),
});

/** All that jobs have called, on this machine or, through `docker exec`, in a container. */
class Family {
  readonly #parents: ReadonlyMap<number, HostProcess>;
  readonly #heads: ReadonlySet<number>;
  readonly #commands: readonly string[];

  constructor(processes: readonly HostProcess[], heads: readonly number[]) {
    this.#parents = new Map(processes.map((process) => [process.pid, process]));
    this.#heads = new Set(heads);
    this.#commands = processes.filter((process) => this.#descends(process)).map(({ command }) => command);
  }

  has(process: HostProcess): boolean {
    return this.#descends(process) || this.#commands.some((command) => entersWith({ command }, process));
  }

  /** Whether one of `callers` called it. */
  hasCaller(process: HostProcess, callers: readonly HostProcess[]): boolean {
    const pids = new Set(callers.map(({ pid }) => pid));
    return (
      this.#ancestors(process).some(({ pid }) => pid !== process.pid && pids.has(pid)) ||
      callers.some((caller) => caller !== process && entersWith(caller, process))
    );
  }

  #descends(process: HostProcess): boolean {
    if (this.#heads.has(process.session)) return true;
    return this.#ancestors(process).some(({ pid }) => this.#heads.has(pid));
  }

  #ancestors(process: HostProcess): HostProcess[] {
    const found: HostProcess[] = [];
    let next: HostProcess | undefined = process;
    while (next && !found.includes(next)) {
      found.push(next);
      next = this.#parents.get(next.parent);
    }
    return found;
  }
}

/** A program in a container is no child of the `docker exec` that it came by, but stands in its words. */
function entersWith(
  caller: { readonly command: string },
  { command }: { readonly command: string },
): boolean {
  const program = changingProgram(command);
  return (
    program !== undefined &&
    caller.command !== command &&
    /\b(?:exec|run)\b/.test(caller.command) &&
    caller.command.split(/\s+/).join(' ').includes(program)
  );
}
