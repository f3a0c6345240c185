import { processesOf } from '../../docker/top.js';
import type { DrillContainer } from '../../system/container.js';
import { FileTree } from '../../system/files.js';
import type { Said } from '../../system/inside.js';
import type { DrillSystem } from '../../system/system.js';
import { commandLine } from '../../terminal/command-line.js';
import { type FindProgram, Host, type InsideInput, type Io, type Program } from '../host.js';
import { Input } from '../sh/input.js';
import { Shell } from '../sh/run.js';

/** Runs a program inside of a container. */
type RunInside = (
  container: DrillContainer,
  argv: readonly string[],
  input: InsideInput,
  io: Io,
  host: Host,
) => Promise<Said>;

const alpine = /^(?:web|db|redis)$/;
/** Programs that do inside what they do on the machine, on the container's own files. */
const common =
  /^(?:cat|ls|cp|mv|rm|mkdir|rmdir|touch|chmod|stat|du|grep|head|tail|wc|sort|uniq|cut|tr|tee|sed|awk|find|xargs|base64|seq|sleep|uname|printf|test|\[|pwd)$/;

/** Files of a container last as long as it does. */
const trees = new WeakMap<DrillContainer, FileTree>();

/** `sh` inside of a container, with `-c`, for a script on stdin, or at a terminal; undefined: it is another program. */
export function shellInside(
  container: DrillContainer,
  [program = '', ...args]: readonly string[],
  input: InsideInput,
  io: Io,
  host: Host,
  runInside: RunInside,
): Promise<Said> | undefined {
  const isAlpine = alpine.test(container.spec.service);
  if (program.replace(/^\/bin\//, '') !== 'sh' && (isAlpine || !/^(?:\/bin\/)?bash$/.test(program))) {
    return undefined;
  }
  const name = program.replace(/^.*\//, '');
  const variables = [...container.spec.env, ...(input.env ?? []), 'PATH=/usr/local/bin:/usr/bin:/bin'];
  const env = new Map(variables.map((line) => line.split(/=(.*)/s, 2) as [string, string]));
  const inside = new InsideHost(container, host, runInside);
  const at = args.findIndex((word) => /^-\w*c$/.test(word));
  const cwd = /^(?:api|worker|beat)$/.test(container.spec.service) ? '/app' : '/';
  const shell = new Shell(inside, { env, cwd, name, args: at < 0 ? [] : args.slice(at + 3) });
  const { terminal } = input;
  if (terminal && at < 0) {
    const prompt = () =>
      name === 'bash'
        ? `root@${container.id.slice(0, 12)}:${shell.cwd}# `
        : isAlpine
          ? `${shell.cwd} # `
          : '# ';
    const own: Io = { ...io, env, cwd, root: true, out: terminal.write, err: terminal.write };
    return commandLine(shell, own, terminal, prompt).then((code) => ({ code }));
  }
  let stdout = '';
  let stderr = '';
  const own: Io = {
    ...io,
    env,
    cwd,
    root: true,
    stdin: terminal ? Input.of(terminal) : new Input(at < 0 ? '' : (input.stdin ?? '')),
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
  };
  const script = at < 0 ? (input.stdin ?? '') : (args[at + 1] ?? '');
  return shell.script(script, own).then((code) => ({ stdout, stderr, code }));
}

/** A container as its own shell sees it: its programs, its files. */
class InsideHost extends Host {
  constructor(container: DrillContainer, host: Host, runInside: RunInside) {
    super(withFiles(host.system, filesOf(container)), host.engine, host.neighbours, find);

    function find(...[name, , at]: Parameters<FindProgram>): ReturnType<FindProgram> {
      if (name === 'ps') return (_args, io) => listProcesses(container, host, io);
      if (common.test(name)) return host.program(name, at);
      const run: Program = async (args, io) => {
        const { terminal } = io.stdin;
        const env = [...io.env].map(([variable, value]) => `${variable}=${value}`);
        const stdin = terminal ? '' : await io.stdin.all();
        const said = await runInside(container, [name, ...args], { env, stdin, terminal }, io, host);
        if (said.code === 127 && said.stdout?.startsWith('OCI runtime')) {
          io.err(`sh: ${name}: not found\n`);
          return 127;
        }
        io.out(said.stdout ?? '');
        io.err(said.stderr ?? '');
        return said.code ?? 0;
      };
      return run;
    }
  }

  override read(path: string): string | undefined {
    return this.pipes.get(path) ?? this.system.files.file(path)?.text;
  }

  override writable(): boolean {
    return true;
  }
}

/** The same machine with other files. */
const withFiles = (system: DrillSystem, files: FileTree): DrillSystem =>
  new Proxy(system, {
    get: (target, name) => {
      if (name === 'files') return files;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

function filesOf(container: DrillContainer): FileTree {
  const kept = trees.get(container);
  if (kept) return kept;
  const files = new FileTree();
  const at = container.startedAt;
  const isAlpine = alpine.test(container.spec.service);
  const write = (path: string, text: string) => files.write(path, { text, at, owner: 'root' });
  for (const folder of ['/app', '/tmp', '/var/log', '/root']) files.makeFolder(folder, at);
  write('/etc/hostname', `${container.id.slice(0, 12)}\n`);
  write('/etc/resolv.conf', 'nameserver 127.0.0.11\noptions ndots:0\n');
  write(
    '/etc/os-release',
    isAlpine
      ? 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.21.3\n'
      : 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n',
  );
  trees.set(container, files);
  return files;
}

function listProcesses(container: DrillContainer, host: Host, io: Io): number {
  io.out('PID   USER     COMMAND\n');
  for (const { pid, command } of processesOf(container, host.neighbours.backends())) {
    io.out(`${String(Math.max(1, pid - container.pid)).padStart(5)} root     ${command}\n`);
  }
  return 0;
}
