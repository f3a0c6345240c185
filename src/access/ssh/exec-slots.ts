import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';

interface Waiter {
  readonly grant: () => void;
  readonly refuse: (error: unknown) => void;
}

/**
 * Counts the commands that run on the host. sshd allows 10 sessions a connection (MaxSessions), and a closed channel
 * keeps its session until the remote process has ended, so a slot is held until then. One object serves one connection.
 */
export class ExecSlots {
  #limit: number;
  #held = 0;
  readonly #waiting: Waiter[] = [];
  readonly #onWaiting: () => void;
  #shrunk = false;

  /** `onWaiting` is called whenever somebody begins to wait. */
  constructor(max = 8, onWaiting: () => void = () => {}) {
    this.#limit = max;
    this.#onWaiting = onWaiting;
  }

  /** How many the host allows at once, as far as a refusal has shown it. */
  get learnedLimit(): number | undefined {
    return this.#shrunk ? this.#limit : undefined;
  }

  get held(): number {
    return this.#held;
  }

  /** Waits for a slot, at most `timeoutMs`; the result gives it back, once. */
  take(timeoutMs: number, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.#held < this.#limit) return Promise.resolve(this.#hold());
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        const at = this.#waiting.indexOf(waiter);
        if (at >= 0) this.#waiting.splice(at, 1);
      };
      const waiter: Waiter = {
        grant: () => {
          settle();
          resolve(this.#hold());
        },
        refuse: (error) => {
          settle();
          reject(error);
        },
      };
      const onAbort = () => waiter.refuse(signal?.reason);
      const timer = setTimeout(
        () =>
          waiter.refuse(
            fail('timeout', msg('link.exec.busy', { count: this.#held }), {
              next: msg('link.exec.busy.next'),
            }),
          ),
        timeoutMs,
      );
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiter);
      this.#onWaiting();
    });
  }

  /** The server refused one more while `running` others ran: no more than that many from now on. */
  shrinkTo(running: number): void {
    this.#limit = Math.max(1, Math.min(this.#limit, running));
    this.#shrunk = true;
  }

  /** The connection is gone, and with it every session: all that wait are refused. */
  refuseWaiting(error: unknown): void {
    for (const waiter of [...this.#waiting]) waiter.refuse(error);
  }

  #hold(): () => void {
    this.#held += 1;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#held -= 1;
      if (this.#held < this.#limit) this.#waiting[0]?.grant();
    };
  }
}
