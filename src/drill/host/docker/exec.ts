import { setTimeout as sleep } from 'node:timers/promises';
import type { DrillContainer } from '../../system/container.js';
import { dumpText } from '../../system/first-files.js';
import { fetchInside, type Said } from '../../system/inside.js';
import { alembic } from '../alembic.js';
import { type Host, type InsideInput, type Io, record, serviceOf } from '../host.js';
import { shellInside } from './inside-shell.js';

const valued = /^(-e|--env|-u|--user|-w|--workdir|--env-file|--detach-keys)$/;

/** `docker exec [options] CONTAINER PROGRAM …`. */
export async function execIn(args: readonly string[], io: Io, host: Host): Promise<number> {
  const environment: string[] = [];
  let at = 0;
  let withInput = false;
  let withTerminal = false;
  for (; at < args.length && args[at]?.startsWith('-'); at++) {
    const word = args[at] ?? '';
    if (/^-\w*i/.test(word) || word === '--interactive') withInput = true;
    if (/^-[a-z]*t/.test(word) || word === '--tty') withTerminal = true;
    if (!valued.test(word)) continue;
    const value = args[++at] ?? '';
    if (word === '-e' || word === '--env') environment.push(value);
  }
  const { terminal } = io.stdin;
  if (withTerminal && !terminal) {
    io.err('the input device is not a TTY\n');
    return 1;
  }
  const [name = '', ...argv] = args.slice(at);
  const container = host.system.find(name);
  if (!container) {
    io.err(`Error response from daemon: No such container: ${name}\n`);
    return 1;
  }
  const refusal = refusalOf(container);
  if (refusal) {
    io.err(`Error response from daemon: ${refusal}\n`);
    return 1;
  }
  const said = await runInside(
    container,
    argv,
    {
      env: environment,
      // Nobody types the input of a command that has all it needs.
      stdin: withInput && !terminal ? await io.stdin.all() : '',
      terminal: withInput && withTerminal ? terminal : undefined,
    },
    io,
    host,
  );
  io.out(said.stdout ?? '');
  io.err(said.stderr ?? '');
  return said.code ?? 0;
}

export function refusalOf(container: DrillContainer): string | undefined {
  if (container.state === 'paused')
    return `Container ${container.spec.name} is paused, unpause the container before exec`;
  if (container.state === 'restarting') {
    return `Container ${container.id} is restarting, wait until the container is running`;
  }
  return container.running ? undefined : `container ${container.id} is not running`;
}

