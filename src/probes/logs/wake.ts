/** Waits that can be cut short: by a call, a time-out or an abort; never rejects. */
export class Wake {
  #wake: (() => void) | undefined;
  #rung = false;

  /** Ends the present wait, or the next one at once. */
  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, ms);
        function done() {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        }
        this.#wake = done;
        signal.addEventListener('abort', done, { once: true });
      });
      this.#wake = undefined;
    }
    this.#rung = false;
  }
}
