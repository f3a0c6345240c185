import type { Surroundings } from '../stores.js';
import { pythonTime } from './log-times.js';

const site = '/usr/local/lib/python3.12/site-packages';

/** How a process that can't reach Redis words it (redis-py). */
export const redisError = (missing: boolean): string =>
  missing
    ? 'Error -2 connecting to redis:6379. Name or service not known.'
    : 'Error 111 connecting to redis:6379. Connection refused.';

/** What Celery writes to stderr, in the shapes of its worker and beat. */
export class CeleryLog {
  readonly #around: Pick<Surroundings, 'say'>;
  readonly #service: 'worker' | 'beat';

  constructor(around: Pick<Surroundings, 'say'>, service: 'worker' | 'beat') {
    this.#around = around;
    this.#service = service;
  }

  /** @param process `MainProcess`, `ForkPoolWorker-1` */
  line(at: number, level: 'INFO' | 'WARNING' | 'ERROR', process: string, text: string): void {
    this.#write(at, `[${pythonTime(at)}: ${level}/${process}] ${text}`);
  }

  failed(at: number, process: string, task: string, error: string): void {
    const { type, message } = errorParts(error);
    this.line(at, 'ERROR', process, `Task ${task} raised unexpected: ${type}('${message}')`);
    this.#trace(at, [
      [`${site}/celery/app/trace.py`, 453, 'trace_task', 'R = retval = fun(*args, **kwargs)'],
      [`${site}/celery/app/trace.py`, 736, '__protected_call__', 'return self.run(*args, **kwargs)'],
      ['/app/app/worker/tasks.py', 71, task.replace(/^.*\.(\w+)\[.*$/, '$1'), `raise ${type}("${message}")`],
    ]);
    this.#write(at, `${type}: ${message}`);
  }

  brokerLost(at: number): void {
    this.line(
      at,
      'WARNING',
      'MainProcess',
      'consumer: Connection to broker lost. Trying to re-establish the connection...',
    );
    this.#trace(at, [
      [`${site}/celery/worker/consumer/consumer.py`, 340, 'start', 'blueprint.start(self)'],
      [`${site}/kombu/transport/redis.py`, 1095, '_brpop_read', 'self.connection.read_response()'],
    ]);
    this.#write(at, 'redis.exceptions.ConnectionError: Connection closed by server.');
  }

  retry(at: number, missing: boolean, attempt: number): void {
    this.line(
      at,
      'ERROR',
      'MainProcess',
      `consumer: Cannot connect to redis://redis:6379/0: ${redisError(missing)}.`,
    );
    this.#write(at, `Trying again in ${(attempt * 2).toFixed(2)} seconds... (${attempt}/100)`);
    this.#write(at, '');
  }

  /** What is due and can't be sent. @param reason what Redis or redis-py said */
  notSent(at: number, schedule: string, reason: string): void {
    const why = `Couldn't apply scheduled task ${schedule}: ${reason}`;
    this.line(at, 'ERROR', 'MainProcess', `Message Error: ${why}`);
    this.#trace(at, [
      [
        `${site}/celery/beat.py`,
        287,
        'apply_entry',
        'result = self.apply_async(entry, producer=producer, advance=False)',
      ],
      [`${site}/celery/beat.py`, 412, 'apply_async', 'reraise(SchedulingError, SchedulingError('],
    ]);
    this.#write(at, `celery.beat.SchedulingError: ${why}`);
  }

  #trace(at: number, frames: readonly (readonly [string, number, string, string])[]): void {
    this.#write(at, 'Traceback (most recent call last):');
    for (const [file, line, name, code] of frames) {
      this.#write(at, `  File "${file}", line ${line}, in ${name}`);
      this.#write(at, `    ${code}`);
    }
  }

  #write(at: number, text: string): void {
    this.#around.say(this.#service, 'stderr', text, at);
  }
}

/** `ValueError: no such salon` → its type and its message; without a type it is a RuntimeError. */
export function errorParts(error: string): { type: string; message: string } {
  const [, type, message] =
    /^([A-Za-z_][\w.]*(?:Error|Exception|Timeout|Failure)): ?(.*)$/s.exec(error) ?? [];
  return type === undefined ? { type: 'RuntimeError', message: error } : { type, message: message ?? '' };
}
