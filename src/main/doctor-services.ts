import type { LinkReaders } from '../access/readers.js';
import { examineAlertSource } from '../doctor/alerts.js';
import { heartbeatFinding, hearWorkers, judgeCelery, readCeleryTraces } from '../doctor/celery.js';
import { checkFinding, isMade, unrunFinding } from '../doctor/checks.js';
import { type Finding, failed } from '../doctor/finding.js';
import type { HostFacts } from '../doctor/host-facts.js';
import { examineLogFile } from '../doctor/logs.js';
import { examinePostgres } from '../doctor/postgres.js';
import { examineRedis } from '../doctor/redis.js';
import { type Trial, trial } from '../doctor/trial.js';
import type { HostEntry, QueueEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { createChecksProbe } from '../probes/checks/checks-probe.js';
import { readTables } from '../probes/queues/solid-queue/tables.js';

type Work = (signal: AbortSignal) => Promise<readonly Finding[]>;
type Task = () => Promise<readonly Finding[]>;

/** Everything that the entry says of services, as tries that may run side by side. */
export function serviceTasks(
  entry: HostEntry,
  readers: LinkReaders,
  facts: HostFacts | undefined,
  signal: AbortSignal,
): readonly Task[] {
  const task = (area: Trial['area'], what: Trial['what'], work: Work): Task => {
    return () => trial({ area, what, signal }, work);
  };
  const reader = <T>(map: ReadonlyMap<string, T>, name: string): T => {
    const found = map.get(name);
    if (!found) throw new Error(name);
    return found;
  };
  return [
    ...entry.postgres.map((server) =>
      task('postgres', msg('doctor.pg.fails', { server: server.name, login: server.user }), (inner) =>
        examinePostgres(server, reader(readers.postgres, server.name), inner),
      ),
    ),
    ...entry.redis.map((server) =>
      task('redis', msg('doctor.redis.fails', { server: server.name }), (inner) =>
        examineRedis(server, reader(readers.redis, server.name), inner),
      ),
    ),
    ...entry.queues.map((queue) =>
      task('queues', msg('doctor.queue.fails', { name: queue.name }), (inner) =>
        examineQueue(queue, entry, readers, inner),
      ),
    ),
    ...entry.alerts.map((source) =>
      task('alerts', msg('doctor.alerts.fails', { id: source.id }), (inner) =>
        examineAlertSource(source, reader(readers.postgres, source.postgres), inner),
      ),
    ),
    ...entry.logs.flatMap((log) =>
      log.kind === 'file'
        ? [
            task('logs', msg('doctor.logs.file.unread', { path: log.path }), (inner) =>
              examineLogFile(log.path, readers.host, inner),
            ),
          ]
        : [],
    ),
    ...checkTasks(entry, readers, facts, task),
  ];
}

/** A server that hangs takes as long as a check may. */
const patienceMs = 7_000;

function checkTasks(
  entry: HostEntry,
  readers: LinkReaders,
  facts: HostFacts | undefined,
  task: (area: Trial['area'], what: Trial['what'], work: Work) => Task,
): Task[] {
  return entry.checks.map((check) => {
    const what = msg('doctor.check.fails', { id: check.id, kind: check.kind });
    return task('checks', what, async (signal) => {
      if (check.kind === 'command' && !isMade(check)) return [unrunFinding(check, facts)];
      const [result] = await createChecksProbe({ ...entry, checks: [check] }, { patienceMs }).read(
        readers,
        signal,
      );
      return [checkFinding(check, result)];
    });
  });
}

async function examineQueue(
  queue: QueueEntry,
  entry: HostEntry,
  readers: LinkReaders,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  if (queue.kind === 'solid-queue') {
    const reader = readers.postgres.get(queue.postgres);
    if (!reader) return [];
    const tables = await readTables(reader, queue.schema, signal);
    const what = msg('doctor.solid.tables', { name: queue.name, n: tables.size, schema: queue.schema });
    return [{ area: 'queues', state: 'ok', what }];
  }
  const reader = readers.redis.get(queue.redis);
  const server = entry.redis.find(({ name }) => name === queue.redis);
  if (!reader || !server) return [];
  const traces = judgeCelery(queue, await readCeleryTraces(queue, reader, signal));
  const ears = await hearWorkers(queue, server.db, reader, signal).then(
    (heard) => heartbeatFinding(queue, heard),
    (error: unknown) => failed('queues', msg('doctor.celery.deaf', { name: queue.name }), error, 'warn'),
  );
  return [...traces, ears];
}
