import { decompress } from '../archive.js';
import type { Host, Io, Program } from '../host.js';
import { resolvePath } from '../paths.js';
import { joined, linesOf, parseOptions } from './support.js';

/** Texts of files, or of the input where none is named; each missing one is complained of. */
async function texts(name: string, paths: readonly string[], io: Io, host: Host) {
  let failed = false;
  const found: { readonly path: string; readonly text: string }[] = [];
  for (const path of paths.length > 0 ? paths : ['-']) {
    if (path === '-') {
      found.push({ path, text: await io.stdin.all() });
      continue;
    }
    const absolute = resolvePath(path, io.cwd);
    const text = host.read(absolute);
    if (text !== undefined) found.push({ path, text });
    else {
      const why = host.system.files.folder(absolute) ? 'Is a directory' : 'No such file or directory';
      io.err(
        name === 'head' || name === 'tail'
          ? `${name}: cannot open '${path}' for reading: ${why}\n`
          : `${name}: ${path}: ${why}\n`,
      );
      failed = true;
    }
  }
  return { found, failed };
}

const cat: Program = async (args, io, host) => {
  const { found, failed } = await texts('cat', parseOptions(args).operands, io, host);
  for (const { text } of found) io.out(text);
  return failed ? 1 : 0;
};

/** `head -n 5`, `-5`, `-c 100`. */
const head: Program = async (args, io, host) => {
  const { options, operands } = parseOptions(
    args.map((word) => word.replace(/^-(\d+)$/, '-n$1')),
    'nc',
  );
  const { found, failed } = await texts('head', operands, io, host);
  const bytes = options.get('c');
  for (const { path, text } of found) {
    if (found.length > 1) io.out(`==> ${path} <==\n`);
    const count = Number(options.get('n') ?? 10);
    if (bytes !== undefined) io.out(Buffer.from(text).subarray(0, Number(bytes)).toString());
    else io.out(joined(linesOf(text).slice(0, count < 0 ? count : count)));
  }
  return failed ? 1 : 0;
};

