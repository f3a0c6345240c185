const firstMs = 1_000;
const longestMs = 30_000;

/**
 * Keeps a broken service from being dialled at every poll: the first retry is free, then the wait doubles from 1 s to
 * 30 s, and within it the last error is thrown again. A new connection of the link starts afresh.
 */
export class Backoff {
  #epoch = -1;
  #failures = 0;
  #until = 0;
  #error: unknown;

  async guard<T>(
    epoch: number,
    dial: () => Promise<T>,
    waitFor: (error: unknown) => number | undefined = () => undefined,
  ): Promise<T> {
    if (epoch !== this.#epoch) this.#reset(epoch);
    if (performance.now() < this.#until) throw this.#error;
    try {
      const value = await dial();
      this.#reset(epoch);
      return value;
    } catch (error) {
      this.#failures += 1;
      const wait = waitFor(error) ?? (this.#failures < 2 ? 0 : firstMs * 2 ** (this.#failures - 2));
      this.#until = performance.now() + Math.min(wait, longestMs);
      this.#error = error;
      throw error;
    }
  }

  #reset(epoch: number): void {
    this.#epoch = epoch;
    this.#failures = 0;
    this.#until = 0;
    this.#error = undefined;
  }
}
