import { systemParameter } from '../parameters.js';
import { liveProbe } from './live-look.js';
import { queueLook } from './queue-look.js';

export const queuesProbe = liveProbe(
  {
    id: 'queues',
    about:
      'job queues; `latency_s` is the age of the oldest job (for Celery a lower bound), `stalled`: nobody takes jobs although there are some',
    parameters: { system: systemParameter },
    fields: ['system', 'kind', 'queue', 'depth', 'latency_s', 'paused', 'head_task', 'stalled', 'severity'],
  },
  (from, args) =>
    queueLook(
      from,
      args,
      {
        celery: (entry) => ['LLEN', `${entry.prefix}${entry.queues[0] ?? 'celery'}`],
        solidQueue: ({ schema }) =>
          `SELECT queue_name, count(*), min(created_at) FROM ${schema}.solid_queue_ready_executions GROUP BY 1`,
      },
      (data) =>
        data.queues.map((queue) => ({
          system: data.name,
          kind: data.kind,
          queue: queue.name,
          depth: queue.depth,
          latency_s: queue.latencySeconds,
          paused: queue.paused ?? false,
          head_task: queue.headTask,
          stalled: data.stalled !== undefined,
          severity: queue.severity,
        })),
    ),
);
