/**
 * Short names of log sources for narrow columns: the beginning that most of them share ("salon_gbp_") is left out,
 * as long as the short names stay distinct.
 */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const prefix = sharedPrefix(names);
  const short = new Map(
    names.map((name) => [
      name,
      name.startsWith(prefix) && name !== prefix ? name.slice(prefix.length) : name,
    ]),
  );
  return new Set(short.values()).size === short.size ? short : new Map(names.map((name) => [name, name]));
}

/** The longest beginning up to a separator that at least half of the names share. */
function sharedPrefix(names: readonly string[]): string {
  let best = '';
  for (const name of names) {
    for (const { index } of name.matchAll(/[-_.]/g)) {
      const prefix = name.slice(0, index + 1);
      const sharing = names.filter((other) => other.startsWith(prefix)).length;
      if (sharing >= 2 && sharing * 2 >= names.length && prefix.length > best.length) best = prefix;
    }
  }
  return best;
}
