import { type Failure, fail } from '../../../domain/failure.js';
import type { RedisEntry } from '../../../domain/host.js';
import { msg } from '../../../domain/message.js';
import type { QueuesData, RedisHealth } from '../../../domain/model.js';
import { textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { redisCli } from '../redis-server.js';
import { type Row, rounded } from '../seen.js';
import { type LiveLook, liveProbe } from './live-look.js';

export const redisProbe = liveProbe(
  {
    id: 'redis',
    about:
      'Redis servers of the host entry; where one can not be read, `error` and `error_kind` (unreachable denied timeout missing) have values and nothing else is known',
    parameters: { server: optional('name', 'name of one Redis server of the host entry; default: all') },
    fields: [
      'name',
      'version',
      'used_bytes',
      'max_bytes',
      'used_percent',
      'policy',
      'clients',
      'blocked',
      'evicted',
      'loading',
      'persistence_ok',
      'role',
      'severity',
      'error',
      'error_kind',
    ],
  },
  (from, args): LiveLook<QueuesData> => {
    const name = textOf(args, 'server');
    const entries = from.host.redis.filter((entry) => name === undefined || entry.name === name);
    if (entries.length === 0) {
      throw fail('missing', name === undefined ? msg('steps.no-redis') : msg('steps.no-server', { name }));
    }
    return {
      slot: 'queues',
      snapshot: () => from.live.queues(),
      command: entries.map((entry) => redisCli(entry, ['INFO'])).join('; '),
      rows(data) {
        const healths = healthsOf(data);
        return entries.map((entry) => {
          const health = healths.get(entry.name);
          const failed = data.redisFailures?.find((one) => one.name === entry.name)?.failure;
          if (health) return rowOf(health);
          if (failed) return failedRow(entry.name, failed);
          throw fail('timeout', msg('steps.live.pending'));
        });
      },
      // With one server only, its failure is that of the whole pane.
      rowsOfFailure: (failure) =>
        from.host.redis.length === 1 && entries.every((entry) => isOf(entry, failure))
          ? entries.map((entry) => failedRow(entry.name, failure))
          : undefined,
    };
  },
);

/** Nobody answers there, or not to us: that tells of this server, and not of the way to the host. */
const isOf = ({ name, address }: RedisEntry, { what: { id, params } }: Failure): boolean =>
  (id.startsWith('access.redis.') && params?.server === name) ||
  (id.startsWith('access.service.') &&
    address.kind === 'container' &&
    params?.container === address.container);

function healthsOf({ systems, redis }: QueuesData): ReadonlyMap<string, RedisHealth> {
  const shown = systems.flatMap((system) => (system.ok && system.data.redis ? [system.data.redis] : []));
  return new Map([...redis, ...shown].map((health) => [health.name, health]));
}

const failedRow = (name: string, failure: Failure): Row => ({
  name,
  severity: failure.kind === 'unreachable' ? 'critical' : 'unknown',
  error: failure.detail ?? failure.what.id,
  error_kind: failure.kind,
});

function rowOf(health: RedisHealth): Row {
  return {
    name: health.name,
    version: health.version,
    used_bytes: health.usedBytes,
    max_bytes: health.maxBytes,
    used_percent: health.maxBytes > 0 ? rounded((100 * health.usedBytes) / health.maxBytes) : undefined,
    policy: health.policy,
    clients: health.clients,
    blocked: health.blocked,
    evicted: rounded(health.evictedPerSecond),
    loading: health.loading,
    persistence_ok: health.persistenceOk,
    role: health.role,
    severity: health.severity,
  };
}
