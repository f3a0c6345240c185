import { begin } from './backend.js';
import type { Requests } from './requests.js';

const query =
  'SELECT s.name, date_trunc($1, r.created_at) AS month, count(*), avg(r.rating) FROM reviews r JOIN salons s ON s.id = r.salon_id CROSS JOIN job_logs j WHERE r.body LIKE $2 GROUP BY 1, 2 ORDER BY 1, 2';
/** So long such a statement takes when nobody stops it, ms. */
const takesMs = 12 * 60_000;
/** What one of them takes of a processor. */
const cpuPercent = 45;

/** A monthly report that was asked for again and again: each runs for minutes. */
export class SlowQueries {
  readonly #requests: Requests;

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  begin(count: number, now: number, clock: () => number): void {
    for (let i = 0; i < count; i++) {
      const backend = this.#requests.open(now, clock);
      if (backend) begin(backend, now, query);
    }
  }

  get running(): number {
    return this.#requests.all.length;
  }

  /** Percent of one processor. */
  get cpu(): number {
    return this.running * cpuPercent;
  }

  step(now: number): void {
    for (const backend of this.#requests.all) {
      if (now - backend.startedAt > takesMs) this.#requests.done(backend, now);
    }
  }
}
