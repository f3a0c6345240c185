import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { redisHealth } from '../../../src/probes/queues/redis-health.js';
import { parseInfo } from '../../../src/probes/queues/redis-info.js';

const recorded = readFileSync(new URL('../../fixtures/redis/info-7.0.txt', import.meta.url), 'utf8');
const broker = { name: 'redis', broker: true, thresholds: [] };

function health(changes: Record<string, string | number> = {}, last?: Record<string, string | number>) {
  const info = (fields: Record<string, string | number>) =>
    parseInfo(
      `${recorded}\r\n${Object.entries(fields)
        .map(([key, value]) => `${key}:${value}`)
        .join('\r\n')}`,
    );
  const totals = last && redisHealth(broker, info({ uptime_in_seconds: 100, ...last }), undefined).totals;
  return redisHealth(broker, info({ uptime_in_seconds: 110, ...changes }), totals).health;
}

describe('health of a Redis server', () => {
  it('reads recorded INFO', () => {
    expect(health()).toMatchObject({
      version: '7.0.15',
      policy: 'noeviction',
      role: 'master',
      loading: false,
      persistenceOk: true,
      maxBytes: 0,
      maxClients: 10000,
      severity: 'ok',
    });
    expect(health().usedBytes).toBeGreaterThan(1e6);
    expect(health().evictedPerSecond).toBeUndefined();
  });

  it('gives evictions a second since the last read', () => {
    const { evictedPerSecond, severity, why } = health({ evicted_keys: 50 }, { evicted_keys: 20 });
    expect(evictedPerSecond).toBe(3);
    expect([severity, why?.id]).toEqual(['warn', 'queues.redis.evicted']);
  });

  it('takes no totals over a restart for growth', () => {
    const data = health({ uptime_in_seconds: 5, rejected_connections: 9 }, { rejected_connections: 1 });
    expect([data.severity, data.evictedPerSecond]).toEqual(['ok', undefined]);
  });

  it.each([
    [{ loading: 1 }, {}, 'critical', 'queues.redis.loading'],
    [{ rdb_last_bgsave_status: 'err' }, {}, 'critical', 'queues.redis.persistence'],
    [{ aof_last_write_status: 'err' }, {}, 'critical', 'queues.redis.persistence'],
    [{ rejected_connections: 3 }, {}, 'critical', 'queues.redis.rejected'],
    [{ errorstat_OOM: 'count=2' }, { errorstat_OOM: 'count=1' }, 'critical', 'queues.redis.outOfMemory'],
    [{ errorstat_MISCONF: 'count=2' }, {}, 'critical', 'queues.redis.misconf'],
    [{ role: 'slave', master_link_status: 'down' }, {}, 'warn', 'queues.redis.masterDown'],
    [{ maxmemory_policy: 'allkeys-lru' }, {}, 'info', 'queues.redis.policy'],
    [{ maxmemory: 100, used_memory: 60, maxmemory_policy: 'allkeys-lru' }, {}, 'warn', 'queues.redis.policy'],
    [{ maxmemory: 100, used_memory: 80 }, {}, 'warn', 'queues.redis.memory'],
    [
      { maxmemory: 100, used_memory: 95, maxmemory_policy: 'allkeys-lru' },
      {},
      'critical',
      'queues.redis.memory',
    ],
  ])('%o is reported', (now, before, severity, why) => {
    const data = health(now, before);
    expect([data.severity, data.why?.id]).toEqual([severity, why]);
  });

  it('lets a cache evict as it is told to', () => {
    const info = parseInfo(recorded.replace('maxmemory_policy:noeviction', 'maxmemory_policy:allkeys-lru'));
    expect(redisHealth({ ...broker, broker: false }, info, undefined).health.severity).toBe('ok');
  });
});
