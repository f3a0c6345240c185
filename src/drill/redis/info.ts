import type { DrillSystem } from '../system/system.js';

/** `INFO` of Redis 7, the sections that a monitor reads. */
export function redisInfo(system: DrillSystem, clients: number, keys: number): string {
  const redis = system.container('redis');
  const now = system.now();
  const used = Math.floor(redis.memory(now) * 0.31);
  const seconds = Math.floor((now - redis.startedAt) / 1000);
  const commands = seconds * 42;
  const sections: [string, Record<string, string | number>][] = [
    [
      'Server',
      {
        redis_version: '7.4.1',
        redis_mode: 'standalone',
        os: 'Linux 6.1.0-31-amd64 x86_64',
        process_id: 1,
        tcp_port: 6379,
        uptime_in_seconds: seconds,
        uptime_in_days: Math.floor(seconds / 86_400),
        hz: 10,
      },
    ],
    [
      'Clients',
      { connected_clients: 9 + clients, maxclients: 10_000, blocked_clients: 3, pubsub_clients: 1 },
    ],
    [
      'Memory',
      {
        used_memory: used,
        used_memory_rss: redis.memory(now),
        used_memory_peak: 6_812_344,
        used_memory_dataset: Math.floor(used / 3),
        maxmemory: 134_217_728,
        maxmemory_policy: 'noeviction',
        mem_fragmentation_ratio: 3.2,
      },
    ],
    [
      'Persistence',
      {
        loading: 0,
        rdb_changes_since_last_save: 81,
        rdb_bgsave_in_progress: 0,
        rdb_last_save_time: Math.floor(now / 1000) - 2211,
        rdb_last_bgsave_status: 'ok',
        aof_enabled: 0,
        aof_last_bgrewrite_status: 'ok',
        aof_last_write_status: 'ok',
      },
    ],
    [
      'Stats',
      {
        total_connections_received: 48_211,
        total_commands_processed: commands,
        instantaneous_ops_per_sec: 38 + (seconds % 9),
        rejected_connections: 0,
        expired_keys: 1204,
        evicted_keys: 0,
        keyspace_hits: commands - 904,
        keyspace_misses: 904,
        total_error_replies: 0,
      },
    ],
    ['Replication', { role: 'master', connected_slaves: 0 }],
    ['CPU', { used_cpu_sys: (seconds / 700).toFixed(2), used_cpu_user: (seconds / 900).toFixed(2) }],
    ['Errorstats', {}],
    ['Keyspace', { db0: `keys=${keys},expires=0,avg_ttl=0` }],
  ];
  return sections
    .map(([name, fields]) =>
      [`# ${name}`, ...Object.entries(fields).map(([k, v]) => `${k}:${v}`), ''].join('\r\n'),
    )
    .join('\r\n');
}
