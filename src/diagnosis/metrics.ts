import type { Metric } from '../domain/host.js';
import type {
  CheckResult,
  ContainersData,
  PostgresData,
  QueueSystemData,
  RedisHealth,
  StatsData,
} from '../domain/model.js';

/** One figure that a threshold may watch; percentages are 0–100. */
export interface Sample {
  readonly metric: Metric;
  /** Container, mount point, queue, server, check; 'host' for the machine itself. */
  readonly object: string;
  readonly value: number;
}

const sample = (metric: Metric, object: string, value: number | undefined): readonly Sample[] =>
  value === undefined || !Number.isFinite(value) ? [] : [{ metric, object, value }];

const percent = (part: number, whole: number): number | undefined =>
  whole > 0 ? (100 * part) / whole : undefined;

export function hostSamples(stats: StatsData): readonly Sample[] {
  const { memory, swap } = stats;
  return [
    ...sample('host.cpu', 'host', stats.cpuPercent),
    ...sample('host.memory', 'host', percent(memory.totalBytes - memory.availableBytes, memory.totalBytes)),
    ...sample('host.swap', 'host', percent(swap.usedBytes, swap.totalBytes)),
    ...sample('host.load', 'host', stats.load[0]),
    ...stats.disks.flatMap((disk) => [
      ...sample('disk.used', disk.mount, disk.usedPercent),
      ...sample('disk.inodes', disk.mount, disk.inodesPercent),
    ]),
  ];
}

/** CPU and memory of running containers, each as a share of its limit; without a limit CPU is a share of the host's. */
export function containerSamples(data: ContainersData, hostCpus: number | undefined): readonly Sample[] {
  return data.rows
    .filter((row) => row.state === 'running')
    .flatMap((row) => {
      const cpus = row.cpuLimit ?? hostCpus;
      const cpu = row.cpuPercent === undefined || !cpus ? undefined : row.cpuPercent / cpus;
      const memory =
        row.memoryLimited && row.memoryBytes !== undefined && row.memoryLimitBytes !== undefined
          ? percent(row.memoryBytes, row.memoryLimitBytes)
          : undefined;
      return [...sample('container.cpu', row.name, cpu), ...sample('container.memory', row.name, memory)];
    });
}

/** Connections against the slots that ordinary roles may use, and the longest running statement of a client, ms. */
export function postgresSamples(data: PostgresData): readonly Sample[] {
  const { total, usable } = data.connections;
  const running = data.activity.filter((a) => a.backendType === 'client backend' && a.state === 'active');
  const longest = Math.max(0, ...running.filter((a) => !isBackup(a.app)).map((a) => a.querySeconds ?? 0));
  return [
    ...sample('postgres.connections', data.name, percent(total, usable)),
    ...sample('postgres.connections.count', data.name, total),
    ...sample('postgres.query', data.name, longest * 1000),
  ];
}

/** A dump runs long by nature. */
const isBackup = (app: string): boolean => /^pg_(dump|dumpall|basebackup|restore)$/.test(app);

export function queueSamples(data: QueueSystemData): readonly Sample[] {
  const failed = data.figures.find((f) => f.id === 'failed')?.value;
  const longest = new Map<string, number>();
  for (const job of data.claimed ?? []) {
    longest.set(job.queue, Math.max(longest.get(job.queue) ?? 0, job.seconds));
  }
  return [
    ...data.queues.flatMap((queue) => [
      ...sample('queue.depth', queue.name, queue.depth),
      ...sample('queue.latency', queue.name, queue.latencySeconds),
    ]),
    ...sample('queue.failed', data.name, typeof failed === 'number' ? failed : undefined),
    ...[...longest].flatMap(([queue, seconds]) => sample('job.duration', queue, seconds)),
  ];
}

/** Without a limit of its own a Redis server has no share to watch. */
export const redisSamples = (redis: RedisHealth): readonly Sample[] =>
  sample('redis.memory', redis.name, percent(redis.usedBytes, redis.maxBytes));

export const checkSamples = (result: CheckResult): readonly Sample[] =>
  result.kind === 'http' && result.value !== undefined ? sample('http.latency', result.id, result.ms) : [];
