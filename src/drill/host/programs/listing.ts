import type { Program } from '../host.js';
import { baseName, resolvePath } from '../paths.js';
import { fails, parseOptions } from './support.js';

const letters = (mode: number, folder: boolean) =>
  (folder ? 'd' : '-') +
  [6, 3, 0]
    .map((shift) => ['r', 'w', 'x'].map((c, n) => ((mode >> shift) & (4 >> n) ? c : '-')).join(''))
    .join('');

/** `stat -c FORMAT FILE …`. */
const stat: Program = (args, io, host) => {
  const { operands, options } = parseOptions(args, 'c', ['format', 'printf']);
  let code = 0;
  for (const word of operands) {
    const path = resolvePath(word, io.cwd);
    const inLogs = /^\/var\/lib\/docker\/containers\//.test(path);
    if (inLogs && !io.root) {
      code = fails(io, `stat: cannot statx '${word}': Permission denied`);
      continue;
    }
    const file = host.system.files.file(path);
    const folder = host.system.files.folder(path);
    if (!file && !folder) {
      code = fails(io, `stat: cannot statx '${word}': No such file or directory`);
      continue;
    }
    const seconds = Math.floor((file?.at ?? folder?.at ?? 0) / 1000);
    const mode = file?.mode ?? folder?.mode ?? 0;
    const values: Readonly<Record<string, string>> = {
      s: String(file?.bytes ?? 4096),
      n: word,
      Y: String(seconds),
      y: new Date(seconds * 1000).toISOString().replace('T', ' ').replace('Z', '000000 +0000'),
      a: mode.toString(8),
      A: letters(mode, !file),
      U: file?.owner ?? 'ops',
      G: file?.owner ?? 'ops',
      F: file ? (file.bytes > 0 ? 'regular file' : 'regular empty file') : 'directory',
      h: '1',
    };
    const format = options.get('c') ?? options.get('format') ?? '  File: %n\n  Size: %s\nModify: %y';
    io.out(`${format.replaceAll(/%(\w)/g, (all, c: string) => values[c] ?? all)}\n`);
  }
  return code;
};

const ls: Program = (args, io, host) => {
  const { operands, has } = parseOptions(
    args.filter((word) => !word.startsWith('--')),
    'w',
  );
  const { files } = host.system;
  let code = 0;
  for (const word of operands.length > 0 ? operands : ['.']) {
    const path = resolvePath(word, io.cwd);
    const folder = files.folder(path);
    if (!folder && !files.file(path)) {
      code = fails(io, `ls: cannot access '${word}': No such file or directory`, 2);
      continue;
    }
    const entries =
      folder && !has('d')
        ? files.list(path).filter((one) => has('a', 'A') || !baseName(one).startsWith('.'))
        : [path];
    const time = (one: string) => files.file(one)?.at ?? files.folder(one)?.at ?? 0;
    const sorted = has('t')
      ? entries.toSorted((a, b) => time(b) - time(a))
      : has('S')
        ? entries.toSorted((a, b) => (files.file(b)?.bytes ?? 0) - (files.file(a)?.bytes ?? 0))
        : entries;
    for (const one of has('r') ? sorted.toReversed() : sorted) {
      const name = folder && !has('d') ? baseName(one) : word;
      const file = files.file(one);
      if (!has('l')) io.out(`${name}\n`);
      else {
        const size = file?.bytes ?? 4096;
        const stamp = new Date(time(one)).toISOString().slice(0, 16).replace('T', ' ');
        io.out(
          `${letters(file?.mode ?? files.folder(one)?.mode ?? 0, !file)} 1 ${file?.owner ?? 'ops'} ${file?.owner ?? 'ops'} ${has('h') ? short(size) : size} ${stamp} ${name}\n`,
        );
      }
    }
  }
  return code;
};

const units = ['', 'K', 'M', 'G', 'T'];

/** As `ls -h`, `du -h` and `df -h` print sizes: binary units, rounded up. */
export function short(bytes: number): string {
  let value = bytes;
  let n = 0;
  for (; value >= 1024 && n < units.length - 1; n++) value /= 1024;
  if (n === 0) return String(value);
  return `${value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value)}${units[n]}`;
}

const du: Program = (args, io, host) => {
  const { operands, has, options } = parseOptions(args, 'd', ['max-depth']);
  const { files } = host.system;
  let code = 0;
  for (const word of operands.length > 0 ? operands : ['.']) {
    const path = resolvePath(word, io.cwd);
    if (!files.folder(path) && !files.file(path)) {
      code = fails(io, `du: cannot access '${word}': No such file or directory`);
      continue;
    }
    const show = (one: string) => {
      const bytes =
        files.file(one)?.bytes ??
        files.sum((inner) => inner.startsWith(one === '/' ? '/' : `${one}/`)) + 4096;
      io.out(
        `${has('h') ? short(bytes) : has('b') ? bytes : Math.ceil(bytes / (has('m') ? 1024 ** 2 : 1024))}\t${one === path ? word : one}\n`,
      );
    };
    const depth = Number(options.get('d') ?? options.get('max-depth') ?? (has('s') ? 0 : 9));
    const level = (one: string) =>
      one
        .slice(path === '/' ? 0 : path.length)
        .split('/')
        .filter(Boolean).length;
    for (const one of files.below(path)) {
      if (one !== path && level(one) <= depth && (files.folder(one) || has('a'))) show(one);
    }
    show(path);
  }
  return code;
};

/** What looks at files and folders and changes none. */
export const listingPrograms: readonly (readonly [string, Program])[] = [
  ['stat', stat],
  ['ls', ls],
  ['du', du],
];
