/** Bytes that a key takes beside its value, roughly as MEMORY USAGE counts. */
const perKey = 72;
const perElement = 24;

/** What the broker holds. Keys that would be empty do not exist, as in Redis. */
export class Keyspace {
  readonly lists = new Map<string, string[]>();
  readonly sets = new Map<string, Set<string>>();
  /** Members with scores. */
  readonly sortedSets = new Map<string, Map<string, number>>();
  readonly strings = new Map<string, string>();
  /** Lists of which only length and size are known: nobody reads what is in them. */
  readonly heaps = new Map<string, { readonly length: number; readonly bytes: number }>();
  #listBytes = 0;

  pushLeft(key: string, value: string): number {
    const list = this.lists.get(key) ?? [];
    list.unshift(value);
    this.lists.set(key, list);
    this.#listBytes += value.length + perElement;
    return list.length;
  }

  pushRight(key: string, value: string): number {
    const list = this.lists.get(key) ?? [];
    list.push(value);
    this.lists.set(key, list);
    this.#listBytes += value.length + perElement;
    return list.length;
  }

  popRight(key: string): string | undefined {
    const list = this.lists.get(key);
    const value = list?.pop();
    if (value !== undefined) this.#listBytes -= value.length + perElement;
    if (list?.length === 0) this.lists.delete(key);
    return value;
  }

  length(key: string): number {
    return this.lists.get(key)?.length ?? this.heaps.get(key)?.length ?? 0;
  }

  delete(key: string): boolean {
    for (const value of this.lists.get(key) ?? []) this.#listBytes -= value.length + perElement;
    return [this.lists, this.sets, this.sortedSets, this.strings, this.heaps]
      .map((kind) => kind.delete(key))
      .includes(true);
  }

  clear(): void {
    for (const key of this.keys()) this.delete(key);
  }

  typeOf(key: string): 'list' | 'set' | 'zset' | 'string' | 'none' {
    if (this.lists.has(key) || this.heaps.has(key)) return 'list';
    if (this.sets.has(key)) return 'set';
    if (this.strings.has(key)) return 'string';
    return this.sortedSets.has(key) ? 'zset' : 'none';
  }

  keys(): string[] {
    const kinds = [this.lists, this.sets, this.sortedSets, this.strings, this.heaps];
    return kinds.flatMap((kind) => [...kind.keys()]);
  }

  /** Undefined for a key that is not there. */
  bytesOf(key: string): number | undefined {
    if (this.typeOf(key) === 'none') return undefined;
    const list = this.lists.get(key) ?? [];
    const values = list.reduce((sum, value) => sum + value.length + perElement, 0);
    return perKey + key.length + values + (this.heaps.get(key)?.bytes ?? 0);
  }

  /** Of all values. */
  get bytes(): number {
    const heaps = [...this.heaps.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    return this.#listBytes + heaps;
  }
}
