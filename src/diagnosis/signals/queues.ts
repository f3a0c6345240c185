import { msg } from '../../domain/message.js';
import type { QueueSystemData } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Context, evidence, type Found, found } from './found.js';

/** Workers gone, jobs piling up, schedulers silent, failures: of every queue system that could be read. */
export function queueSignals({ view, now }: Context): readonly Found[] {
  const systems = (dataOf(view.queues)?.systems ?? []).flatMap((s) => (s.ok ? [s.data] : []));
  return systems.flatMap((data) => {
    const own = [
      ...workerSignals(data, now),
      ...backlogSignals(data),
      ...schedulerSignals(data),
      ...failureSignals(data),
    ];
    return own.length > 0 ? own : otherSignals(data);
  });
}

const depthOf = (data: QueueSystemData): number => data.queues.reduce((sum, q) => sum + q.depth, 0);

function workerSignals(data: QueueSystemData, now: number): readonly Found[] {
  const workers = data.workers.filter((w) => !/dispatcher|scheduler|supervisor/i.test(w.kind));
  if (workers.length > 0 && workers.every((w) => !w.alive)) {
    const text = msg('situation.queue.no-workers', { name: data.name, n: depthOf(data) });
    const proof = workers.slice(0, 3).map((w) => {
      const seconds = w.beatSeconds === undefined ? '?' : Math.round(w.beatSeconds);
      return evidence('queues', msg('situation.evidence.heartbeat', { worker: w.name, seconds }), w.name);
    });
    const beat = Math.min(...workers.map((w) => w.beatSeconds ?? Infinity));
    const since = Number.isFinite(beat) ? now - Math.round(beat * 1000) : undefined;
    return [found('queue.no-workers', data.name, 'critical', text, proof, { since })];
  }
  if (!data.stalled) return [];
  const text = msg('situation.queue.stalled', { name: data.name, why: data.stalled });
  return [found('queue.stalled', data.name, 'critical', text, [evidence('queues', data.stalled, data.name)])];
}

function backlogSignals(data: QueueSystemData): readonly Found[] {
  const bad = data.queues.filter((q) => q.severity === 'warn' || q.severity === 'critical');
  const paused = data.queues.filter((q) => q.paused && q.depth > 0);
  const worst = bad.toSorted((a, b) => b.depth - a.depth)[0];
  return [
    ...(worst
      ? [
          found(
            'queue.backlog',
            data.name,
            worst.severity,
            msg('situation.queue.backlog', { queue: worst.name, n: worst.depth }),
            [evidence('queues', msg('situation.evidence.depth', { n: worst.depth }), worst.name)],
          ),
        ]
      : []),
    ...paused.slice(0, 1).map((q) => {
      const text = msg('situation.queue.paused', { queue: q.name, n: q.depth });
      return found('queue.paused', data.name, 'warn', text, [evidence('queues', text, q.name)]);
    }),
  ];
}

function schedulerSignals(data: QueueSystemData): readonly Found[] {
  const { scheduler } = data;
  const silent = scheduler?.alive === false;
  const missed = (data.recurring ?? []).filter((r) => r.missed === true);
  const proof = [
    ...(scheduler?.note ? [evidence('queues', scheduler.note, scheduler.name)] : []),
    ...(silent && scheduler?.lastSeconds !== undefined
      ? [
          evidence(
            'queues',
            msg('situation.evidence.last-run', { seconds: Math.round(scheduler.lastSeconds) }),
            scheduler.name,
          ),
        ]
      : []),
    ...missed
      .slice(0, 3)
      .map((r) => evidence('queues', msg('situation.evidence.missed', { schedule: r.schedule }), r.key)),
  ];
  if (silent) {
    const text = msg('situation.queue.scheduler', { name: scheduler?.name ?? data.name });
    return [found('queue.scheduler', data.name, 'critical', text, proof)];
  }
  if (missed.length === 0) return [];
  const text = msg('situation.queue.missed', { name: data.name, n: missed.length });
  return [found('queue.missed', data.name, 'warn', text, proof)];
}

function failureSignals(data: QueueSystemData): readonly Found[] {
  const failed = data.figures.find((f) => f.id === 'failed');
  const orphaned = (data.claimed ?? []).filter((job) => job.orphaned);
  const signals: Found[] = [];
  if (failed && (failed.severity === 'warn' || failed.severity === 'critical')) {
    const latest = data.failures?.[0];
    const text = msg('situation.queue.failed', { name: data.name, n: failed.value });
    const proof = latest
      ? [
          evidence(
            'queues',
            msg('situation.evidence.job-error', { job: latest.job, error: latest.error.slice(0, 200) }),
            latest.id,
          ),
        ]
      : [evidence('queues', text, data.name)];
    signals.push(found('queue.failed', data.name, failed.severity, text, proof));
  }
  if (orphaned.length > 0) {
    const text = msg('situation.queue.orphaned', { name: data.name, n: orphaned.length });
    signals.push(found('queue.orphaned', data.name, 'warn', text, [evidence('queues', text, data.name)]));
  }
  return signals;
}

function otherSignals(data: QueueSystemData): readonly Found[] {
  if (data.severity !== 'critical' || !data.why) return [];
  const text = msg('situation.queue.other', { name: data.name, why: data.why });
  return [found('queue.other', data.name, data.severity, text, [evidence('queues', data.why, data.name)])];
}
