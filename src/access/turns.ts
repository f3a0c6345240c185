/** Lets one piece of work run at a time, in the order of asking. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs `work` when it is its turn, unless `signal` aborted by then. The next turn begins when the work is done, also
   * when its caller has left meanwhile, but at most `longestMs` after it began.
   */
  take<T>(signal: AbortSignal, work: () => Promise<T>, longestMs: number): Promise<T> {
    const turn = this.#last.then(() => {
      signal.throwIfAborted();
      const running = work();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, longestMs);
      });
      const over = Promise.race([running, late])
        .catch(() => undefined)
        .finally(() => clearTimeout(timer));
      return { running, over };
    });
    this.#last = turn.then(({ over }) => over).catch(() => undefined);
    return turn.then(({ running }) => running);
  }
}
