/** A container as far as its name is concerned. */
export interface Named {
  readonly name: string;
  /** Compose or Kamal service. */
  readonly service?: string;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[-_.*]/g, '');

/**
 * The container that a name most likely means: one whose service it is, one whose name holds it or is held by it, or one
 * that is spelt almost so. Undefined when none is near.
 */
export function nearContainer(wanted: string, containers: readonly Named[]): string | undefined {
  const word = plain(wanted);
  if (word === '') return undefined;
  const byService = containers.find(({ service }) => service !== undefined && plain(service) === word);
  if (byService) return byService.name;
  // Of `shop-wep-*` only the beginning can be held against a name.
  const begin = (name: string) => (wanted.endsWith('*') ? name.slice(0, word.length) : name);
  const scored = containers
    .map(({ name }) => ({ name, distance: distanceOf(word, begin(plain(name))) }))
    .toSorted((a, b) => a.distance - b.distance);
  const [best] = scored;
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.name : undefined;
}

/** 0 for a name that holds the other from its start or to its end, else the number of letters that differ (Levenshtein). */
function distanceOf(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 3 && (long.endsWith(short) || long.startsWith(short))) return 0.5;
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change));
    }
    last = row;
  }
  return last[b.length] ?? Number.POSITIVE_INFINITY;
}