/** A program inside of a running container, with the time that it takes. */
export async function runInside(
  container: DrillContainer,
  argv: readonly string[],
  input: InsideInput,
  io: Io,
  host: Host,
): Promise<Said> {
  const [program = '', ...args] = argv;
  const service = serviceOf(container);
  const shell = shellInside(container, argv, input, io, host, runInside);
  if (shell) return shell;
  if (program === 'timeout') return limited(container, args, input, io, host);
  if (program === 'env') {
    const first = args.findIndex((word) => !/^\w+=/.test(word));
    if (first >= 0) {
      return runInside(
        container,
        args.slice(first),
        { ...input, env: [...(input.env ?? []), ...args.slice(0, first)] },
        io,
        host,
      );
    }
    return {
      stdout: [...container.spec.env, ...(input.env ?? []), ...args].map((line) => `${line}\n`).join(''),
    };
  }
  if ((program === 'wget' || program === 'curl') && args.some((word) => /^https?:\/\//.test(word))) {
    if (program === 'curl' && service === 'web') return notFound(program);
    return waited(fetchInside(host.system, container, program, args), io);
  }
  if (program === 'alembic' && /^(api|worker|beat)$/.test(service)) return alembic(args, container, host);
  if (service === 'db' && (program === 'pg_dump' || program === 'pg_dumpall' || program === 'pg_restore')) {
    return dump(container, program, args, io);
  }
  if (service === 'gateway' && program === 'certbot') return certbot(args, io, host);
  const stored = host.neighbours.execInStore(service, argv, input);
  if (stored) {
    // A container that hangs runs nothing to its end.
    if (container.hung) return waited({ code: 1, afterMs: 600_000 }, io);
    return stored;
  }
  return small(container, program, args, host) ?? notFound(program);
}

const dumpMs = 2500;

/** The text of a dump, after the time that it takes; a custom-format archive is one with another head here. */
async function dump(
  container: DrillContainer,
  program: string,
  args: readonly string[],
  io: Io,
): Promise<Said> {
  const archive = 'PGDMP';
  if (program === 'pg_restore') {
    const text = await io.stdin.all();
    if (!text.startsWith(archive)) {
      return { stderr: 'pg_restore: error: input file does not appear to be a valid archive\n', code: 1 };
    }
    return args.includes('--list') || args.includes('-l')
      ? { stdout: ';\n; Archive created by pg_dump\n;     Format: CUSTOM\n;\n' }
      : {
          stderr: 'pg_restore: error: the practice server has one database, so it restores nothing\n',
          code: 1,
        };
  }
  const database = args.findLast((word) => !word.startsWith('-')) ?? '';
  if (program === 'pg_dump' && database !== container.variable('POSTGRES_DB')) {
    return {
      stderr: `pg_dump: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  database "${database}" does not exist\n`,
      code: 1,
    };
  }
  const run = container.startedAt;
  await sleep(dumpMs, undefined, { signal: io.signal }).catch(() => undefined);
  if (container.hung) return waited({ code: 1, afterMs: 600_000 }, io);
  if (!container.running || container.startedAt !== run || io.signal.aborted) {
    return {
      stdout: dumpText.slice(0, 200),
      stderr: 'pg_dump: error: server closed the connection unexpectedly\n',
      code: 1,
    };
  }
  return {
    stdout: args.some((word) => /^-Fc?$|^--format=c/.test(word)) ? `${archive}${dumpText}` : dumpText,
  };
}

/** The gateway's certificate is renewed as its authority does it: at once, for ninety days. */
async function certbot(args: readonly string[], io: Io, host: Host): Promise<Said> {
  if (args[0] !== 'renew') return { stdout: 'No certificates found.\n' };
  await waited({ afterMs: 3000 }, io);
  host.neighbours.renewCertificate();
  record(host, ['docker', 'exec', 'gateway-app-1', 'certbot', ...args], {
    ok: true,
    harm: 'none',
    service: 'gateway',
  });
  return {
    stdout:
      'Congratulations, all renewals succeeded:\n  /etc/letsencrypt/live/npm-1/fullchain.pem (success)\n',
  };
}

const notFound = (program: string): Said => ({
  // The engine says it on stdout.
  stdout: `OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": executable file not found in $PATH: unknown\n`,
  code: 127,
});

async function waited(said: Said, io: Io): Promise<Said> {
  if (said.afterMs) await sleep(said.afterMs, undefined, { signal: io.signal }).catch(() => undefined);
  return said;
}

/** `timeout SECONDS PROGRAM …` (busybox: 143, coreutils: 124). */
async function limited(
  container: DrillContainer,
  [seconds = '', ...argv]: readonly string[],
  input: InsideInput,
  io: Io,
  host: Host,
): Promise<Said> {
  const stop = new AbortController();
  const late = sleep(Number.parseFloat(seconds) * 1000, 'late' as const, { signal: stop.signal }).catch(
    () => 'late' as const,
  );
  const inner = { ...io, signal: AbortSignal.any([io.signal, stop.signal]) };
  const said = await Promise.race([runInside(container, argv, input, inner, host), late]);
  stop.abort();
  const alpine = /^(web|db|redis)$/.test(container.spec.service);
  return said === 'late' ? { stderr: alpine ? 'Terminated\n' : '', code: alpine ? 143 : 124 } : said;
}

/** The small programs that every image has. */
function small(
  container: DrillContainer,
  program: string,
  args: readonly string[],
  host: Host,
): Said | undefined {
  switch (program) {
    case 'true':
      return {};
    case 'false':
      return { code: 1 };
    case 'echo':
      return { stdout: `${args.join(' ')}\n` };
    case 'hostname':
      return { stdout: `${container.id.slice(0, 12)}\n` };
    case 'id':
      return { stdout: 'uid=0(root) gid=0(root) groups=0(root)\n' };
    case 'date':
      return { stdout: `${new Date(host.system.now()).toUTCString()}\n` };
    case 'nginx':
      if (container.spec.service !== 'web') return undefined;
      return args[0] === '-t'
        ? {
            stderr:
              'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n',
          }
        : { stderr: '' };
    case 'cat':
      return args[0] === '/etc/resolv.conf'
        ? { stdout: 'nameserver 127.0.0.11\noptions ndots:0\n' }
        : { stderr: `cat: can't open '${args[0] ?? ''}': No such file or directory\n`, code: 1 };
    case 'getent':
    case 'nslookup':
      return undefined;
    case 'kill': {
      const pids = args.filter((word) => /^\d+$/.test(word)).map(Number);
      const name = args.some((word) => /^-?(9|KILL|SIGKILL)$/.test(word.replace('-', ''))) ? 'KILL' : 'TERM';
      if (container.spec.service !== 'db') return undefined;
      const gone = pids.filter((pid) => !host.neighbours.signal(pid, name));
      record(host, ['docker', 'exec', container.spec.name, program, ...args], {
        ok: gone.length === 0,
        harm: 'none',
        service: 'db',
      });
      return gone.length === 0
        ? {}
        : { stderr: gone.map((pid) => `sh: can't kill pid ${pid}: No such process\n`).join(''), code: 1 };
    }
    default:
      return undefined;
  }
}
