import type { Broker } from './broker.js';

/** What INFO tells beside the data. */
export interface ServerFigures {
  readonly now: number;
  readonly startedAt: number;
  /** Bytes of the container. */
  readonly clients: number;
  readonly blocked: number;
  readonly outOfMemory: number;
}

/** `INFO` of Redis 7, the sections that a monitor reads; with `only`, that one. */
export function redisInfo(broker: Broker, figures: ServerFigures, only?: string): string {
  const { now, startedAt, clients, blocked, outOfMemory } = figures;
  const { used, maxMemory, keys } = broker;
  const seconds = Math.max(0, Math.floor((now - startedAt) / 1000));
  const commands = seconds * 42;
  const rss = Math.floor(used * 1.08 + 5_800_000);
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
      { connected_clients: clients, maxclients: 10_000, blocked_clients: blocked, pubsub_clients: 1 },
    ],
    [
      'Memory',
      {
        used_memory: used,
        used_memory_human: human(used),
        used_memory_rss: rss,
        used_memory_peak: Math.max(used, 6_812_344),
        used_memory_dataset: Math.max(0, used - 1_600_000),
        maxmemory: maxMemory,
        maxmemory_human: human(maxMemory),
        maxmemory_policy: 'noeviction',
        mem_fragmentation_ratio: (rss / used).toFixed(2),
      },
    ],
    [
      'Persistence',
      {
        loading: 0,
        rdb_changes_since_last_save: 81,
        rdb_bgsave_in_progress: 0,
        rdb_last_save_time: Math.floor(now / 1000) - (seconds % 3600),
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
        keyspace_hits: Math.max(0, commands - 904),
        keyspace_misses: 904,
        total_error_replies: outOfMemory,
      },
    ],
    ['Replication', { role: 'master', connected_slaves: 0 }],
    ['CPU', { used_cpu_sys: (seconds / 700).toFixed(2), used_cpu_user: (seconds / 900).toFixed(2) }],
    ['Errorstats', outOfMemory > 0 ? { errorstat_OOM: `count=${outOfMemory}` } : {}],
    ['Keyspace', keys.keys().length > 0 ? { db0: `keys=${keys.keys().length},expires=0,avg_ttl=0` } : {}],
  ];
  return sections
    .filter(([name]) => only === undefined || name.toLowerCase() === only.toLowerCase())
    .map(([name, fields]) =>
      [`# ${name}`, ...Object.entries(fields).map(([k, v]) => `${k}:${v}`), ''].join('\r\n'),
    )
    .join('\r\n');
}

const human = (bytes: number): string =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(2)}M` : `${(bytes / 1024).toFixed(2)}K`;
