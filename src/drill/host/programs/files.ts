import { roomFor } from '../../system/disk.js';
import { isBackup } from '../../system/first-files.js';
import { compress, decompress } from '../archive.js';
import { type Host, type Io, type Program, record } from '../host.js';
import { baseName, parentOf, resolvePath } from '../paths.js';
import { fails, parseOptions } from './support.js';

const serial = { value: 0 };

const missing = (io: Io, name: string, what: string) =>
  fails(io, `${name}: ${what}: No such file or directory`);

/** What can't be written, in the words of the program. */
function refused(host: Host, io: Io, path: string): string | undefined {
  if (!host.system.files.folder(parentOf(path))) return 'No such file or directory';
  return host.writable(path, io.root) ? undefined : 'Permission denied';
}

const rm: Program = (args, io, host) => {
  const { operands, has } = parseOptions(args);
  let code = 0;
  for (const word of operands) {
    const path = resolvePath(word, io.cwd);
    const folder = host.system.files.folder(path);
    let harm: 'data' | 'none' = 'none';
    let ok = false;
    if (!folder && !host.system.files.file(path)) {
      if (!has('f')) code = fails(io, `rm: cannot remove '${word}': No such file or directory`);
      else continue;
    } else if (folder && !has('r', 'R')) code = fails(io, `rm: cannot remove '${word}': Is a directory`);
    else if (refused(host, io, path))
      code = fails(io, `rm: cannot remove '${word}': ${refused(host, io, path)}`);
    else {
      harm = host.removeFile(path);
      ok = true;
    }
    if (!/^(\/home\/ops\/\.cockpit|\/tmp|\/var\/tmp)/.test(path)) {
      record(host, [...(io.root ? ['sudo'] : []), 'rm', ...args.filter((one) => one.startsWith('-')), word], {
        ok,
        harm,
      });
    }
  }
  return code;
};

const mv: Program = (args, io, host) => {
  const { operands, has } = parseOptions(args);
  const [from = '', to = ''] = operands;
  const { files } = host.system;
  const source = resolvePath(from, io.cwd);
  let target = resolvePath(to, io.cwd);
  if (files.folder(target)) target = `${target}/${baseName(source)}`;
  if (!files.file(source) && !files.folder(source))
    return fails(io, `mv: cannot stat '${from}': No such file or directory`);
  const why = refused(host, io, target);
  if (why) return fails(io, `mv: cannot move '${from}' to '${to}': ${why}`);
  if (has('n') && files.file(target)) return 0;
  files.move(source, target);
  return 0;
};

const cp: Program = (args, io, host) => {
  const { operands } = parseOptions(args);
  const [from = '', to = ''] = operands;
  const source = resolvePath(from, io.cwd);
  const file = host.system.files.file(source);
  let target = resolvePath(to, io.cwd);
  if (host.system.files.folder(target)) target = `${target}/${baseName(source)}`;
  if (!file) return fails(io, `cp: cannot stat '${from}': No such file or directory`);
  const why = refused(host, io, target);
  if (why) return fails(io, `cp: cannot create regular file '${to}': ${why}`);
  if (roomFor(host.system, target) < file.bytes)
    return fails(io, `cp: error writing '${to}': No space left on device`);
  host.system.files.write(target, { ...file, at: host.system.now(), owner: io.root ? 'root' : 'ops' });
  return 0;
};

const mkdir: Program = (args, io, host) => {
  const { operands, options, has } = parseOptions(args, 'm');
  let code = 0;
  for (const word of operands) {
    const path = resolvePath(word, io.cwd);
    const there = host.system.files.folder(path) ?? host.system.files.file(path);
    if (there && !has('p')) code = fails(io, `mkdir: cannot create directory ‘${word}’: File exists`);
    else if (!there) {
      const why = has('p')
        ? host.writable(path, io.root)
          ? undefined
          : 'Permission denied'
        : refused(host, io, path);
      if (why) code = fails(io, `mkdir: cannot create directory ‘${word}’: ${why}`);
      else
        host.system.files.makeFolder(path, host.system.now(), Number.parseInt(options.get('m') ?? '755', 8));
    }
  }
  return code;
};

