import type { Probe, Readers } from '../../domain/access.js';
import { type Failure, FailureError, fail } from '../../domain/failure.js';
import type { HostEntry, RedisEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { QueuesData, RedisHealth, Severity } from '../../domain/model.js';
import { worstSeverity } from '../../domain/severity.js';
import { createQueueSystem, type QueueNeeds, queueKinds } from './queue-kinds.js';
import { type RedisTotals, readRedisHealth } from './redis-health.js';

type Needs = QueueNeeds | 'redis';

export interface QueuesProbe extends Probe<'queues', Needs, QueuesData> {
  /** Ends subscriptions that run between reads. */
  stop(): void;
  /** The scheduler of the named queue system was seen sending a job, say in its log; operator's clock, ms. */
  noteBeatSent(queue: string, atMs: number): void;
}

/** All queue systems and Redis servers of a host, each failing alone. */
export function createQueuesProbe(host: HostEntry, clock: () => number = Date.now): QueuesProbe {
  const systems = host.queues.map((entry) => ({ entry, system: createQueueSystem(entry, host, clock) }));
  const redis = host.redis.map((entry) => ({ entry, read: redisHealthOf(entry, host) }));

  return {
    id: 'queues',
    needs: [...new Set<Needs>([...Object.values(queueKinds).flatMap((kind) => [...kind.needs]), 'redis'])],
    everyMs: 2000,
    timeoutMs: 8000,
    async read(from, signal) {
      const [read, healths] = await Promise.all([
        Promise.all(systems.map(({ system }) => attempt(() => system.read(from, signal), signal))),
        Promise.all(redis.map((each) => attempt(() => each.read(from, signal), signal))),
      ]);
      throwWhenNothingCame([...read, ...healths]);
      const healthOf = new Map<string, RedisHealth>();
      for (const health of healths) if (health.ok) healthOf.set(health.data.name, health.data);
      const shown = new Set<string>();
      const results = read.map((result, at): QueuesData['systems'][number] => {
        const entry = systems[at]!.entry;
        if (!result.ok) return { ok: false, name: entry.name, kind: entry.kind, failure: result.failure };
        const health = entry.kind === 'celery' ? healthOf.get(entry.redis) : undefined;
        if (!health) return result;
        shown.add(health.name);
        return { ok: true, data: withRedis(result.data, health) };
      });
      return together(results, healthOf, shown, failuresOf(redis, healths));
    },
    stop() {
      for (const { system } of systems) system.stop?.();
    },
    noteBeatSent(queue, atMs) {
      for (const { entry, system } of systems) if (entry.name === queue) system.noteBeatSent?.(atMs);
    },
  };
}

function redisHealthOf(entry: RedisEntry, host: HostEntry) {
  const broker = host.queues.some((queue) => queue.kind === 'celery' && queue.redis === entry.name);
  const source = { name: entry.name, broker, thresholds: host.thresholds };
  let totals: RedisTotals | undefined;
  return async (from: Pick<Readers, 'redis'>, signal: AbortSignal): Promise<RedisHealth> => {
    const reader = from.redis.get(entry.name);
    if (!reader) throw fail('missing', msg('queues.noRedis', { name: entry.name }));
    const read = await readRedisHealth(source, reader, totals, signal);
    totals = read.totals;
    return read.health;
  };
}

type Attempt<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly failure: Failure };

async function attempt<T>(read: () => Promise<T>, signal: AbortSignal): Promise<Attempt<T>> {
  try {
    return { ok: true, data: await read() };
  } catch (error) {
    if (!(error instanceof FailureError) || signal.aborted) throw error;
    return { ok: false, failure: error.failure };
  }
}

/** Then it is most likely the link, and what was last known is worth more than a list of failures. */
function throwWhenNothingCame(attempts: readonly Attempt<unknown>[]): void {
  const [first] = attempts;
  if (first && !first.ok && attempts.every((each) => !each.ok)) throw new FailureError(first.failure);
}

/** A queue is no better off than its broker. */
function withRedis<T extends { severity: Severity; why?: RedisHealth['why'] }>(
  data: T,
  redis: RedisHealth,
): T & { redis: RedisHealth } {
  const severity = worstSeverity([data.severity, redis.severity]);
  const why = severity === data.severity ? data.why : redis.why;
  return { ...data, redis, severity, ...(why ? { why } : {}) };
}

function failuresOf(
  redis: readonly { readonly entry: RedisEntry }[],
  healths: readonly Attempt<RedisHealth>[],
): NonNullable<QueuesData['redisFailures']> {
  return healths.flatMap((health, at) =>
    health.ok ? [] : [{ name: redis[at]!.entry.name, failure: health.failure }],
  );
}

/** Others of this host did answer, so the link is up: what can't be reached is down. */
const severityOf = ({ kind }: Failure): Severity => (kind === 'unreachable' ? 'critical' : 'unknown');

function together(
  systems: QueuesData['systems'],
  healths: ReadonlyMap<string, RedisHealth>,
  shown: ReadonlySet<string>,
  redisFailures: NonNullable<QueuesData['redisFailures']>,
): QueuesData {
  const redis = [...healths.values()].filter((health) => !shown.has(health.name));
  const severities = [
    ...systems.map((system) => (system.ok ? system.data.severity : severityOf(system.failure))),
    ...redis.map((health) => health.severity),
    ...redisFailures.map(({ failure }) => severityOf(failure)),
  ];
  return {
    systems,
    redis,
    ...(redisFailures.length > 0 ? { redisFailures } : {}),
    severity: worstSeverity(severities),
  };
}
