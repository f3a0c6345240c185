/** One line that a container wrote. */
export interface LogEntry {
  /** Nanoseconds since the epoch; strictly grows within a container. */
  readonly nanos: bigint;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

const maxEntries = 2000;

/** What one container has written, bounded as by a json-file log with rotation. */
export class LogBook {
  #entries: LogEntry[] = [];
  readonly #followers = new Set<(entry: LogEntry) => void>();
  #last = 0n;

  write(nowMs: number, stream: LogEntry['stream'], text: string): void {
    const wanted = BigInt(Math.round(nowMs * 1000)) * 1000n + BigInt(this.#entries.length % 997);
    const nanos = wanted > this.#last ? wanted : this.#last + 1n;
    this.#last = nanos;
    const entry = { nanos, stream, text };
    this.#entries.push(entry);
    if (this.#entries.length > maxEntries) this.#entries = this.#entries.slice(-maxEntries / 2);
    for (const follow of this.#followers) follow(entry);
  }

  read(options: {
    readonly sinceNanos?: bigint | undefined;
    readonly tail?: number | undefined;
  }): LogEntry[] {
    const { sinceNanos, tail } = options;
    const later =
      sinceNanos === undefined ? this.#entries : this.#entries.filter((e) => e.nanos >= sinceNanos);
    return tail === undefined ? [...later] : tail === 0 ? [] : later.slice(-tail);
  }

  follow(onEntry: (entry: LogEntry) => void): () => void {
    this.#followers.add(onEntry);
    return () => this.#followers.delete(onEntry);
  }
}
