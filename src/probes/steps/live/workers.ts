import { systemParameter } from '../parameters.js';
import { rounded } from '../seen.js';
import { liveProbe } from './live-look.js';
import { queueLook } from './queue-look.js';

export const workersProbe = liveProbe(
  {
    id: 'workers',
    about: 'job workers by their heartbeats; `alive` has no value while it is too early to say',
    parameters: { system: systemParameter },
    fields: ['system', 'name', 'kind', 'alive', 'beat_s', 'active', 'processed'],
  },
  (from, args) => {
    const databaseOf = (redis: string) => from.host.redis.find(({ name }) => name === redis)?.db ?? 0;
    return queueLook(
      from,
      args,
      {
        celery: ({ redis, prefix }) => ['PSUBSCRIBE', `${prefix}/${databaseOf(redis)}.celeryev/worker.*`],
        solidQueue: ({ schema }) =>
          `SELECT kind, name, hostname, last_heartbeat_at FROM ${schema}.solid_queue_processes`,
      },
      (data) =>
        data.workers.map((worker) => ({
          system: data.name,
          name: worker.name,
          kind: worker.kind,
          alive: worker.alive === 'unknown' ? undefined : worker.alive,
          beat_s: rounded(worker.beatSeconds),
          active: worker.active,
          processed: worker.processed,
        })),
    );
  },
);
