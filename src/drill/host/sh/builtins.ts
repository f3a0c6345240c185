import type { Io } from '../host.js';
import { resolvePath } from '../paths.js';
import { Exit, Leave } from './leave.js';
import { parseScript } from './parse.js';
import { formatted } from './printf.js';
import type { Shell } from './run.js';
import { testExpression } from './test-expression.js';

type Builtin = (shell: Shell, args: readonly string[], io: Io) => number | Promise<number>;

const number = (text: string | undefined, usual: number) => (text === undefined ? usual : Number(text) & 255);

function setOptions(shell: Shell, args: readonly string[]): number {
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (word === '--') {
      shell.args = args.slice(i + 1);
      return 0;
    }
    const on = word.startsWith('-');
    if (!on && !word.startsWith('+')) {
      shell.args = args.slice(i);
      return 0;
    }
    for (const letter of word.slice(1)) {
      if (letter === 'e') shell.options.exitOnError = on;
      if (letter === 'u') shell.options.strict = on;
      if (letter === 'o') {
        const option = args[++i];
        if (option === 'pipefail') shell.options.pipefail = on;
        if (option === 'errexit') shell.options.exitOnError = on;
        if (option === 'nounset') shell.options.strict = on;
      }
    }
  }
  return 0;
}

async function read(shell: Shell, args: readonly string[], io: Io): Promise<number> {
  const names = args.filter((word) => !word.startsWith('-'));
  let line = await io.stdin.line();
  const ended = line === undefined;
  if (line === undefined) line = io.stdin.rest();
  const separator = shell.get('IFS');
  const given = separator === undefined ? ' \t\n' : String(separator);
  const targets = names.length === 0 ? ['REPLY'] : names;
  let rest = given.trim() === '' && given !== '' ? line.trim() : line;
  for (const [n, name] of targets.entries()) {
    if (n === targets.length - 1) shell.set(name, rest);
    else {
      const at = [...rest].findIndex((c) => given.includes(c));
      const cut = at < 0 || given === '' ? rest.length : at;
      shell.set(name, rest.slice(0, cut));
      rest = rest.slice(cut + 1);
      if (given.includes(' ')) rest = rest.replace(/^[ \t]+/, '');
    }
  }
  return ended && line === '' ? 1 : ended ? 1 : 0;
}

function declare(shell: Shell, args: readonly string[], exported: boolean): number {
  for (const word of args.filter((one) => !one.startsWith('-'))) {
    const at = word.indexOf('=');
    const name = at < 0 ? word : word.slice(0, at);
    if (at >= 0) shell.set(name, word.slice(at + 1));
    if (exported) shell.exported.add(name);
    else if (at < 0) shell.set(name, '');
  }
  return 0;
}

const test =
  (bracket: boolean): Builtin =>
  (shell, args) =>
    testExpression(bracket ? args.slice(0, -1) : args, shell.place);

/** What runs in the shell itself. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', () => 0],
  ['true', () => 0],
  ['false', () => 1],
  [
    'echo',
    (_shell, args, io) => {
      const [first, ...rest] = args;
      const line = first === '-n' || first === '-e' ? rest : args;
      const text = line.join(' ');
      io.out(first === '-n' ? text : `${first === '-e' ? formatted(text, []) : text}\n`);
      return 0;
    },
  ],
  [
    'printf',
    (_shell, args, io) => {
      const words = args[0] === '--' ? args.slice(1) : args;
      io.out(formatted(words[0] ?? '', words.slice(1)));
      return 0;
    },
  ],
  ['test', test(false)],
  ['[', test(true)],
  [
    'cd',
    (shell, [to = '/home/ops'], io) => {
      const path = resolvePath(to, shell.cwd);
      if (!shell.host.system.files.folder(path)) {
        io.err(`${shell.name}: 1: cd: can't cd to ${to}\n`);
        return 2;
      }
      shell.cwd = path;
      shell.set('PWD', path);
      return 0;
    },
  ],
  [
    'pwd',
    (shell, _args, io) => {
      io.out(`${shell.cwd}\n`);
      return 0;
    },
  ],
  ['set', (shell, args) => setOptions(shell, args)],
  ['read', read],
  ['export', (shell, args) => declare(shell, args, true)],
  ['local', (shell, args) => declare(shell, args, false)],
  ['readonly', (shell, args) => declare(shell, args, false)],
  ['declare', (shell, args) => declare(shell, args, false)],
  [
    'unset',
    (shell, args) => {
      for (const name of args) shell.variables.delete(name);
      return 0;
    },
  ],
  [
    'shift',
    (shell, [count]) => {
      shell.args = shell.args.slice(count === undefined ? 1 : Number(count));
      return 0;
    },
  ],
  [
    'umask',
    (shell, [mask], io) => {
      if (mask === undefined) io.out(`${String(shell.get('__umask') ?? '0022')}\n`);
      else shell.set('__umask', mask);
      return 0;
    },
  ],
  [
    'trap',
    (shell, [action, ...signals]) => {
      if (signals.includes('EXIT') || signals.includes('0'))
        shell.onExit = action === '-' ? undefined : action;
      return 0;
    },
  ],
  ['wait', () => 0],
  ['shopt', () => 0],
  ['ulimit', () => 0],
  [
    'exit',
    (shell, [code]) => {
      throw new Exit(number(code, shell.status));
    },
  ],
  [
    'return',
    (shell, [code]) => {
      throw new Leave('return', number(code, shell.status));
    },
  ],
  [
    'break',
    (_shell, [levels]) => {
      throw new Leave('break', 0, Number(levels ?? 1));
    },
  ],
  [
    'continue',
    (_shell, [levels]) => {
      throw new Leave('continue', 0, Number(levels ?? 1));
    },
  ],
  ['eval', (shell, args, io) => shell.list(parseScript(args.join(' ')), io, false)],
  [
    'exec',
    async (shell, [name, ...args], io) => {
      if (name === undefined) return 0;
      throw new Exit(await shell.call(name, args, io));
    },
  ],
  [
    'command',
    (shell, args, io) => {
      if (args[0] !== '-v') return shell.call(args[0] ?? '', args.slice(1), io);
      const name = args[1] ?? '';
      if (builtins.has(name) || shell.functions.has(name)) io.out(`${name}\n`);
      else if (shell.host.program(name, io)) io.out(`/usr/bin/${name}\n`);
      else return 127;
      return 0;
    },
  ],
  [
    'type',
    (shell, [name = ''], io) => {
      const known = builtins.has(name) || shell.functions.has(name) || shell.host.program(name, io);
      io.out(known ? `${name} is /usr/bin/${name}\n` : `${name}: not found\n`);
      return known ? 0 : 127;
    },
  ],
  [
    '.',
    async (shell, [path = ''], io) => {
      const text = shell.host.read(resolvePath(path, shell.cwd));
      if (text === undefined) {
        io.err(`${shell.name}: 1: .: cannot open ${path}: No such file\n`);
        return 2;
      }
      return shell.list(parseScript(text), io, false);
    },
  ],
]);
