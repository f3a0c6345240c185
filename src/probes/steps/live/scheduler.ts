import { systemParameter } from '../parameters.js';
import { rounded } from '../seen.js';
import { liveProbe } from './live-look.js';
import { queueLook } from './queue-look.js';

export const schedulerProbe = liveProbe(
  {
    id: 'scheduler',
    about:
      'schedulers of recurring jobs (beat); `alive` has no value while it is too early to say, `last_s`: since it last sent something',
    parameters: { system: systemParameter },
    fields: ['system', 'name', 'alive', 'last_s'],
  },
  (from, args) =>
    queueLook(
      from,
      args,
      {
        celery: (entry) => ['LLEN', `${entry.prefix}${entry.queues[0] ?? 'celery'}`],
        solidQueue: ({ schema }) => `SELECT * FROM ${schema}.solid_queue_processes WHERE kind = 'Scheduler'`,
      },
      ({ name, scheduler }) =>
        scheduler
          ? [
              {
                system: name,
                name: scheduler.name,
                alive: scheduler.alive === 'unknown' ? undefined : scheduler.alive,
                last_s: rounded(scheduler.lastSeconds),
              },
            ]
          : [],
    ),
);
