import type { Metric, Threshold } from '../domain/host.js';
import type {
  CheckResult,
  ContainersData,
  PostgresData,
  QueueSystemData,
  QueuesData,
  StatsData,
} from '../domain/model.js';
import { nameMatches } from '../domain/name-pattern.js';
import type { StatusFigure } from './report.js';

type Levels = readonly Threshold[];

interface More {
  readonly object?: string;
  readonly metric?: Metric;
  readonly levels?: Levels;
  readonly max?: number;
}

/** None for a value that is not known. */
function figure(id: string, value: number | undefined, more: More = {}): readonly StatusFigure[] {
  if (value === undefined || !Number.isFinite(value)) return [];
  const { object = null, metric, levels = [], max = id.endsWith('_percent') ? 100 : undefined } = more;
  const own = levels.filter((level) => level.metric === metric);
  const level =
    own.find(({ of }) => of !== undefined && nameMatches(of, object ?? 'host')) ??
    own.find(({ of }) => of === undefined);
  const [warn, critical] = [level?.warn ?? null, level?.critical ?? null];
  return [{ id, object, value: Math.round(value * 100) / 100, warn, critical, max: max ?? null }];
}

export function containerFigures({ rows, missing }: ContainersData): readonly StatusFigure[] {
  const mattering = rows.filter((row) => row.matters);
  const seen = mattering.length + missing.length > 0 ? mattering : rows;
  return [
    ...figure('containers_running', seen.filter((row) => row.state === 'running').length, {
      max: seen.length + missing.length,
    }),
    ...figure('containers_unhealthy', seen.filter((row) => row.health === 'unhealthy').length),
    ...figure('containers_missing', missing.length),
  ];
}

export function hostFigures(stats: StatsData, levels: Levels): readonly StatusFigure[] {
  const { memory, swap } = stats;
  const used = memory.totalBytes - memory.availableBytes;
  return [
    ...figure('cpu_percent', stats.cpuPercent, { metric: 'host.cpu', levels }),
    ...figure('load', stats.load[0], { metric: 'host.load', levels }),
    ...figure('memory_percent', (100 * used) / memory.totalBytes, { metric: 'host.memory', levels }),
    ...figure('swap_percent', swap.totalBytes > 0 ? (100 * swap.usedBytes) / swap.totalBytes : undefined, {
      metric: 'host.swap',
      levels,
    }),
    ...stats.disks.flatMap((disk) =>
      figure('disk_percent', disk.usedPercent, { object: disk.mount, metric: 'disk.used', levels }),
    ),
  ];
}

export function postgresFigures(data: PostgresData, levels: Levels): readonly StatusFigure[] {
  const { total, usable, active, lockWaits } = data.connections;
  const object = data.name;
  return [
    ...figure('postgres_connections', total, {
      object,
      metric: 'postgres.connections.count',
      levels,
      // Zero: the server has never told its limit.
      ...(usable > 0 ? { max: usable } : {}),
    }),
    ...figure('postgres_active', active, { object }),
    ...figure('postgres_lock_waits', lockWaits, { object }),
  ];
}

export function queueFigures({ systems, redis }: QueuesData, levels: Levels): readonly StatusFigure[] {
  const read = systems.flatMap((system) => (system.ok ? [system.data] : []));
  const servers = [...redis, ...read.flatMap((system) => system.redis ?? [])];
  return [
    ...read.flatMap((system) => [
      ...system.queues.flatMap(({ name: object, depth, latencySeconds }) => [
        ...figure('queue_depth', depth, { object, metric: 'queue.depth', levels }),
        ...figure('queue_latency_seconds', latencySeconds, { object, metric: 'queue.latency', levels }),
      ]),
      ...figure('workers', aliveOf(system.workers), { object: system.name }),
    ]),
    ...[...new Map(servers.map((server) => [server.name, server])).values()].flatMap((server) =>
      figure('redis_used_bytes', server.usedBytes, {
        object: server.name,
        ...(server.maxBytes > 0 ? { max: server.maxBytes } : {}),
      }),
    ),
  ];
}

/** Not known as long as it is too early to say of one of them. */
const aliveOf = (workers: QueueSystemData['workers']): number | undefined =>
  workers.some(({ alive }) => alive === 'unknown')
    ? undefined
    : workers.filter(({ alive }) => alive === true).length;

export function checkFigures(results: readonly CheckResult[], levels: Levels): readonly StatusFigure[] {
  return results.flatMap(({ id: object, kind, value, ms }) => {
    switch (kind) {
      case 'http':
        return figure('http_response_ms', ms, { object, metric: 'http.latency', levels });
      case 'tls':
        return figure('certificate_days', value, { object });
      case 'backup':
        return figure('backup_age_seconds', value === undefined ? undefined : value * 3600, { object });
      default:
        return [];
    }
  });
}