const truncate: Program = (args, io, host) => {
  const { operands, options } = parseOptions(args, 's', ['size']);
  const bytes = Number(options.get('s') ?? options.get('size') ?? 0);
  for (const word of operands) {
    const path = resolvePath(word, io.cwd);
    const why = refused(host, io, path);
    if (why) return fails(io, `truncate: cannot open '${word}' for writing: ${why}`);
    const lost = isBackup(path) && (host.system.files.file(path)?.bytes ?? 0) > 0 && bytes === 0;
    host.system.files.write(path, { text: '', bytes, at: host.system.now() });
    record(host, ['truncate', ...args], { ok: true, harm: lost ? 'data' : 'none' });
  }
  return 0;
};

const touch: Program = (args, io, host) => {
  for (const word of parseOptions(args, 'drt').operands) {
    const path = resolvePath(word, io.cwd);
    const why = refused(host, io, path);
    if (why) return fails(io, `touch: cannot touch '${word}': ${why}`);
    const file = host.system.files.file(path);
    host.system.files.write(path, { text: '', ...file, at: host.system.now() });
  }
  return 0;
};

const chmod: Program = (args, io, host) => {
  const [mode = '', ...words] = parseOptions(args).operands;
  const bits = Number.parseInt(mode, 8);
  for (const word of words) {
    const path = resolvePath(word, io.cwd);
    if (!host.writable(path, io.root))
      return fails(io, `chmod: changing permissions of '${word}': Operation not permitted`);
    const own = host.system.files.file(path)?.mode ?? 0o755;
    const wanted = Number.isNaN(bits) ? (mode.includes('+x') ? own | 0o111 : own) : bits;
    if (!host.system.files.setMode(path, wanted))
      return fails(io, `chmod: cannot access '${word}': No such file or directory`);
  }
  return 0;
};

const gzip: Program = async (args, io, host) => {
  const { operands, has } = parseOptions(args);
  const unpacks = has('d');
  if (operands.length === 0) {
    const text = await io.stdin.all();
    const plain = unpacks || has('t') ? decompress(text) : compress(text);
    if (plain === undefined)
      return fails(
        io,
        text === '' ? '\ngzip: stdin: unexpected end of file' : '\ngzip: stdin: not in gzip format',
      );
    if (!has('t')) io.out(plain);
    return 0;
  }
  for (const word of operands) {
    const path = resolvePath(word, io.cwd);
    const text = host.read(path);
    if (text === undefined) return missing(io, 'gzip', word);
    const result = unpacks || has('t') ? decompress(text) : compress(text);
    if (result === undefined)
      return fails(
        io,
        text === '' ? `\ngzip: ${word}: unexpected end of file` : `\ngzip: ${word}: not in gzip format`,
      );
    if (has('t')) continue;
    if (has('c')) io.out(result);
    else {
      host.write(unpacks ? path.replace(/\.gz$/, '') : `${path}.gz`, result);
      if (!has('k')) host.system.files.remove(path);
    }
  }
  return 0;
};

const mktemp: Program = (args, io, host) => {
  const { operands, has } = parseOptions(args, 'p');
  const made = (operands[0] ?? '/tmp/tmp.XXXXXXXXXX').replace(/X+$/, `drill${++serial.value}`);
  if (has('d')) host.system.files.makeFolder(resolvePath(made, io.cwd), host.system.now(), 0o700);
  else host.write(resolvePath(made, io.cwd), '', 0o600);
  io.out(`${made}\n`);
  return 0;
};

const shown =
  (of: (path: string, io: Io) => string): Program =>
  (args, io) => {
    for (const word of parseOptions(args, 's').operands) io.out(`${of(word, io)}\n`);
    return 0;
  };

export const filePrograms: readonly (readonly [string, Program])[] = [
  ['rm', rm],
  ['mv', mv],
  ['cp', cp],
  ['mkdir', mkdir],
  ['rmdir', (args, io, host) => rm(['-r', ...args], io, host)],
  ['truncate', truncate],
  ['touch', touch],
  ['chmod', chmod],
  ['chown', (_args, io) => (io.root ? 0 : fails(io, 'chown: changing ownership: Operation not permitted'))],
  ['gzip', gzip],
  ['gunzip', (args, io, host) => gzip(['-d', ...args], io, host)],
  ['zcat', (args, io, host) => gzip(['-dc', ...args], io, host)],
  ['mktemp', mktemp],
  ['sync', () => 0],
  ['dirname', shown((path) => parentOf(path) || '.')],
  ['realpath', shown((path, io) => resolvePath(path, io.cwd))],
  ['readlink', shown((path, io) => resolvePath(path, io.cwd))],
  [
    'basename',
    (args, io) => {
      const [path = '', suffix = ''] = args;
      const name = baseName(path);
      io.out(`${suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`);
      return 0;
    },
  ],
];
