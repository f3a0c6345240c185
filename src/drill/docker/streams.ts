import type { ServerResponse } from 'node:http';
import type { DockerEvent, StatsSample } from '../../domain/docker.js';
import { goStamp } from '../host/docker/stamps.js';
import type { DrillContainer } from '../system/container.js';
import type { LogEntry } from '../system/log-book.js';
import type { DrillSystem } from '../system/system.js';
import { frameOf } from './execs.js';
import { statsOf } from './stats.js';

/** Ends with the response, however that ends. */
function whileOpen(response: ServerResponse, stop: () => void): void {
  response.once('close', stop);
}

/** `GET /events`: those since a time, then live ones, one JSON object a line. */
export function streamEvents(system: DrillSystem, query: URLSearchParams, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  const send = (event: DockerEvent) => response.write(`${JSON.stringify(event)}\n`);
  const since = query.get('since');
  if (since) for (const event of system.eventsSince(Number(since))) send(event);
  system.on('event', send);
  whileOpen(response, () => system.off('event', send));
}

/** `GET /containers/{id}/stats`: a sample a second, or one alone. */
export function streamStats(
  system: DrillSystem,
  container: DrillContainer,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  let before: StatsSample | undefined;
  const send = () => {
    before = statsOf(system, container, before);
    response.write(`${JSON.stringify(before)}\n`);
  };
  send();
  if (['0', 'false'].includes(query.get('stream') ?? '')) {
    response.end();
    return;
  }
  const timer = setInterval(send, 1000);
  whileOpen(response, () => clearInterval(timer));
}

/** `GET /containers/{id}/logs`, multiplexed: what was written, and what follows while the container runs. */
export function streamLogs(
  system: DrillSystem,
  container: DrillContainer,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const wanted = (name: string) => ['1', 'true'].includes(query.get(name) ?? '');
  const stamps = wanted('timestamps');
  const book = system.log(container.spec.name);
  const send = (entry: LogEntry) => {
    if (wanted(entry.stream)) response.write(frame(entry, stamps));
  };
  response.writeHead(200, { 'Content-Type': 'application/vnd.docker.raw-stream' });
  response.flushHeaders();
  const tail = query.get('tail');
  const past = book.read({
    sinceNanos: nanosOf(query.get('since')),
    tail: tail === null || tail === 'all' ? undefined : Number(tail),
  });
  const chosen = past.filter((entry) => wanted(entry.stream));
  if (chosen.length > 0) response.write(Buffer.concat(chosen.map((entry) => frame(entry, stamps))));
  if (!wanted('follow') || !container.running) {
    response.end();
    return;
  }
  const unfollow = book.follow(send);
  const onEvent = (event: DockerEvent) => {
    if (event.Action === 'die' && event.Actor.ID === container.id) response.end();
  };
  system.on('event', onEvent);
  whileOpen(response, () => {
    unfollow();
    system.off('event', onEvent);
  });
}

const frame = (entry: LogEntry, stamps: boolean): Buffer =>
  frameOf(entry.stream === 'stderr' ? 2 : 1, `${stamps ? `${goStamp(entry.nanos)} ` : ''}${entry.text}\n`);

/** `sec`, `sec.nanos` or nothing. */
function nanosOf(since: string | null): bigint | undefined {
  const [, seconds, fraction = ''] = /^(\d+)(?:\.(\d{1,9}))?$/.exec(since ?? '') ?? [];
  if (!seconds || seconds === '0') return undefined;
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
}
