import type { Readers } from '../../domain/access.js';
import { fail } from '../../domain/failure.js';
import type { HostEntry, QueueEntry, Threshold } from '../../domain/host.js';
import { gradeBy, limitOf } from '../../domain/limit.js';
import { msg } from '../../domain/message.js';
import type { QueueRow, QueueSystemData, Severity } from '../../domain/model.js';
import { worstSeverity } from '../../domain/severity.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { QueueKind, QueueSystem } from './queue-kind.js';
import { errorText } from './solid-queue/error-text.js';
import { processRow } from './solid-queue/processes.js';
import { recurringOf } from './solid-queue/recurring.js';
import { countBound, type ReadyJson, type SolidQueueRow, solidQueueStatement } from './solid-queue/sql.js';
import { createReadyStall } from './solid-queue/stall.js';
import { readTables, type Tables } from './solid-queue/tables.js';
import { judgeSolidQueue } from './solid-queue/verdict.js';

type SolidQueueEntry = Extract<QueueEntry, { kind: 'solid-queue' }>;

/** Rails Solid Queue (tables of version 1): one statement a read, which needs SELECT on its tables. */
export const solidQueue: QueueKind<SolidQueueEntry, 'postgres'> = {
  kind: 'solid-queue',
  needs: ['postgres'],
  create: createSolidQueue,
};

/** Tables are looked up again after this long, ms: a migration may add some. */
const tablesMs = 300_000;
/** A statement that took long is repeated so much later: at most this share of the time goes to it. */
const share = 0.05;
const longestPauseMs = 10_000;
const latency = { warn: 60, critical: 300 };

function createSolidQueue(
  entry: SolidQueueEntry,
  host: HostEntry,
  clock: () => number,
): QueueSystem<'postgres'> {
  const stall = createReadyStall(clock);
  let tables: { readonly at: number; readonly found: Tables } | undefined;
  let last: { readonly until: number; readonly data: QueueSystemData } | undefined;

  async function read(from: Pick<Readers, 'postgres'>, signal: AbortSignal): Promise<QueueSystemData> {
    if (last && clock() < last.until) return last.data;
    const reader = from.postgres.get(entry.postgres);
    if (!reader) throw fail('missing', msg('queues.noPostgres', { name: entry.postgres }));
    if (!tables || clock() - tables.at >= tablesMs) {
      tables = undefined;
      tables = { found: await readTables(reader, entry.schema, signal), at: clock() };
    }
    const statement = solidQueueStatement(entry.schema, tables.found);
    const begun = clock();
    const [row] = await reader.query<SolidQueueRow>(statement, signal);
    if (!row) throw fail('malformed', msg('postgres.noRow', { statement: statement.name }));
    const took = clock() - begun;
    const data = dataOf(entry.name, row, stall.next(row), host.thresholds);
    last = { until: begun + Math.min(took / share, longestPauseMs), data };
    return data;
  }

  return {
    read: (from, signal) =>
      read(from, signal).catch((error: unknown) => {
        tables = undefined;
        throw error;
      }),
  };
}

function dataOf(
  name: string,
  row: SolidQueueRow,
  still: boolean,
  thresholds: readonly Threshold[],
): QueueSystemData {
  const claimed = row.claimed ?? [];
  const queues = (row.ready ?? []).map((queue) => queueRow(queue, thresholds));
  const workers = (row.processes ?? []).map((process) => processRow(process, claimed));
  const recurring = (row.recurring ?? []).map(recurringOf);
  return {
    name,
    kind: 'solid-queue',
    queues,
    workers,
    figures: figuresOf(row),
    ...schedulerOf(workers, recurring),
    recurring,
    failures: (row.failures ?? []).map((failed) => ({
      id: failed.id,
      queue: sanitizeLine(failed.queue_name),
      job: sanitizeLine(failed.class_name),
      at: failed.at_s * 1000,
      error: errorText(failed.error),
    })),
    claimed: claimed.map((job) => ({
      jobId: job.job_id,
      queue: sanitizeLine(job.queue_name),
      job: sanitizeLine(job.class_name),
      seconds: Math.max(0, job.seconds),
      orphaned: job.orphaned,
    })),
    ...judgeSolidQueue({ name, row, queues, workers, recurring, still }, thresholds),
  };
}

function queueRow(queue: ReadyJson, thresholds: readonly Threshold[]): QueueRow {
  const name = sanitizeLine(queue.name);
  const seconds = queue.latency_s === null ? undefined : Math.max(0, queue.latency_s);
  const cut = queue.ready >= countBound;
  const graded = worstSeverity([
    gradeBy(limitOf(thresholds, 'queue.depth', name, {}), queue.ready),
    gradeBy(limitOf(thresholds, 'queue.latency', name, latency), seconds ?? 0),
  ]);
  // Somebody paused it on purpose: then waiting is what it is meant to do.
  const severity: Severity = queue.paused ? 'info' : graded;
  return {
    name,
    depth: queue.ready,
    ...(seconds === undefined ? {} : { latencySeconds: seconds }),
    ...(cut ? { depthIsLowerBound: true, latencyIsLowerBound: true } : {}),
    paused: queue.paused,
    severity,
  };
}

function schedulerOf(
  workers: QueueSystemData['workers'],
  recurring: NonNullable<QueueSystemData['recurring']>,
): Pick<QueueSystemData, 'scheduler'> {
  if (recurring.length === 0) return {};
  const lasts = recurring.flatMap((task) => task.lastSeconds ?? []);
  const alive = workers.some((worker) => worker.kind === 'Scheduler' && worker.alive === true);
  const last = lasts.length > 0 ? { lastSeconds: Math.min(...lasts) } : {};
  return { scheduler: { name: 'Scheduler', alive, ...last } };
}

function figuresOf(row: SolidQueueRow): QueueSystemData['figures'] {
  const warnIf = (bad: boolean): Severity => (bad ? 'warn' : 'ok');
  const figure = (id: string, label: ReturnType<typeof msg>, value: number, severity: Severity) => ({
    id,
    label,
    value: value >= countBound ? `≥${value}` : value,
    severity,
  });
  return [
    figure('scheduled', msg('queues.figure.scheduled'), row.scheduled, 'ok'),
    figure('overdue', msg('queues.figure.overdue'), row.overdue, warnIf(row.overdue > 0)),
    figure('claimed', msg('queues.figure.claimed'), row.claimed_total, 'ok'),
    figure('orphaned', msg('queues.figure.orphaned'), row.orphaned, warnIf(row.orphaned > 0)),
    figure('blocked', msg('queues.figure.blocked'), row.blocked, 'ok'),
    figure('expired', msg('queues.figure.expired'), row.blocked_expired, warnIf(row.blocked_expired > 0)),
    figure('failed', msg('queues.figure.failed'), row.failed, warnIf(row.failed > 0)),
  ];
}
