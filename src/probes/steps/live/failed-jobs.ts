import { systemParameter } from '../parameters.js';
import { liveProbe } from './live-look.js';
import { queueLook } from './queue-look.js';

export const failedJobsProbe = liveProbe(
  {
    id: 'failed-jobs',
    about: 'jobs that failed for good, newest first, as far as the system keeps them',
    parameters: { system: systemParameter },
    fields: ['system', 'kind', 'server', 'id', 'queue', 'job', 'at', 'error'],
  },
  (from, args) =>
    queueLook(
      from,
      args,
      {
        celery: (entry) => ['LLEN', `${entry.prefix}${entry.queues[0] ?? 'celery'}`],
        solidQueue: ({ schema }) =>
          `SELECT * FROM ${schema}.solid_queue_failed_executions ORDER BY id DESC LIMIT 20`,
      },
      (data, entry) =>
        (data.failures ?? []).map((failure) => ({
          system: data.name,
          kind: data.kind,
          server: entry.kind === 'solid-queue' ? entry.postgres : undefined,
          id: failure.id,
          queue: failure.queue,
          job: failure.job,
          at: new Date(failure.at).toISOString(),
          error: failure.error,
        })),
    ),
);
