import type { QueueEntry } from '../../domain/host.js';
import type { QueueKind } from './queue-kind.js';
export const solidQueue: QueueKind<Extract<QueueEntry, { kind: 'solid-queue' }>, 'postgres'> = {
  kind: 'solid-queue',
  needs: ['postgres'],
  create: () => ({ read: () => Promise.reject(new Error('not yet')) }),
};
