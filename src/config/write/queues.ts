import type { HostEntry, QueueEntry } from '../../domain/host.js';
import { onlyName } from '../entry/services.js';
import { given, unless } from './given.js';
import { durationText } from './units.js';

export function queueInput(queue: QueueEntry, { redis, postgres }: HostEntry): unknown {
  if (queue.kind === 'solid-queue') {
    return {
      solid_queue: given({
        name: unless(queue.name, 'solid-queue'),
        postgres: unless(queue.postgres, postgres[0]?.name ?? onlyName),
        schema: unless(queue.schema, 'public'),
      }),
    };
  }
  const isUsual = queue.queues.length === 1 && queue.queues[0] === 'celery';
  return {
    celery: given({
      name: unless(queue.name, 'celery'),
      redis: unless(queue.redis, redis[0]?.name ?? onlyName),
      queues: isUsual ? undefined : queue.queues,
      prefix: unless(queue.prefix, ''),
      worker: queue.worker,
      beat: queue.beat,
      visibility_timeout:
        queue.visibilityTimeoutSeconds === 3600 ? undefined : durationText(queue.visibilityTimeoutSeconds),
    }),
  };
}
