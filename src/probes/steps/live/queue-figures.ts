import { systemParameter } from '../parameters.js';
import { liveProbe } from './live-look.js';
import { queueLook } from './queue-look.js';

export const queueFiguresProbe = liveProbe(
  {
    id: 'queue-figures',
    about: 'further figures of the queue systems: failed, prefetched, scheduled, overdue, …',
    parameters: { system: systemParameter },
    fields: ['system', 'id', 'value', 'severity'],
  },
  (from, args) =>
    queueLook(
      from,
      args,
      {
        celery: (entry) => ['ZCARD', `${entry.prefix}unacked_index`],
        solidQueue: ({ schema }) => `SELECT count(*) FROM ${schema}.solid_queue_failed_executions`,
      },
      (data) => data.figures.map(({ id, value, severity }) => ({ system: data.name, id, value, severity })),
    ),
);
