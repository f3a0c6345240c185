import type { Readers } from '../../domain/access.js';
import { fail } from '../../domain/failure.js';
import type { HostEntry, QueueEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { QueueSystemData } from '../../domain/model.js';
import { createBeat } from './celery/beat.js';
import { asNumber, asPage, type Command } from './celery/commands.js';
import { createContainers } from './celery/containers.js';
import { createDiscovery } from './celery/discovery.js';
import { createHeartbeats } from './celery/heartbeats.js';
import { heartbeatPattern, pidboxKey, pidboxWorker, unackedKey } from './celery/keys.js';
import { createLists } from './celery/lists.js';
import { createStall } from './celery/stall.js';
import { createThroughput } from './celery/throughput.js';
import { judgeCelery } from './celery/verdict.js';
import { isEarly, workersOf } from './celery/workers.js';
import type { QueueKind, QueueSystem } from './queue-kind.js';

type CeleryEntry = Extract<QueueEntry, { kind: 'celery' }>;
type Needs = 'redis' | 'docker';

/**
 * Celery with a Redis broker: one round trip a read, whatever the number of queues, plus workers' heartbeats on a
 * subscription of its own. Workers are never asked anything: `celery inspect` would cost them seconds of CPU.
 */
export const celery: QueueKind<CeleryEntry, Needs> = {
  kind: 'celery',
  needs: ['redis', 'docker'],
  create: createCelery,
};

function createCelery(entry: CeleryEntry, host: HostEntry, clock: () => number): QueueSystem<Needs> {
  const { prefix } = entry;
  const db = host.redis.find((redis) => redis.name === entry.redis)?.db ?? 0;
  const discovery = createDiscovery(prefix, clock);
  const lists = createLists(prefix, clock);
  const heartbeats = createHeartbeats(heartbeatPattern(prefix, db), clock);
  const throughput = createThroughput();
  const stall = createStall(clock);
  const containers = createContainers(
    [entry.worker, entry.beat].filter((name) => name !== undefined),
    clock,
  );
  const beat = createBeat(entry.beat, clock, () => containers.suspect());
  heartbeats.onHeard = (worker) => throughput.note(worker);

  /** All that is asked of Redis at once; `accept` takes the replies apart in the same order. */
  function ask(): { commands: Command[]; queues: readonly string[]; counts: readonly number[] } {
    const queues = [...new Set([...entry.queues, ...discovery.queues()])];
    const hostNow = clock() + (heartbeats.skewMs ?? 0);
    const parts: Command[][] = [
      [
        ['ZCARD', unackedKey(prefix)],
        ['ZCOUNT', unackedKey(prefix), 0, Math.floor(hostNow / 1000) - entry.visibilityTimeoutSeconds],
        ['SSCAN', pidboxKey(prefix), '0', 'COUNT', 200],
      ],
      lists.commands(queues),
      discovery.commands(),
      beat.commands(containers.of(entry.beat)),
    ];
    return { commands: parts.flat(), queues, counts: parts.map((part) => part.length) };
  }

  async function read(from: Pick<Readers, Needs>, signal: AbortSignal): Promise<QueueSystemData> {
    const reader = from.redis.get(entry.redis);
    if (!reader) throw fail('missing', msg('queues.noRedis', { name: entry.redis }));
    heartbeats.listen(reader);
    const asked = ask();
    const [replies] = await Promise.all([
      reader.pipeline(asked.commands, signal),
      containers.refresh(from.docker, signal),
    ]);
    const [base = [], depths = [], found = [], beats = []] = split(replies, asked.counts);
    discovery.accept(found);
    const now = clock();
    const queues = lists.accept(asked.queues, depths);
    const pidboxes = (asPage(base[2])?.items ?? []).flatMap((member) => pidboxWorker(member) ?? []);
    const workers = workersOf(heartbeats.workers(), pidboxes, heartbeats.since, now);
    const scheduler = beat.accept(beats, containers.of(entry.beat));
    const perSecond = throughput.perSecond();
    return judgeCelery(
      {
        name: entry.name,
        queues,
        workers,
        early: isEarly(heartbeats.since, now),
        prefetched: asNumber(base[0]) ?? 0,
        stuck: asNumber(base[1]) ?? 0,
        stalled: stall.next(queues, workers, throughput.movedAt),
        ...(perSecond === undefined ? {} : { perSecond }),
        ...(scheduler ? { scheduler } : {}),
        ...workerContainerOf(entry, containers.of(entry.worker)?.state),
      },
      host.thresholds,
    );
  }

  return { read, stop: () => heartbeats.stop(), noteBeatSent: beat.noteSent };
}

const workerContainerOf = (entry: CeleryEntry, state: string | undefined) =>
  entry.worker !== undefined && state !== undefined ? { workerContainer: { name: entry.worker, state } } : {};

function split(replies: readonly unknown[], counts: readonly number[]): (readonly unknown[])[] {
  let at = 0;
  return counts.map((count) => {
    at += count;
    return replies.slice(at - count, at);
  });
}
