/** What the broker holds. Keys that would be empty do not exist, as in Redis. */
export class Keyspace {
  readonly lists = new Map<string, string[]>();
  readonly sets = new Map<string, Set<string>>();
  /** Members with scores. */
  readonly sortedSets = new Map<string, Map<string, number>>();

  pushLeft(key: string, value: string): void {
    const list = this.lists.get(key) ?? [];
    list.unshift(value);
    this.lists.set(key, list);
  }

  popRight(key: string): string | undefined {
    const list = this.lists.get(key);
    const value = list?.pop();
    if (list?.length === 0) this.lists.delete(key);
    return value;
  }

  typeOf(key: string): 'list' | 'set' | 'zset' | 'none' {
    if (this.lists.has(key)) return 'list';
    if (this.sets.has(key)) return 'set';
    return this.sortedSets.has(key) ? 'zset' : 'none';
  }

  keys(): string[] {
    return [...this.lists.keys(), ...this.sets.keys(), ...this.sortedSets.keys()];
  }
}
