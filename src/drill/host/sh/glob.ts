import type { FileTree } from '../../system/files.js';
import { patternSource } from './pattern.js';

/** Paths that fit a pattern, in order; names that begin with a dot only where the pattern has it. */
export function glob(pattern: string, cwd: string, files: FileTree): string[] {
  const absolute = pattern.startsWith('/');
  const whole = absolute ? pattern : `${cwd}/${pattern}`;
  const source = whole
    .split('/')
    .map((piece) =>
      /^[*?[]/.test(piece) ? `(?!\\.)${patternSource(piece, '[^/]')}` : patternSource(piece, '[^/]'),
    )
    .join('/');
  const expression = new RegExp(`^${source}$`);
  const fixed = whole.slice(0, whole.search(/[*?[]/));
  const base = fixed.slice(0, fixed.lastIndexOf('/')) || '/';
  return files
    .below(base)
    .filter((path) => expression.test(path))
    .map((path) => (absolute ? path : path.slice(cwd.length + 1)));
}
