const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '0': '\0',
  a: '\x07',
  e: '\x1b',
};

/** printf(1): the format is used again while arguments are left. */
export function formatted(format: string, args: readonly string[]): string {
  let text = '';
  let left = [...args];
  do {
    const before = left.length;
    text += once(format, () => left.shift());
    if (left.length === before) left = [];
  } while (left.length > 0);
  return text;
}

function once(format: string, next: () => string | undefined): string {
  return format.replaceAll(
    /\\(.)|%(-?0?\d*)(?:\.(\d+))?([sdiqbcxf%])/gs,
    (all, escaped: string | undefined, width: string, precision: string | undefined, kind: string) => {
      if (escaped !== undefined) return escapes[escaped] ?? all;
      if (kind === '%') return '%';
      const value = next() ?? '';
      let text = value;
      if (kind === 'd' || kind === 'i') text = String(Math.trunc(Number(value) || 0));
      if (kind === 'x') text = (Number(value) || 0).toString(16);
      if (kind === 'f') text = (Number(value) || 0).toFixed(Number(precision ?? 6));
      if (kind === 'b') text = once(value.replaceAll('%', '%%'), () => '');
      if (kind === 'q') text = /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
      if (kind === 's' && precision !== undefined) text = value.slice(0, Number(precision));
      const size = Math.abs(Number.parseInt(width || '0', 10));
      if (width.startsWith('-')) return text.padEnd(size);
      return text.padStart(size, /^0/.test(width) ? '0' : ' ');
    },
  );
}
