import { type Finding, verdictOf } from '../../../domain/finding.js';
import type { Threshold } from '../../../domain/host.js';
import { gradeBy, limitOf } from '../../../domain/limit.js';
import { msg } from '../../../domain/message.js';
import type { QueueRow, QueueSystemData, WorkerRow } from '../../../domain/model.js';
import { lateAfter } from './processes.js';
import type { SolidQueueRow } from './sql.js';

export interface SolidQueueFacts {
  readonly name: string;
  readonly row: SolidQueueRow;
  readonly queues: readonly QueueRow[];
  readonly workers: readonly WorkerRow[];
  readonly recurring: NonNullable<QueueSystemData['recurring']>;
  /** Ready jobs are not being taken. */
  readonly still: boolean;
}

type Verdict = Pick<QueueSystemData, 'severity' | 'why' | 'stalled'>;

/** Alarms, causes before symptoms; those of scheduler, overdue and stalled jobs come from incidents of Solid Queue's users. */
export function judgeSolidQueue(facts: SolidQueueFacts, thresholds: readonly Threshold[]): Verdict {
  const { row, workers, still } = facts;
  const fresh = workers.length > 0 && workers.every((worker) => (worker.beatSeconds ?? 0) < lateAfter);
  const overdue = row.overdue > 0 && fresh ? msg('queues.solid.overdue', { count: row.overdue }) : undefined;
  const stalled = still ? msg('queues.solid.notClaimed') : overdue;
  return {
    ...(stalled ? { stalled } : {}),
    ...verdictOf([
      ...processFindings(facts),
      ...(stalled ? [{ severity: 'critical' as const, why: stalled }] : []),
      ...lateFindings(workers),
      ...jobFindings(facts, thresholds),
    ]),
  };
}

function processFindings({ row, workers, recurring }: SolidQueueFacts): Finding[] {
  const alive = (kind: string) => workers.some((worker) => worker.kind === kind && worker.alive === true);
  const waiting = (row.ready ?? []).reduce((sum, queue) => sum + queue.ready, 0) + row.scheduled;
  if (!workers.some((worker) => worker.alive === true)) {
    return [{ severity: 'critical', why: msg('queues.solid.noProcess', { waiting }) }];
  }
  const findings: Finding[] = [];
  if (!alive('Worker'))
    findings.push({ severity: 'critical', why: msg('queues.solid.noWorker', { waiting }) });
  if (row.scheduled > 0 && !alive('Dispatcher')) {
    findings.push({ severity: 'critical', why: msg('queues.solid.noDispatcher', { count: row.scheduled }) });
  }
  if (recurring.length > 0 && !alive('Scheduler')) {
    findings.push({
      severity: 'critical',
      why: msg('queues.solid.noScheduler', { count: recurring.length }),
    });
  }
  return findings;
}

function lateFindings(workers: readonly WorkerRow[]): Finding[] {
  const late = workers
    .filter((worker) => (worker.beatSeconds ?? 0) >= lateAfter)
    .sort((a, b) => (b.beatSeconds ?? 0) - (a.beatSeconds ?? 0))[0];
  if (!late) return [];
  const params = { name: late.name, seconds: Math.floor(late.beatSeconds ?? 0) };
  return [{ severity: 'warn', why: msg('queues.solid.late', params) }];
}

function jobFindings(
  { row, queues, recurring }: SolidQueueFacts,
  thresholds: readonly Threshold[],
): Finding[] {
  const findings = queues.flatMap(({ name, depth, latencySeconds, paused, severity }): Finding[] => {
    if (severity === 'ok') return [];
    if (paused) return [{ severity, why: msg('queues.solid.paused', { name, depth }) }];
    return [
      { severity, why: msg('queues.why.waiting', { name, depth, seconds: Math.floor(latencySeconds ?? 0) }) },
    ];
  });
  const failed = gradeBy(limitOf(thresholds, 'queue.failed', '', { warn: 1 }), row.failed);
  const missed = recurring.find((task) => task.missed === true);
  if (row.orphaned > 0) {
    findings.push({ severity: 'warn', why: msg('queues.solid.orphaned', { count: row.orphaned }) });
  }
  if (missed) findings.push({ severity: 'warn', why: msg('queues.solid.missed', { key: missed.key }) });
  if (failed !== 'ok') {
    findings.push({ severity: failed, why: msg('queues.solid.failed', { count: row.failed }) });
  }
  if (row.blocked_expired > 0) {
    findings.push({ severity: 'warn', why: msg('queues.solid.expired', { count: row.blocked_expired }) });
  }
  return findings;
}
