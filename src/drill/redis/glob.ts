/** A pattern of SCAN, KEYS and PSUBSCRIBE (stringmatchlen of Redis): `*`, `?`, `[a-z]`, `[^a]`, and `\` before any of them. */
export function globOf(pattern: string): RegExp {
  const source = pattern.replace(
    /\\(.)|(\*)|(\?)|\[(\^?)((?:[^\]\\]|\\.)*)\]|([.+^${}()|[\]\\])/gs,
    (_all, escaped?: string, any?: string, one?: string, not?: string, set?: string, plain?: string) => {
      if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      if (any !== undefined) return '.*';
      if (one !== undefined) return '.';
      if (set !== undefined) return `[${not}${set.replace(/[[\]]/g, '\\$&')}]`;
      return `\\${plain}`;
    },
  );
  return new RegExp(`^${source}$`, 's');
}
