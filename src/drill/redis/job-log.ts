import type { Surroundings } from '../stores.js';
import type { Effect } from '../world.js';
import { pythonTime } from './log-times.js';
import type { Finished } from './worker.js';

const flushMs = 1000;
const pruneMs = 600_000;
/** The tables are looked at, not collected: older rows go. */
const rowsKept = 3000;
/** A task that fails again and again makes one alert in so long, ms. */
const alertEveryMs = 10_000;

const quote = (text: string | undefined) => (text === undefined ? 'NULL' : `'${text.replaceAll("'", "''")}'`);
const time = (ms: number) => `to_timestamp(${(ms / 1000).toFixed(3)})`;

/** What the worker writes into the tables job_logs and alerts. */
export class JobLog {
  readonly #around: Pick<Surroundings, 'say' | 'service'>;
  readonly #run: (sql: string) => Promise<void>;
  readonly #trouble: () => string | undefined;
  #rows: string[] = [];
  #alerts: string[] = [];
  #flushAt = 0;
  #pruneAt = 0;
  #alertAt = 0;

  constructor(
    around: Pick<Surroundings, 'say' | 'service'>,
    run: (sql: string) => Promise<void>,
    trouble: () => string | undefined,
  ) {
    this.#around = around;
    this.#run = run;
    this.#trouble = trouble;
  }

  add({ task, startedAt, finishedAt, error }: Finished): void {
    const trouble = this.#around.service('db').state === 'stopped' ? noName : this.#trouble();
    if (trouble !== undefined) {
      const text = `[${pythonTime(finishedAt)}: ERROR/MainProcess] ジョブログを書き込めません: ${trouble}`;
      this.#around.say('worker', 'stderr', text, finishedAt);
      return;
    }
    const values = [
      quote(task.id),
      quote(task.name),
      quote(error === undefined ? 'success' : 'failure'),
      quote(error),
      time(startedAt),
      time(finishedAt),
    ];
    this.#rows.push(`(${values.join(', ')})`);
    if (error !== undefined && finishedAt >= this.#alertAt) {
      this.#alertAt = finishedAt + alertEveryMs;
      this.alert({ type: 'task_failed', severity: 'error', message: `${task.name}: ${error}` });
    }
  }

  alert({ type, severity, message }: Omit<Extract<Effect, { do: 'alert' }>, 'do'>): void {
    this.#alerts.push(`(${[type, severity, message].map(quote).join(', ')})`);
  }

  /** Writes what has come together. */
  step(now: number): void {
    if (now < this.#flushAt || this.#around.service('db').state !== 'running') return;
    this.#flushAt = now + flushMs;
    const statements: string[] = [];
    if (this.#rows.length > 0) {
      statements.push(
        `INSERT INTO public.job_logs (task_id, task_name, status, error, started_at, finished_at) VALUES ${this.#rows.join(', ')}`,
      );
    }
    if (this.#alerts.length > 0) {
      statements.push(
        `INSERT INTO public.alerts (type, severity, message) VALUES ${this.#alerts.join(', ')}`,
      );
    }
    if (now >= this.#pruneAt) {
      if (this.#pruneAt > 0) {
        statements.push(
          `DELETE FROM public.job_logs WHERE id < (SELECT max(id) FROM public.job_logs) - ${rowsKept}`,
        );
      }
      this.#pruneAt = now + pruneMs;
    }
    this.#rows = [];
    this.#alerts = [];
    if (statements.length > 0) this.#run(statements.join('; ')).catch(() => undefined);
  }
}

const noName = 'could not translate host name "db" to address: Name or service not known';
