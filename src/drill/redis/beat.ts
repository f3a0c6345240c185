import type { Surroundings } from '../stores.js';
import type { Broker } from './broker.js';
import { CeleryLog, redisError } from './celery-log.js';
import { kindOf } from './task.js';

/** What is due when: name of the schedule, queue, ms. */
export const schedules = [
  ['sync-reviews', 'celery', 5000],
  ['post-scheduled', 'posting', 30_000],
  ['scrape-salonboard', 'scraping', 20_000],
] as const;
/** From the start of its container until the first task, ms. */
const startMs = 2500;

/** Celery beat: sends what is due while its container runs. */
export class Beat {
  readonly #around: Pick<Surroundings, 'now' | 'service'>;
  readonly #broker: Broker;
  readonly #log: CeleryLog;
  readonly #due = new Map<string, number>();
  #startedAt: number | undefined;
  /** When it last sent a task, ms. */
  sentAt: number | undefined;

  constructor(around: Surroundings, broker: Broker) {
    this.#around = around;
    this.#broker = broker;
    this.#log = new CeleryLog(around, 'beat');
  }

  step(now: number): void {
    const { state, startedAt } = this.#around.service('beat');
    if (state !== 'running') return;
    if (startedAt !== this.#startedAt) this.#begin(now, startedAt);
    for (const [name, queue, everyMs] of schedules) {
      const due = this.#due.get(name) ?? now;
      if (now < due) continue;
      this.#due.set(name, Math.max(due + everyMs, now - everyMs));
      this.#send(now, name, queue);
    }
  }

  #begin(now: number, startedAt: number): void {
    const running = this.#startedAt === undefined && now - startedAt > startMs;
    this.#startedAt = startedAt;
    if (!running) this.#log.line(startedAt + 1100, 'INFO', 'MainProcess', 'beat: Starting...');
    for (const [name, , everyMs] of schedules) {
      this.#due.set(name, running ? now + (everyMs % 4999) : startedAt + startMs);
    }
  }

  #send(now: number, name: string, queue: string): void {
    const task = kindOf(queue).name;
    this.#log.line(now, 'INFO', 'MainProcess', `Scheduler: Sending due task ${name} (${task})`);
    const why = this.#broker.up ? this.#broker.send(queue) : redisError(this.#broker.missing);
    if (why === undefined) this.sentAt = now;
    else this.#log.notSent(now + 3, name, why);
  }
}
