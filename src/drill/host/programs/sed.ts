import { type Program, record } from '../host.js';
import { resolvePath } from '../paths.js';
import { joined, linesOf, parseOptions } from './support.js';

interface Edit {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly negated: boolean;
  readonly kind: 's' | 'd' | 'p' | 'q' | 'a' | 'i' | 'c';
  readonly expression?: RegExp;
  readonly text?: string;
  readonly print?: boolean;
}

/** `sed [-n] [-E] [-i] SCRIPT [FILE …]` with s, d, p, q, a, i and c, and addresses by number, `$` or expression. */
export const sed: Program = async (args, io, host) => {
  const { options, operands, has } = parseOptions(
    args.map((word) => (/^-i.+/.test(word) ? '-i' : word)),
    'e',
    ['expression'],
  );
  const extended = has('E', 'r');
  const scripts = args.flatMap((word, n) => (args[n - 1] === '-e' ? [word] : []));
  const script = scripts.length > 0 ? scripts.join('\n') : (options.get('e') ?? operands.shift() ?? '');
  const edits = parse(script, extended);
  if (typeof edits === 'string') {
    io.err(`sed: -e expression #1, char 1: ${edits}\n`);
    return 1;
  }
  const silent = has('n', 'quiet');
  if (operands.length === 0) {
    io.out(run(edits, await io.stdin.all(), silent));
    return 0;
  }
  let code = 0;
  for (const path of operands) {
    const absolute = resolvePath(path, io.cwd);
    const text = host.read(absolute);
    if (text === undefined) {
      io.err(`sed: can't read ${path}: No such file or directory\n`);
      code = 2;
    } else if (!has('i', 'in-place')) io.out(run(edits, text, silent));
    else if (!host.writable(absolute, io.root)) {
      io.err(`sed: couldn't open temporary file ${path}: Permission denied\n`);
      code = 4;
    } else {
      host.write(absolute, run(edits, text, silent));
      record(host, ['sed', '-i', '…', path], { ok: true, harm: 'none' });
    }
  }
  return code;
};

const address = /^(\d+|\$|\/(?:\\.|[^/\\])+\/)/;

function parse(script: string, extended: boolean): Edit[] | string {
  const edits: Edit[] = [];
  let rest = script.trim();
  while (rest) {
    const [from] = address.exec(rest) ?? [];
    if (from) rest = rest.slice(from.length);
    let to: string | undefined;
    if (from && rest.startsWith(',')) {
      [to] = address.exec(rest.slice(1)) ?? [];
      if (!to) return "unexpected `,'";
      rest = rest.slice(1 + to.length);
    }
    rest = rest.trimStart();
    const negated = rest.startsWith('!');
    if (negated) rest = rest.slice(1).trimStart();
    const kind = rest[0] as Edit['kind'] | undefined;
    if (kind === 's') {
      const mark = rest[1] ?? '/';
      const pieces: string[] = [''];
      let i = 2;
      for (; i < rest.length && pieces.length < 3; i++) {
        const c = rest[i] as string;
        if (c === '\\' && rest[i + 1] === mark) {
          pieces[pieces.length - 1] += mark;
          i++;
        } else if (c === '\\') pieces[pieces.length - 1] += c + (rest[++i] ?? '');
        else if (c === mark) pieces.push('');
        else pieces[pieces.length - 1] += c;
      }
      if (pieces.length < 3) return "unterminated `s' command";
      const [flags = ''] = /^[gipI]*/.exec(rest.slice(i)) ?? [];
      rest = rest.slice(i + flags.length);
      const [pattern = '', by = ''] = pieces;
      const letters = `${flags.includes('g') ? 'g' : ''}${/i/i.test(flags) ? 'i' : ''}`;
      edits.push({
        from,
        to,
        negated,
        kind,
        expression: new RegExp(source(pattern, extended), letters),
        text: by,
        print: flags.includes('p'),
      });
    } else if (kind && /[dpq]/.test(kind)) {
      edits.push({ from, to, negated, kind });
      rest = rest.slice(1);
    } else if (kind && /[aic]/.test(kind)) {
      const line = rest.slice(1).replace(/^\s*\\?\n?/, '');
      edits.push({ from, to, negated, kind, text: line });
      rest = '';
    } else return `unknown command: \`${rest[0] ?? ''}'`;
    rest = rest.replace(/^[\s;]+/, '');
  }
  return edits;
}

const source = (pattern: string, extended: boolean): string => {
  const named = pattern
    .replaceAll('[:space:]', '\\s')
    .replaceAll('[:digit:]', '\\d')
    .replaceAll('[[\\s]]', '\\s');
  return extended
    ? named
    : named.replaceAll(/\\?[+?|(){}]/g, (c) => (c.length === 1 ? `\\${c}` : c.slice(1)));
};

function run(edits: readonly Edit[], text: string, silent: boolean): string {
  const lines = linesOf(text);
  const open = new Set<Edit>();
  const result: string[] = [];
  for (const [n, original] of lines.entries()) {
    let line: string | undefined = original;
    const after: string[] = [];
    let stop = false;
    const fits = (place: string, now: string) =>
      place === '$'
        ? n === lines.length - 1
        : /^\d+$/.test(place)
          ? n + 1 === Number(place)
          : new RegExp(source(place.slice(1, -1), false)).test(now);
    for (const edit of edits) {
      if (line === undefined) break;
      let chosen = edit.from === undefined || fits(edit.from, line);
      if (edit.to !== undefined) {
        if (open.has(edit)) {
          chosen = true;
          if (fits(edit.to, line)) open.delete(edit);
        } else if (chosen && !(/^\d+$/.test(edit.to) && Number(edit.to) <= n + 1)) open.add(edit);
      }
      if (chosen === edit.negated) continue;
      switch (edit.kind) {
        case 's': {
          const by = (edit.text ?? '').replaceAll(
            /\\(\d)|\\n|\\(.)|&|\$/g,
            (all, group: string | undefined, other: string | undefined) =>
              group
                ? group === '0'
                  ? '$&'
                  : `$${group}`
                : all === '\\n'
                  ? '\n'
                  : other
                    ? other
                    : all === '&'
                      ? '$&'
                      : '$$',
          );
          const changed: string = line.replace(edit.expression ?? /$^/, by);
          if (edit.print && changed !== line) result.push(changed);
          line = changed;
          break;
        }
        case 'd':
          line = undefined;
          break;
        case 'p':
          result.push(line);
          break;
        case 'q':
          stop = true;
          break;
        case 'a':
          after.push(edit.text ?? '');
          break;
        case 'i':
          result.push(edit.text ?? '');
          break;
        default:
          line = edit.text ?? '';
      }
    }
    if (line !== undefined && !silent) result.push(line);
    result.push(...after);
    if (stop) break;
  }
  return joined(result);
}
