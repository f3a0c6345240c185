/** An absolute path without `.`, `..` and double slashes. */
export function resolvePath(path: string, cwd: string): string {
  const pieces: string[] = [];
  for (const piece of `${path.startsWith('/') ? '' : `${cwd}/`}${path}`.split('/')) {
    if (piece === '..') pieces.pop();
    else if (piece !== '' && piece !== '.') pieces.push(piece);
  }
  return `/${pieces.join('/')}`;
}

export const baseName = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? '';
export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
