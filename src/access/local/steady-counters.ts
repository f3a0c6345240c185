interface Counter {
  /** The last reading, and the counter as it was shown at that moment. */
  readonly value: number;
  readonly shown: number;
  readonly at: number;
  /** Per ms; undefined until two readings. */
  readonly rate: number | undefined;
}

/** Without a reading for this many intervals a counter is unknown. */
const mostIntervals = 3;

/**
 * Counters that cost too much to read at every tick. Between readings they grow as fast as between the last two, so that
 * whoever takes differences sees the average of that interval, not nothing and then a leap.
 */
export class SteadyCounters {
  readonly #everyMs: number;
  #counters = new Map<string, Counter>();

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** A reading of all counters at `now` (monotonic, ms); those that it lacks are gone. */
  take(reading: ReadonlyMap<string, number>, now: number): void {
    const next = new Map<string, Counter>();
    for (const [name, value] of reading) {
      const last = this.#counters.get(name);
      const grew = last && now > last.at && value >= last.value;
      next.set(name, {
        value,
        shown: grew && last.rate !== undefined ? shownAt(last, now) : value,
        at: now,
        rate: grew ? (value - last.value) / (now - last.at) : undefined,
      });
    }
    this.#counters = next;
  }

  /** The counters whose pace is known. */
  at(now: number): Map<string, number> {
    return new Map(
      [...this.#counters]
        .filter(([, { rate, at }]) => rate !== undefined && now - at < this.#everyMs * mostIntervals)
        .map(([name, counter]) => [name, Math.round(shownAt(counter, now))]),
    );
  }
}

const shownAt = ({ shown, rate = 0, at }: Counter, now: number): number => shown + rate * (now - at);
