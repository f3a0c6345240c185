import { randomUUID } from 'node:crypto';
import type { Surroundings } from '../stores.js';
import { schedules } from './beat.js';
import { CeleryLog } from './celery-log.js';
import { kindOf, succeeded } from './task.js';

const pastMs = 8 * 60_000;

/** What beat and worker wrote in the minutes before the exercise began. */
export function writePast(around: Surroundings): void {
  const now = around.now();
  const beat = new CeleryLog(around, 'beat');
  const worker = new CeleryLog(around, 'worker');
  const sent = schedules
    .flatMap(([name, queue, everyMs]) =>
      Array.from({ length: Math.floor(pastMs / everyMs) }, (_, i) => {
        return { name, queue, n: i, at: now - pastMs + i * everyMs + (everyMs % 4999) };
      }),
    )
    .sort((a, b) => a.at - b.at);
  for (const [n, { name, queue, at }] of sent.entries()) {
    const kind = kindOf(queue);
    const process = `ForkPoolWorker-${1 + (n % 2)}`;
    const label = `${kind.name}[${randomUUID()}]`;
    beat.line(at, 'INFO', 'MainProcess', `Scheduler: Sending due task ${name} (${kind.name})`);
    worker.line(at + 4, 'INFO', 'MainProcess', `Task ${label} received`);
    // As fast as a log line: the next task's lines must not come before it in a log that only grows.
    worker.line(at + 9, 'INFO', process, `${label}: ${kind.says(n)}`);
    worker.line(at + 12, 'INFO', process, succeeded(label, kind.seconds));
  }
}
