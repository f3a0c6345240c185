import { type Finding, verdictOf } from '../../../domain/finding.js';
import type { Threshold } from '../../../domain/host.js';
import { gradeBy, limitOf } from '../../../domain/limit.js';
import { msg } from '../../../domain/message.js';
import type { QueueRow, QueueSystemData, Severity, WorkerRow } from '../../../domain/model.js';
import { worstSeverity } from '../../../domain/severity.js';
import { prioritySteps } from './keys.js';
import type { QueueLists } from './lists.js';

export interface CeleryFacts {
  readonly name: string;
  readonly queues: readonly QueueLists[];
  readonly workers: readonly WorkerRow[];
  /** Workers may live that had no time yet to be heard. */
  readonly early: boolean;
  readonly prefetched: number;
  readonly stuck: number;
  readonly stalled: boolean;
  readonly perSecond?: number;
  readonly scheduler?: NonNullable<QueueSystemData['scheduler']>;
  readonly workerContainer?: { readonly name: string; readonly state: string };
}

/** Seconds that the oldest job may wait, unless the host entry says otherwise. */
const latency = { warn: 60, critical: 300 };

/** What was read, judged: causes (no worker, no scheduler) before symptoms (jobs wait). */
export function judgeCelery(facts: CeleryFacts, thresholds: readonly Threshold[]): QueueSystemData {
  const queues = facts.queues.map((queue) => rowOf(queue, thresholds));
  const { workers, scheduler } = facts;
  const stalled = facts.stalled ? msg('queues.celery.stalled') : undefined;
  return {
    name: facts.name,
    kind: 'celery',
    queues,
    workers,
    figures: figuresOf(facts),
    ...(scheduler ? { scheduler } : {}),
    ...(stalled ? { stalled } : {}),
    ...verdictOf([...causes(facts), ...symptoms(facts, queues)]),
  };
}

function rowOf(queue: QueueLists, thresholds: readonly Threshold[]): QueueRow {
  const depth = queue.depths.reduce((sum, each) => sum + each, 0);
  const priorities = prioritySteps
    .map((priority, at) => ({ priority, depth: queue.depths[at] ?? 0 }))
    .filter((step) => step.depth > 0);
  const severity = worstSeverity([
    gradeBy(limitOf(thresholds, 'queue.depth', queue.name, {}), depth),
    gradeBy(limitOf(thresholds, 'queue.latency', queue.name, latency), queue.waitedSeconds ?? 0),
  ]);
  return {
    name: queue.name,
    depth,
    ...(priorities.some((step) => step.priority > 0) ? { priorities } : {}),
    ...(queue.waitedSeconds === undefined
      ? {}
      : { latencySeconds: queue.waitedSeconds, latencyIsLowerBound: true }),
    ...(queue.head ? { headTask: queue.head.task } : {}),
    severity,
  };
}

function figuresOf({ prefetched, stuck, perSecond }: CeleryFacts): QueueSystemData['figures'] {
  const ok: Severity = 'ok';
  const rate = perSecond === undefined ? '–' : Math.round(perSecond * 100) / 100;
  return [
    { id: 'prefetched', label: msg('queues.figure.prefetched'), value: prefetched, severity: ok },
    { id: 'stuck', label: msg('queues.figure.stuck'), value: stuck, severity: stuck > 0 ? 'warn' : ok },
    { id: 'perSecond', label: msg('queues.figure.perSecond'), value: rate, severity: ok },
  ];
}

function causes({ workers, early, workerContainer, scheduler, stalled, queues }: CeleryFacts): Finding[] {
  const findings: Finding[] = [];
  const waiting = queues.reduce((sum, queue) => sum + queue.depths.reduce((a, b) => a + b, 0), 0);
  if (workerContainer && workerContainer.state !== 'running') {
    findings.push({ severity: 'critical', why: msg('queues.why.workerContainer', workerContainer) });
  }
  if (workers.every((worker) => worker.alive === false) && !(early && workers.length === 0)) {
    // Without a single control queue no worker has ever been here: a remark until jobs wait.
    const severity = waiting > 0 || workers.length > 0 ? 'critical' : 'warn';
    findings.push({ severity, why: msg('queues.why.noWorker', { waiting }) });
  }
  if (stalled) findings.push({ severity: 'critical', why: msg('queues.celery.stalled') });
  const died = workers.find(
    (worker) => worker.alive === false && worker.note?.id === 'queues.worker.diedHard',
  );
  if (died) findings.push({ severity: 'warn', why: msg('queues.why.workerDied', { name: died.name }) });
  if (scheduler?.alive === false) {
    findings.push({ severity: 'critical', why: msg('queues.why.beatDead', { name: scheduler.name }) });
  }
  if (scheduler?.note?.id === 'queues.beat.silent') {
    findings.push({ severity: 'warn', why: msg('queues.why.beatSilent', { name: scheduler.name }) });
  }
  return findings;
}

function symptoms({ stuck }: CeleryFacts, queues: readonly QueueRow[]): Finding[] {
  const waiting = queues
    .filter((queue) => queue.severity !== 'ok')
    .map(({ name, depth, latencySeconds, severity }): Finding => {
      const seconds = Math.floor(latencySeconds ?? 0);
      return { severity, why: msg('queues.why.waiting', { name, depth, seconds }) };
    });
  return stuck > 0
    ? [...waiting, { severity: 'warn', why: msg('queues.why.stuck', { count: stuck }) }]
    : waiting;
}
