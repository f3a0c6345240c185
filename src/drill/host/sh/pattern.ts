/** A shell pattern as a regular expression; a backslash makes what follows stand for itself. */
export function patternSource(pattern: string, any = '.'): string {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string;
    if (c === '\\') source += escaped(pattern[++i] ?? '\\');
    else if (c === '*') source += `${any}*`;
    else if (c === '?') source += any;
    else if (c === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) source += '\\[';
      else {
        source += `[${pattern
          .slice(i + 1, end)
          .replace(/^!/, '^')
          .replaceAll('[:space:]', '\\s')
          .replaceAll('[:digit:]', '\\d')
          .replaceAll('\\', '\\\\')}]`;
        i = end;
      }
    } else source += escaped(c);
  }
  return source;
}

export const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

export const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${patternSource(pattern)}$`, 's').test(text);

export const isPattern = (text: string): boolean => /(?<!\\)[*?[]/.test(text);
