import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import SSHConfig from 'ssh-config';
import { wildcard } from './known-hosts.js';

/** A line of ssh_config(5); `body` holds the lines that a Host or Match line governs. */
export interface ConfigLine {
  /** Lower case. */
  readonly keyword: string;
  readonly args: readonly string[];
  readonly body?: readonly ConfigLine[];
}

/** OpenSSH's own limit (READCONF_MAX_DEPTH). */
const maxIncludeDepth = 16;

/**
 * The lines of a configuration file; each Include becomes a line with the included lines as its body.
 * A missing file is empty. `root` is where relative includes start: `~/.ssh` or `/etc/ssh`.
 */
export async function readConfigFile(
  file: string,
  root: string,
  home: string,
  depth = 0,
): Promise<ConfigLine[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return convert(SSHConfig.parse(text), (pattern) => includeFiles(pattern, root, home), {
    read: (path) =>
      depth < maxIncludeDepth ? readConfigFile(path, root, home, depth + 1) : Promise.resolve([]),
  });
}

async function convert(
  lines: SSHConfig,
  filesOf: (pattern: string) => Promise<string[]>,
  files: { read(path: string): Promise<ConfigLine[]> },
): Promise<ConfigLine[]> {
  const out: ConfigLine[] = [];
  for (const line of lines) {
    if (line.type !== SSHConfig.DIRECTIVE) continue;
    const keyword = line.param.toLowerCase();
    const args = typeof line.value === 'string' ? splitArgs(line.value) : line.value.map(({ val }) => val);
    if (keyword === 'include') {
      const paths = (await Promise.all(args.map(filesOf))).flat();
      out.push({ keyword, args, body: (await Promise.all(paths.map((path) => files.read(path)))).flat() });
    } else if ('config' in line) {
      out.push({ keyword, args, body: await convert(line.config, filesOf, files) });
    } else out.push({ keyword, args });
  }
  return out;
}

function splitArgs(value: string): string[] {
  return [...value.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** Files that an Include argument names, sorted, as glob(7) without braces. */
async function includeFiles(pattern: string, root: string, home: string): Promise<string[]> {
  const absolute = resolve(root, pattern.replace(/^~(?=\/|$)/, home));
  return expandGlob(absolute);
}

async function expandGlob(path: string): Promise<string[]> {
  if (!/[*?[]/.test(path)) return [path];
  const parent = dirname(path);
  const name = path.slice(parent === '/' ? 1 : parent.length + 1);
  const match = wildcard(name);
  const found: string[] = [];
  for (const folder of await expandGlob(parent)) {
    const names = await readdir(folder).catch(() => []);
    for (const entry of names.sort())
      if (match.test(entry) && (!entry.startsWith('.') || name.startsWith('.')))
        found.push(join(folder, entry));
  }
  return found;
}
