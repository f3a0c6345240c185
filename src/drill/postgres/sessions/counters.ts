import { Counter } from '../../system/noise.js';

/** Statements of the application: how often a second when all is well, ms each, rows each. */
const statements = [
  [
    'SELECT s.name, avg(r.rating) FROM reviews r JOIN salons s ON s.id = r.salon_id GROUP BY s.name',
    0.05,
    1180,
    3,
  ],
  ['SELECT id, name, gbp_location_id FROM salons ORDER BY id', 2.1, 1.4, 3],
  ['INSERT INTO job_logs (task_id, task_name, status) VALUES ($1, $2, $3)', 0.4, 2.2, 1],
  ['UPDATE job_logs SET status = $1, finished_at = now() WHERE task_id = $2', 0.4, 3.9, 1],
  ['SELECT type, message, created_at FROM alerts ORDER BY created_at DESC LIMIT $1', 0.2, 0.8, 10],
  ['SELECT $1', 1, 0.02, 1],
] as const;

/** The server has collected statistics for so long when the exercise begins, s. */
const pastSeconds = 21 * 86_400;

/** The running totals of the server. They move with what is left of the application's sessions. */
export class Totals {
  readonly #commits: Counter;
  readonly #hits: Counter;
  readonly #reads: Counter;
  readonly #calls: readonly Counter[];
  rollbacks = 412;

  /** @param activity share of the application's sessions that work, 0 to 1 */
  constructor(now: number, activity: () => number) {
    const counter = (perSecond: number) =>
      new Counter(perSecond * pastSeconds, now, () => perSecond * activity());
    this.#commits = counter(11.5);
    this.#hits = counter(260);
    this.#reads = counter(0.4);
    this.#calls = statements.map(([, perSecond]) => counter(perSecond));
  }

  database(now: number) {
    return {
      xact_commit: this.#commits.at(now),
      xact_rollback: this.rollbacks,
      blks_hit: this.#hits.at(now),
      blks_read: this.#reads.at(now),
    };
  }

  statements(now: number) {
    return statements.map(([query, , ms, rows], i) => {
      const calls = this.#calls[i]?.at(now) ?? 0;
      return { query, calls, ms: calls * ms, mean: ms, rows: calls * rows };
    });
  }
}

export const poolStatements: readonly string[] = statements
  .slice(0, 5)
  .map(([query]) => query.replace('LIMIT $1', 'LIMIT 10'));