/** `tail -n 5`, `-n +2`, `-c +10`; a file that is followed stays as it is. */
const tail: Program = async (args, io, host) => {
  const { options, operands, has } = parseOptions(
    args.map((word) => word.replace(/^-(\d+)$/, '-n$1')),
    'ncs',
    ['lines', 'pid'],
  );
  const { found, failed } = await texts('tail', operands, io, host);
  for (const { text } of found) {
    const bytes = options.get('c');
    const count = options.get('n') ?? options.get('lines') ?? '10';
    if (bytes !== undefined) {
      const buffer = Buffer.from(text);
      io.out(
        (bytes.startsWith('+')
          ? buffer.subarray(Number(bytes) - 1)
          : buffer.subarray(-Number(bytes))
        ).toString(),
      );
    } else {
      const lines = linesOf(text);
      if (count.startsWith('+')) io.out(joined(lines.slice(Number(count) - 1)));
      else if (Number(count) !== 0) io.out(joined(lines.slice(-Number(count))));
    }
  }
  if (has('f', 'F') && found.length > 0) {
    await new Promise<void>((resolve) => {
      if (io.signal.aborted) resolve();
      else io.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  return failed ? 1 : 0;
};

function expressionOf(pattern: string, options: ReadonlyMap<string, string>): RegExp {
  let source = pattern;
  if (options.has('F')) source = pattern.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  else {
    if (!options.has('E') && !options.has('P'))
      source = pattern.replaceAll(/\\?[+?|(){}]/g, (c) => (c.length === 1 ? `\\${c}` : c.slice(1)));
    source = source
      .replaceAll('[:space:]', '\\s')
      .replaceAll('[:digit:]', '\\d')
      .replaceAll('[:alnum:]', 'a-zA-Z0-9');
  }
  let flags = options.has('i') ? 'i' : '';
  // Options at the front of a Perl expression.
  const [front, letters = ''] = /^\(\?([ims]+)\)/.exec(source) ?? [];
  if (front) {
    source = source.slice(front.length);
    flags += letters;
  }
  if (options.has('w')) source = `\\b(?:${source})\\b`;
  if (options.has('x')) source = `^(?:${source})$`;
  return new RegExp(source, [...new Set(flags)].join(''));
}

const grepOf =
  (name: string, open: (text: string) => string | undefined): Program =>
  async (args, io, host) => {
    const { options, operands } = parseOptions(args, 'efmABC');
    const patterns = options.has('e') ? [options.get('e') ?? ''] : [operands.shift() ?? ''];
    const { found, failed } = await texts(name, operands, io, host);
    let expressions: RegExp[];
    try {
      expressions = patterns.flatMap((one) => one.split('\n')).map((one) => expressionOf(one, options));
    } catch {
      io.err(`${name}: Invalid regular expression\n`);
      return 2;
    }
    let any = false;
    for (const { path, text } of found) {
      const plain = open(text);
      if (plain === undefined) {
        io.err(`\ngzip: ${path}: not in gzip format\n`);
        return 2;
      }
      // With -z the whole file is one line.
      const lines = options.has('z') ? [plain] : linesOf(plain);
      let hits = lines
        .map((line, n) => ({ line, n }))
        .filter(({ line }) => expressions.some((one) => one.test(line)) !== options.has('v'));
      if (options.has('m')) hits = hits.slice(0, Number(options.get('m')));
      if (hits.length > 0) any = true;
      const prefix = found.length > 1 && !options.has('h') ? `${path}:` : '';
      if (options.has('q')) continue;
      if (options.has('c')) io.out(`${prefix}${hits.length}\n`);
      else if (options.has('l')) io.out(hits.length > 0 ? `${path}\n` : '');
      else if (options.has('o')) {
        for (const { line } of hits) {
          for (const one of expressions) {
            for (const [match] of line.matchAll(new RegExp(one, `${one.flags}g`)))
              io.out(`${prefix}${match}\n`);
          }
        }
      } else
        io.out(joined(hits.map(({ line, n }) => `${prefix}${options.has('n') ? `${n + 1}:` : ''}${line}`)));
    }
    return failed ? 2 : any ? 0 : 1;
  };

const cut: Program = async (args, io, host) => {
  const { options, operands } = parseOptions(args, 'dfc');
  const { found } = await texts('cut', operands, io, host);
  const separator = options.get('d') ?? '\t';
  const list = options.get('f') ?? options.get('c') ?? '1';
  const wanted = (n: number) =>
    list.split(',').some((range) => {
      const [from = '', to] = range.split('-');
      const last = range.includes('-') ? Number(to || Number.POSITIVE_INFINITY) : Number(from);
      return n >= Number(from || 1) && n <= last;
    });
  for (const { text } of found) {
    for (const line of linesOf(text)) {
      const pieces = options.has('c') ? [...line] : line.split(separator);
      if (pieces.length === 1 && !options.has('c')) io.out(`${line}\n`);
      else io.out(`${pieces.filter((_piece, n) => wanted(n + 1)).join(options.has('c') ? '' : separator)}\n`);
    }
  }
  return 0;
};

/** Ranges, escapes and classes of `tr`. */
const letters = (set: string): string =>
  set
    .replaceAll('[:space:]', ' \t\n\r')
    .replaceAll('[:upper:]', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    .replaceAll('[:lower:]', 'abcdefghijklmnopqrstuvwxyz')
    .replaceAll('[:digit:]', '0123456789')
    .replaceAll(
      /\\([ntr0\\])/g,
      (_all, c: string) => ({ n: '\n', t: '\t', r: '\r', '0': '\0', '\\': '\\' })[c] ?? c,
    )
    .replaceAll(/([a-zA-Z0-9])-([a-zA-Z0-9])/g, (_all, from: string, to: string) => {
      const [a, b] = [from.charCodeAt(0), to.charCodeAt(0)];
      return Array.from({ length: Math.max(0, b - a + 1) }, (_, n) => String.fromCharCode(a + n)).join('');
    });

const tr: Program = async (args, io) => {
  const { operands, has } = parseOptions(args);
  const [from, to = ''] = operands.map(letters);
  const text = await io.stdin.all();
  const inside = (c: string) => (from ?? '').includes(c) !== has('c', 'C');
  if (has('d')) io.out([...text].filter((c) => !inside(c)).join(''));
  else {
    let before = '';
    let result = '';
    for (const c of text) {
      const mapped =
        inside(c) && to ? (has('c') ? to.slice(-1) : (to[(from ?? '').indexOf(c)] ?? to.slice(-1))) : c;
      if (has('s') && mapped === before && (to || from || '').includes(mapped)) continue;
      result += mapped;
      before = mapped;
    }
    io.out(result);
  }
  return 0;
};

const sort: Program = async (args, io, host) => {
  const { options, operands, has } = parseOptions(args, 'kt');
  const { found, failed } = await texts('sort', operands, io, host);
  const [first] = (options.get('k') ?? '').split(/[,.]/);
  const key = (line: string) =>
    first ? (line.split(options.get('t') ?? /\s+/)[Number.parseInt(first, 10) - 1] ?? '') : line;
  const numeric = has('n', 'h', 'g') || /n/.test(options.get('k') ?? '');
  const units: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 };
  const value = (line: string) =>
    Number.parseFloat(key(line)) * (has('h') ? (units[key(line).slice(-1)] ?? 1) : 1) || 0;
  let lines = found.flatMap(({ text }) => linesOf(text));
  lines.sort((a, b) => (numeric ? value(a) - value(b) : key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  if (has('r') || /r/.test(options.get('k') ?? '')) lines.reverse();
  if (has('u')) lines = lines.filter((line, n) => line !== lines[n - 1]);
  io.out(joined(lines));
  return failed ? 2 : 0;
};

const uniq: Program = async (args, io) => {
  const { has } = parseOptions(args);
  const groups: { line: string; count: number }[] = [];
  for (const line of linesOf(await io.stdin.all())) {
    const last = groups.at(-1);
    if (last?.line === line) last.count++;
    else groups.push({ line, count: 1 });
  }
  const shown = groups.filter(({ count }) => !has('d') || count > 1);
  io.out(joined(shown.map(({ line, count }) => (has('c') ? `${String(count).padStart(7)} ${line}` : line))));
  return 0;
};

const wc: Program = async (args, io, host) => {
  const { operands, has } = parseOptions(args);
  for (const path of operands.length > 0 ? operands : ['-']) {
    const absolute = resolvePath(path, io.cwd);
    const size = path === '-' ? io.stdin.bytes : host.system.files.file(absolute)?.bytes;
    const text = path === '-' ? await io.stdin.all() : host.read(absolute);
    if (text === undefined) {
      io.err(`wc: ${path}: No such file or directory\n`);
      return 1;
    }
    const all = [
      linesOf(text).length,
      text.split(/\s+/).filter(Boolean).length,
      size ?? Buffer.byteLength(text),
    ];
    const chosen = has('l', 'w', 'c') ? [has('l'), has('w'), has('c')] : [true, true, true];
    const figures = all.filter((_one, n) => chosen[n]).join(' ');
    io.out(`${figures}${path === '-' ? '' : ` ${path}`}\n`);
  }
  return 0;
};

const tee: Program = async (args, io, host) => {
  const { operands, has } = parseOptions(args);
  const text = await io.stdin.all();
  io.out(text);
  for (const path of operands) {
    const absolute = resolvePath(path, io.cwd);
    if (!host.writable(absolute, io.root)) {
      io.err(`tee: ${path}: Permission denied\n`);
      return 1;
    }
    host.write(absolute, `${has('a') ? (host.read(absolute) ?? '') : ''}${text}`);
  }
  return 0;
};

const plain = (text: string): string => text;

export const textPrograms: readonly (readonly [string, Program])[] = [
  ['cat', cat],
  ['head', head],
  ['tail', tail],
  ['grep', grepOf('grep', plain)],
  ['egrep', (args, io, host) => grepOf('grep', plain)(['-E', ...args], io, host)],
  ['fgrep', (args, io, host) => grepOf('grep', plain)(['-F', ...args], io, host)],
  ['zgrep', grepOf('zgrep', decompress)],
  ['cut', cut],
  ['tr', tr],
  ['sort', sort],
  ['uniq', uniq],
  ['wc', wc],
  ['tee', tee],
];
