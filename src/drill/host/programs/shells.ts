import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine } from '../../terminal/command-line.js';
import { runCompose } from '../docker/compose.js';
import { runDocker } from '../docker-cli.js';
import type { Io, Program } from '../host.js';
import { runJob } from '../jobs.js';
import { isMetricsLoop, runMetricsLoop } from '../metrics-loop.js';
import { resolvePath } from '../paths.js';
import { Shell } from '../sh/run.js';
import { linesOf, parseOptions } from './support.js';

/** Runs a command line as its words; 127 where there is no such program. */
async function run(words: readonly string[], io: Io, host: Parameters<Program>[2]): Promise<number> {
  const [name = '', ...args] = words;
  const program = host.program(name, io);
  if (program) return program(args, io, host);
  io.err(`${name}: command not found\n`);
  return 127;
}

const assignment = /^([A-Za-z_]\w*)=(.*)$/s;

const env: Program = async (args, io, host) => {
  const variables = new Map(io.env);
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '-i') variables.clear();
    else if (word === '-u') variables.delete(args[++at] ?? '');
    else {
      const [, name, value = ''] = assignment.exec(word) ?? [];
      if (!name) break;
      variables.set(name, value);
    }
  }
  if (at < args.length) {
    const [name = ''] = args.slice(at);
    if (!host.program(name, io)) {
      io.err(`env: ‘${name}’: No such file or directory\n`);
      return 127;
    }
    return run(args.slice(at), { ...io, env: variables }, host);
  }
  for (const [name, value] of variables) io.out(`${name}=${value}\n`);
  return 0;
};

const shell =
  (name: 'sh' | 'bash'): Program =>
  async (args, io, host) => {
    let at = 0;
    const flags: string[] = [];
    let command = false;
    for (; at < args.length && /^[-+]/.test(args[at] ?? ''); at++) {
      const word = args[at] ?? '';
      if (word === '--') break;
      if (/^-\w*c$/.test(word)) command = true;
      flags.push(word.replace('c', ''));
      if (/o$/.test(word)) flags.push(args[++at] ?? '');
    }
    const [first, ...rest] = args.slice(at);
    if (command) {
      const job = runJob(first ?? '', rest, io, host);
      if (job) return job;
      if (isMetricsLoop(first ?? '')) return runMetricsLoop(host.system, host.proc, io);
    }
    const { terminal } = io.stdin;
    if (!command && first === undefined && terminal) {
      const inner = new Shell(host, { env: io.env, cwd: io.cwd, name });
      return commandLine(inner, io, terminal, () => (name === 'bash' ? `ops@drill:${inner.cwd}$ ` : '$ '));
    }
    const text = command
      ? first
      : first === undefined
        ? await io.stdin.all()
        : host.read(resolvePath(first, io.cwd));
    if (text === undefined) {
      io.err(`${name}: 0: cannot open ${first}: No such file\n`);
      return 2;
    }
    const [zero, ...words] = command ? rest : [first ?? name, ...rest];
    const inner = new Shell(host, {
      env: io.env,
      cwd: io.cwd,
      name: zero && !command ? zero : name,
      args: words,
    });
    const setting = flags.filter((word) => /^[-+]([euo]|pipefail)/.test(word) || word === 'pipefail');
    const set = setting.length > 0 ? `set ${setting.join(' ')}\n` : '';
    return inner.script(`${set}${text}`, io);
  };

/** `timeout [-s SIG] [-k N] SECONDS COMMAND`. */
const timeout: Program = async (args, io, host) => {
  const words = [...args];
  while (words[0]?.startsWith('-')) if (/^-[sk]$/.test(words.shift() ?? '')) words.shift();
  const ms = Number.parseFloat(words.shift() ?? '0') * 1000;
  const stop = new AbortController();
  const late = sleep(ms, 124, { signal: stop.signal }).catch(() => 124);
  let ended = false;
  const guard = (write: (text: string) => void) => (text: string) => {
    if (!ended) write(text);
  };
  const inner = {
    ...io,
    out: guard(io.out),
    err: guard(io.err),
    signal: AbortSignal.any([io.signal, stop.signal]),
  };
  const code = await Promise.race([run(words, inner, host), late]);
  ended = true;
  stop.abort();
  return code;
};

/** Programs that run another one with something changed. */
const passing =
  (valued: string, change: (io: Io) => Io = (io) => io): Program =>
  (args, io, host) => {
    const words = [...args];
    while (words[0]?.startsWith('-')) {
      const option = words.shift() ?? '';
      if (option === '--') break;
      if (option.length === 2 && valued.includes(option[1] ?? '')) words.shift();
    }
    return run(words, change(io), host);
  };

const xargs: Program = async (args, io, host) => {
  const { operands, options, has } = parseOptions(
    args.slice(
      0,
      args.findIndex((word) => /^[^-]/.test(word) && !/^-[nIPL]$/.test(args[args.indexOf(word) - 1] ?? '')),
    ),
    'nIPL',
  );
  const command = args.slice(
    args.length -
      (args.length - args.findIndex((word, n) => /^[^-]/.test(word) && !/^-[nIPL]$/.test(args[n - 1] ?? ''))),
  );
  void operands;
  const text = await io.stdin.all();
  const items = has('0')
    ? text.split('\0').filter(Boolean)
    : has('I')
      ? linesOf(text)
      : text.split(/\s+/).filter(Boolean);
  if (items.length === 0 && has('r')) return 0;
  const size = options.has('I') ? 1 : Number(options.get('n') ?? items.length) || 1;
  let code = 0;
  for (let n = 0; n < Math.max(items.length, 1); n += size) {
    const chunk = items.slice(n, n + size);
    const mark = options.get('I');
    const words = mark
      ? command.map((word) => word.replaceAll(mark, chunk[0] ?? ''))
      : [...command, ...chunk];
    if ((await run(words, io, host)) !== 0) code = 123;
  }
  return code;
};

export const shellPrograms: readonly (readonly [string, Program])[] = [
  ['env', env],
  ['sh', shell('sh')],
  ['dash', shell('sh')],
  ['bash', shell('bash')],
  ['timeout', timeout],
  ['nohup', passing('')],
  ['setsid', passing('')],
  ['nice', passing('n')],
  ['ionice', passing('cn')],
  ['stdbuf', passing('oei')],
  ['sudo', passing('u', (io) => ({ ...io, root: true }))],
  ['xargs', xargs],
  ['docker', runDocker],
  ['docker-compose', runCompose],
];
