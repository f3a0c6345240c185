import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../error-text.js';
import type { Output } from '../process-output.js';

const atOnce = 16;

/** The output of the read command `files`, which needs GNU find elsewhere: mtime TAB size TAB path, one a line. */
export async function listFiles(dir: string, pattern: string): Promise<Output> {
  let names: string[];
  try {
    names = await readdir(dir);
  } catch (error) {
    return {
      stdout: '',
      stderr: `${dir}: ${reasons[errorCode(error) ?? ''] ?? errorCode(error)}\n`,
      code: 1,
    };
  }
  const wanted = globOf(pattern);
  const waiting = names.filter((name) => wanted.test(name));
  const lines: string[] = [];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const path = join(dir, name);
      // Gone since it was listed, or not to be seen: find(1) goes on too.
      const found = await lstat(path, { bigint: true }).catch(() => undefined);
      if (found?.isFile()) lines.push(`${seconds(found.mtimeNs)}\t${found.size}\t${path}\n`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { stdout: lines.join(''), stderr: '', code: 0 };
}

/** As strerror(3) has them, which is what the checks look for. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  ENOTDIR: 'Not a directory',
};

/** Seconds since the epoch with nine decimals. */
export function seconds(nanos: bigint): string {
  return `${nanos / 1_000_000_000n}.${String(nanos % 1_000_000_000n).padStart(9, '0')}`;
}

/** fnmatch(3) of a name: `*`, `?`, `[abc]`, `[!a-z]` and backslashes. */
function globOf(pattern: string): RegExp {
  const parts = pattern.match(/\\.|\[!?\]?[^\]]*\]|./gsu) ?? [];
  const source = parts.map((part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    if (part.length > 2 && part.startsWith('['))
      return `[${part
        .slice(1, -1)
        .replace(/^!/, '^')
        .replace(/[\\[\]]/g, '\\$&')}]`;
    return escaped(part.startsWith('\\') && part.length > 1 ? part.slice(1) : part);
  });
  try {
    return new RegExp(`^${source.join('')}$`, 'su');
  } catch {
    return new RegExp(`^${escaped(pattern)}$`, 'su');
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
