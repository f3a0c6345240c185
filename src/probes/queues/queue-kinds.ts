import type { HostEntry, QueueEntry } from '../../domain/host.js';
import { celery } from './celery.js';
import type { QueueSystem } from './queue-kind.js';
import { solidQueue } from './solid-queue.js';

/** Every kind of queue system that cockpit can show, by the `kind` of its host entry. */
export const queueKinds = { celery, 'solid-queue': solidQueue };

export type QueueNeeds = (typeof queueKinds)[keyof typeof queueKinds]['needs'][number];

export function createQueueSystem(
  entry: QueueEntry,
  host: HostEntry,
  clock: () => number,
): QueueSystem<QueueNeeds> {
  switch (entry.kind) {
    case 'celery':
      return queueKinds.celery.create(entry, host, clock);
    case 'solid-queue':
      return queueKinds['solid-queue'].create(entry, host, clock);
  }
}
