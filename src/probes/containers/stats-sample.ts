import type { StatsSample } from '../../domain/docker.js';
import { type Traffic, trafficRate } from '../stats/net-dev.js';
import { withoutCache } from './cgroup.js';
import type { Figures } from './figures.js';

/** Figures of one sample of a stats stream, computed as `docker stats` does; network rates need the sample before. */
export function figuresOfSample(sample: StatsSample, before: StatsSample | undefined): Figures {
  const cpuPercent = cpuPercentOf(sample);
  const { usage, stats } = sample.memory_stats;
  // Cgroup v1 calls it total_inactive_file, v2 inactive_file (docker/cli, calculateMemUsageUnixNoCache).
  const inactive = stats?.total_inactive_file ?? stats?.inactive_file;
  const seconds = before ? (Date.parse(sample.read) - Date.parse(before.read)) / 1000 : 0;
  const now = containerTrafficOf(sample);
  const then = before && containerTrafficOf(before);
  return {
    ...(cpuPercent === undefined ? {} : { cpuPercent }),
    ...(usage === undefined ? {} : { memoryBytes: withoutCache(usage, inactive) }),
    ...(sample.pids_stats?.current === undefined ? {} : { pids: sample.pids_stats.current }),
    ...(now && then ? trafficRate(then, now, seconds) : {}),
  };
}

/** Percent of one CPU; undefined for a first sample, which has no previous one. */
function cpuPercentOf({ cpu_stats: now, precpu_stats: before }: StatsSample): number | undefined {
  if (now.system_cpu_usage === undefined || !before.system_cpu_usage) return undefined;
  const system = now.system_cpu_usage - before.system_cpu_usage;
  const used = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  return system > 0 && used >= 0 ? (used / system) * (now.online_cpus ?? 1) * 100 : undefined;
}

/** All interfaces together; undefined with the host's own network. */
function containerTrafficOf({ networks }: StatsSample): Traffic | undefined {
  if (!networks) return undefined;
  let rx = 0;
  let tx = 0;
  for (const { rx_bytes, tx_bytes } of Object.values(networks)) {
    rx += rx_bytes;
    tx += tx_bytes;
  }
  return { rx, tx };
}
