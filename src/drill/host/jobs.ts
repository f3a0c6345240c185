import type { Host, Io } from './host.js';
import { Input } from './sh/input.js';

interface Job {
  readonly note: string;
  /** s. */
  readonly began: number;
  readonly pid: number;
  output: string;
  state: 'running' | 'ended' | 'void';
  exit: number;
  /** s. */
  endedAt: number;
}

/** Per machine: what runs in the background of `cockpit-job`. */
const jobsOf = new WeakMap<Host, Map<string, Job>>();

type Kind = 'start' | 'read' | 'settle' | 'forget' | 'sweep' | 'list';

/** Which of cockpit's scripts about detached actions it is, by a line that only it has. */
function kindOf(script: string): Kind | undefined {
  if (!/\bfind_job\(\)/.test(script)) return undefined;
  if (script.includes('in_own_session sh')) return 'start';
  if (script.includes('void.$$')) return 'settle';
  if (script.includes('today=$(date +%s)')) return 'sweep';
  if (script.includes('list=$(ps ')) return 'list';
  return script.includes('tail -c "+$(($2 + 1))"')
    ? 'read'
    : script.includes('rm -rf "$job"')
      ? 'forget'
      : undefined;
}

/** Answers `sh -c SCRIPT cockpit-job …` as the script would; undefined: it is none of them. */
export function runJob(
  script: string,
  words: readonly string[],
  io: Io,
  host: Host,
): Promise<number> | undefined {
  const [called, ...args] = words;
  const kind = called === 'cockpit-job' ? kindOf(script) : undefined;
  if (!kind) return undefined;
  const jobs = jobsOf.get(host) ?? new Map<string, Job>();
  jobsOf.set(host, jobs);
  return answer(kind, args, jobs, io, host);
}

async function answer(
  kind: Kind,
  args: readonly string[],
  jobs: Map<string, Job>,
  io: Io,
  host: Host,
): Promise<number> {
  const [id = '', first = '', second = ''] = args;
  const job = jobs.get(id);
  const now = Math.floor(host.system.now() / 1000);
  switch (kind) {
    case 'start':
      return start(id, args.slice(3), jobs, io, host);
    case 'read':
      if (!job) io.out('none\n');
      else {
        io.out(`${told(job)}\n`);
        const output = Buffer.from(job.output);
        io.out(output.subarray(Number(first), Number(first) + Number(second)).toString());
      }
      return 0;
    case 'settle': {
      const there = job ?? {
        note: '',
        began: 0,
        pid: 0,
        output: '',
        state: 'void' as const,
        exit: 0,
        endedAt: 0,
      };
      jobs.set(id, there);
      io.out(`${told(there)}\n`);
      return 0;
    }
    case 'forget':
      if (job?.state === 'ended') jobs.delete(id);
      return 0;
    case 'sweep':
      for (const [key, one] of jobs)
        if (one.state === 'ended' && now - one.endedAt > 604_800) jobs.delete(key);
      return 0;
    default: {
      for (const [key, one] of jobs) {
        if (one.state !== 'void') io.out(`job ${key} ${one.pid} ${one.began} ${stateOf(one)}\n${one.note}\n`);
      }
      io.out('processes timed\n');
      return (await host.program('ps', io)?.(['-eo', 'pid=,ppid=,sid=,user=,etime=,args='], io, host)) ?? 0;
    }
  }
}

const stateOf = ({ state, exit, endedAt }: Job): string =>
  state === 'ended' ? `ended ${exit} ${endedAt}` : state;
const told = (job: Job): string => `job ${Buffer.byteLength(job.output)} ${job.began} ${stateOf(job)}`;

async function start(
  id: string,
  argv: readonly string[],
  jobs: Map<string, Job>,
  io: Io,
  host: Host,
): Promise<number> {
  const size = await io.stdin.line();
  const note = (await io.stdin.line()) ?? '';
  const stdin = await io.stdin.all();
  if (Buffer.byteLength(stdin) !== Number(size)) {
    io.out(`refused input /home/ops/.cockpit/jobs/${id}\n`);
    return 0;
  }
  if (jobs.has(id)) {
    io.out('taken\n');
    return 0;
  }
  const job: Job = {
    note,
    began: Math.floor(host.system.now() / 1000),
    pid: host.system.nextPid(),
    output: '',
    state: 'running',
    exit: 0,
    endedAt: 0,
  };
  jobs.set(id, job);
  io.out('started\n');
  const write = (text: string) => {
    job.output += text;
  };
  // It belongs to no connection.
  const own: Io = {
    stdin: new Input(stdin),
    env: io.env,
    cwd: io.cwd,
    out: write,
    err: write,
    signal: new AbortController().signal,
  };
  const [name = '', ...args] = argv;
  const program = host.program(name, own);
  const run = async (): Promise<number> => {
    if (program) return program(args, own, host);
    write(`exec: ${name}: not found\n`);
    return 127;
  };
  void run()
    .catch((error: unknown) => {
      write(`${error instanceof Error ? error.message : String(error)}\n`);
      return 1;
    })
    .then((exit) => {
      job.exit = exit;
      job.state = 'ended';
      job.endedAt = Math.floor(host.system.now() / 1000);
    });
  return 0;
}
