import type { HostEntry } from '../domain/host.js';
import type { LogLines } from '../domain/log-lines.js';

/** What Celery beat says each time that it sends a task (celery/beat.py). */
const sending = /Sending due task/;

/** Tells the queues probe when each Celery scheduler was last seen sending in its container's log. */
export function noteSchedulers(
  host: Pick<HostEntry, 'queues'>,
  lines: Pick<LogLines, 'find'>,
  queues: { noteBeatSent(queue: string, atMs: number): void },
  skewMs: number,
): void {
  for (const entry of host.queues) {
    if (entry.kind !== 'celery' || entry.beat === undefined) continue;
    const line = lines.find({ minLevel: 'all', source: entry.beat }, undefined, -1, (l) =>
      sending.test(l.text),
    );
    if (line) queues.noteBeatSent(entry.name, line.at - skewMs);
  }
}
