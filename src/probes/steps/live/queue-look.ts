import { FailureError, fail } from '../../../domain/failure.js';
import type { QueueEntry } from '../../../domain/host.js';
import { msg } from '../../../domain/message.js';
import type { QueueSystemData, QueuesData } from '../../../domain/model.js';
import type { StepReaders } from '../../../domain/step-probe.js';
import { type Arguments, textOf } from '../arguments.js';
import { psql } from '../postgres-server.js';
import { redisCli } from '../redis-server.js';
import type { Row } from '../seen.js';
import type { LiveLook } from './live-look.js';

/** How one would see the same by hand, per kind of queue system. */
export interface QueueCommands {
  celery(entry: Extract<QueueEntry, { kind: 'celery' }>): readonly string[];
  solidQueue(entry: Extract<QueueEntry, { kind: 'solid-queue' }>): string;
}

/**
 * Rows of the queue systems that a step means. One that can't be read fails the whole look, because rows that lack a
 * system would read as if there were nothing wrong with it.
 */
export function queueLook(
  from: StepReaders,
  args: Arguments,
  commands: QueueCommands,
  rowsOf: (data: QueueSystemData, entry: QueueEntry) => readonly Row[],
): LiveLook<QueuesData> {
  const name = textOf(args, 'system');
  const entries = from.host.queues.filter((entry) => name === undefined || entry.name === name);
  if (entries.length === 0) {
    throw fail('missing', name === undefined ? msg('steps.no-queues') : msg('steps.no-system', { name }));
  }
  return {
    slot: 'queues',
    snapshot: () => from.live.queues(),
    command: entries.map((entry) => commandOf(entry, from, commands)).join('; '),
    rows: ({ systems }) =>
      entries.flatMap((entry) => {
        const system = systems.find((one) => (one.ok ? one.data.name : one.name) === entry.name);
        if (!system) throw fail('timeout', msg('steps.live.pending'));
        if (!system.ok) throw new FailureError(system.failure);
        return rowsOf(system.data, entry);
      }),
  };
}

function commandOf(entry: QueueEntry, { host }: StepReaders, commands: QueueCommands): string {
  if (entry.kind === 'celery') {
    const redis = host.redis.find((one) => one.name === entry.redis);
    return redis ? redisCli(redis, commands.celery(entry)) : '';
  }
  const server = host.postgres.find((one) => one.name === entry.postgres);
  return server ? psql(server, commands.solidQueue(entry)) : '';
}
