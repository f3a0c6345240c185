import type { HostReader } from '../../domain/access.js';
import type { DiskRow } from '../../domain/model.js';
import { readCommand } from '../../domain/read-commands.js';
import { parseDf } from './df.js';

export interface DiskWatchOptions {
  readonly everyMs: number;
  /** A df that hangs on a dead mount is given up after this, ms. */
  readonly timeoutMs: number;
  readonly now: () => number;
}

/** After a failure the next df waits this many times longer, because one that hangs keeps a session at the host. */
const failureFactor = 4;
const longestPauseMs = 10 * 60_000;

/** Keeps the disks, read by df beside the ticks: a df that fails or hangs leaves the last rows standing. */
export class DiskWatch {
  readonly #options: DiskWatchOptions;
  #rows: readonly DiskRow[] = [];
  #readAt: number | undefined;
  #nextAt = 0;
  #pauseMs: number;
  #flight: Promise<void> | undefined;
  /** The df in flight may tell of a time before a change. */
  #isLate = false;

  constructor(options: DiskWatchOptions) {
    this.#options = options;
    this.#pauseMs = options.everyMs;
  }

  get rows(): readonly DiskRow[] {
    return this.#rows;
  }

  /** When df last answered (the clock of `now`); undefined when it never did. */
  get readAt(): number | undefined {
    return this.#readAt;
  }

  /** Disks were changed just now: the next df is due at once, unless df itself fails. */
  hasChanged(): void {
    if (this.#pauseMs > this.#options.everyMs) return;
    this.#nextAt = 0;
    this.#isLate = this.#flight !== undefined;
  }

  /** Starts a df when one is due; settles when none is in flight, never rejects. */
  refresh(host: HostReader): Promise<void> {
    const { now, everyMs } = this.#options;
    if (!this.#flight && now() >= this.#nextAt) {
      this.#flight = this.#read(host)
        .then(
          () => {
            this.#pauseMs = everyMs;
          },
          () => {
            this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * failureFactor);
          },
        )
        .finally(() => {
          this.#flight = undefined;
          this.#nextAt = this.#isLate && this.#pauseMs <= everyMs ? 0 : now() + this.#pauseMs;
          this.#isLate = false;
        });
    }
    return this.#flight ?? Promise.resolve();
  }

  async #read(host: HostReader): Promise<void> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    const [bytes, inodes] = await Promise.all([
      host.run(readCommand('df'), signal),
      host.run(readCommand('dfInodes'), signal).catch(() => undefined),
    ]);
    const rows = parseDf(bytes.stdout, inodes?.stdout);
    // df exits with 1 when one mount can't be read, and still lists the others.
    if (rows.length === 0 && bytes.code !== 0) throw new Error('df');
    this.#rows = rows;
    this.#readAt = this.#options.now();
  }
}
