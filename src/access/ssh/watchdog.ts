const tickMs = 250;

/**
 * Tells a quiet link from a dead one. With a keepalive a second any live link is heard about once a second:
 * `suspectAfterMs` of silence make it suspect, `deadAfterMs` dead.
 * A stall of our own process (suspended, blocked) is not counted as silence of the host.
 */
export class Watchdog {
  #heardAt = performance.now();
  #tickedAt = performance.now();
  #suspect = false;
  readonly #timer: NodeJS.Timeout;

  constructor(
    on: { suspect(): void; alive(): void; dead(): void },
    { suspectAfterMs = 2500, deadAfterMs = 5000 } = {},
  ) {
    this.#timer = setInterval(() => {
      const now = performance.now();
      const late = now - this.#tickedAt - tickMs;
      this.#tickedAt = now;
      if (late > tickMs) this.#heardAt = Math.min(now, this.#heardAt + late);
      const silence = now - this.#heardAt;
      if (silence >= deadAfterMs) {
        this.stop();
        on.dead();
      } else if (silence >= suspectAfterMs !== this.#suspect) {
        this.#suspect = !this.#suspect;
        if (this.#suspect) on.suspect();
        else on.alive();
      }
    }, tickMs);
  }

  /** Something came in. */
  heard(): void {
    this.#heardAt = performance.now();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
