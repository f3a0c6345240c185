import { type Backend, type Login, rest } from './backend.js';
import { type Backends, isRefusal } from './backends.js';

const query = 'SELECT date_trunc($1, created_at) AS day, count(*) FROM reviews GROUP BY 1 ORDER BY 1';
/** It opens one after the other, ms apart. */
const openMs = 40;
/** After a refusal it tries again, ms later. */
const retryMs = 3000;

/**
 * A reporting tool that opens sessions and forgets them, until it has as many as it wants or the server has no more to
 * give. Sessions that somebody ends make it stop: else there would be no repair on this machine alone.
 */
export class IdleSessions {
  readonly #backends: Backends;
  readonly #login: Login;
  readonly #refused: (now: number, pid: number, text: string) => void;
  readonly #held = new Set<Backend>();
  #wanted = 0;
  #nextAt = 0;

  constructor(backends: Backends, login: Login, refused: (now: number, pid: number, text: string) => void) {
    this.#backends = backends;
    this.#login = login;
    this.#refused = refused;
  }

  begin(count: number, now: number): void {
    this.#wanted += count;
    this.#nextAt = now;
  }

  step(now: number): void {
    while (this.#held.size < this.#wanted && now >= this.#nextAt) {
      const opened = this.#backends.open(this.#login, this.#nextAt);
      if (isRefusal(opened)) {
        this.#nextAt = now + retryMs;
        this.#refused(now, 40_000 + (Math.floor(now / retryMs) % 9000), opened.text);
        return;
      }
      rest(opened, this.#nextAt + 12);
      opened.query = query;
      opened.queryStart = this.#nextAt + 3;
      opened.onEnd = () => {
        this.#held.delete(opened);
        this.#wanted = this.#held.size;
      };
      this.#held.add(opened);
      this.#nextAt += openMs;
    }
  }
}
