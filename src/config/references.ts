import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { nearest } from './nearest.js';

export interface ReferenceProblem {
  /** Below the host. */
  readonly path: readonly (string | number)[];
  readonly what: Msg;
  readonly expected?: Msg;
  readonly next?: Msg;
}

/** Names within a host that point at nothing, and ids that stand for two things. */
export function referenceProblems(entry: HostEntry): ReferenceProblem[] {
  const postgres = entry.postgres.map((p) => p.name);
  const redis = entry.redis.map((r) => r.name);
  const containers = entry.containers.map((c) => c.name);
  const problems: ReferenceProblem[] = [];
  const refer = (name: string, to: readonly string[], kind: string, path: (string | number)[]) => {
    if (!to.includes(name)) problems.push(dangling(name, to, kind, path));
  };
  entry.queues.forEach((queue, i) => {
    if (queue.kind === 'solid-queue') {
      refer(queue.postgres, postgres, 'postgres', ['queues', i, 'solid_queue', 'postgres']);
      return;
    }
    refer(queue.redis, redis, 'redis', ['queues', i, 'celery', 'redis']);
    for (const role of ['worker', 'beat'] as const) {
      const name = queue[role];
      if (name !== undefined) refer(name, containers, 'containers', ['queues', i, 'celery', role]);
    }
  });
  entry.alerts.forEach((alert, i) => {
    refer(alert.postgres, postgres, 'postgres', ['alerts', i, 'postgres']);
  });
  unique(
    entry.alerts.map((a) => a.id),
    'alerts',
    problems,
  );
  unique(
    entry.checks.map((c) => c.id),
    'checks',
    problems,
  );
  unique(
    entry.queues.map((q) => q.name),
    'queues',
    problems,
  );
  unique(containers, 'containers', problems);
  const bindings = entry.playbooks ?? [];
  bindings.forEach(({ key }, i) => {
    const first = bindings.findIndex((other) => other.key === key);
    if (key === undefined || first === i) return;
    problems.push({
      path: ['playbooks', i, 'key'],
      what: msg('config.twice', { name: key, list: 'playbooks' }),
      next: msg('config.next.key', { first: first + 1 }),
    });
  });
  return problems;
}

function dangling(
  name: string,
  to: readonly string[],
  kind: string,
  path: (string | number)[],
): ReferenceProblem {
  const near = nearest(name, to);
  return {
    path,
    what: msg('config.reference', { name, kind }),
    ...(to.length > 0 ? { expected: msg('config.expect.one_of', { names: to.join(', ') }) } : {}),
    next: near ? msg('config.next.did_you_mean', { key: near }) : msg('config.next.declare', { name, kind }),
  };
}

function unique(names: readonly string[], list: string, problems: ReferenceProblem[]): void {
  names.forEach((name, i) => {
    const first = names.indexOf(name);
    if (first === i) return;
    problems.push({
      path: [list, i],
      what: msg('config.twice', { name, list }),
      next: list === 'containers' ? msg('config.next.remove') : msg('config.next.id', { first: first + 1 }),
    });
  });
}
