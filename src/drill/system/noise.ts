/** A smooth, repeatable value from −1 to 1 for a time in seconds; different seeds are unrelated. */
export function wave(seconds: number, seed: number): number {
  const a = Math.sin(seconds / 7.3 + seed * 1.7);
  const b = Math.sin(seconds / 2.9 + seed * 4.1);
  const c = Math.sin(seconds / 31 + seed * 0.6);
  return (a + 0.6 * b + c) / 2.6;
}

/** A counter that only grows, fed with a rate a second that may change over time. */
export class Counter {
  #value: number;
  #readAt: number;
  readonly #rate: (now: number) => number;

  /** `now` in ms; the rate is that of the moment, held since the last read. */
  constructor(start: number, now: number, rate: (now: number) => number) {
    this.#value = start;
    this.#readAt = now;
    this.#rate = rate;
  }

  at(now: number): number {
    const seconds = Math.max(0, now - this.#readAt) / 1000;
    this.#value += this.#rate(now) * seconds;
    this.#readAt = Math.max(this.#readAt, now);
    return Math.floor(this.#value);
  }
}
