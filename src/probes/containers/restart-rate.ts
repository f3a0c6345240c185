interface Seen {
  /** Host clock, ms. */
  readonly at: number;
  readonly count: number;
}

const windowMs = 3_600_000;
/** A shorter observation would call a single restart a hundred an hour. */
const leastMs = 60_000;

/** Restarts an hour, from the engine's counter as it was seen over the last hour. */
export class RestartRate {
  readonly #seen = new Map<string, Seen[]>();

  /** Notes a container's counter and gives its rate; undefined before a minute has been seen. */
  note(id: string, count: number, at: number): number | undefined {
    let seen = this.#seen.get(id) ?? [];
    const last = seen.at(-1);
    // The engine counts anew after a start by hand.
    if (last && (count < last.count || at < last.at)) seen = [];
    if (seen.length === 0 || count !== last?.count) seen.push({ at, count });
    while (seen.length > 1 && (seen[1] as Seen).at <= at - windowMs) seen.shift();
    this.#seen.set(id, seen);
    const first = seen[0] as Seen;
    const since = Math.max(first.at, at - windowMs);
    return at - since >= leastMs ? ((count - first.count) / (at - since)) * 3_600_000 : undefined;
  }

  keep(ids: ReadonlySet<string>): void {
    for (const id of this.#seen.keys()) {
      if (!ids.has(id)) this.#seen.delete(id);
    }
  }
}
