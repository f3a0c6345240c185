import type { StatsSample } from '../../domain/docker.js';
import type { DrillContainer } from '../system/container.js';
import type { DrillSystem } from '../system/system.js';

const hostMemory = 4_026_152 * 1024;
const cpus = 2;
const cache = 14 * 1024 * 1024;

/** One sample of `GET /containers/{id}/stats` on a cgroup v2 engine; zeroed for a container that does not run. */
export function statsOf(
  system: DrillSystem,
  container: DrillContainer,
  before: StatsSample | undefined,
): StatsSample {
  if (!container.running) {
    const none = { cpu_usage: { total_usage: 0 } };
    return {
      read: '0001-01-01T00:00:00Z',
      cpu_stats: none,
      precpu_stats: none,
      memory_stats: {},
      pids_stats: {},
    };
  }
  const now = system.now();
  const cpu = {
    cpu_usage: { total_usage: container.cpuMicros(now) * 1000 },
    system_cpu_usage: (now - system.bootedAt) * 1e6 * cpus,
    online_cpus: cpus,
  };
  return {
    read: `${new Date(now).toISOString().slice(0, -1)}000000Z`,
    cpu_stats: cpu,
    precpu_stats: before?.cpu_stats ?? { cpu_usage: { total_usage: 0 } },
    memory_stats: {
      usage: container.memory(now) + cache,
      limit: container.spec.memoryLimit || hostMemory,
      stats: { anon: container.memory(now), file: cache, inactive_file: cache, active_file: 0 },
    },
    networks: { eth0: { rx_bytes: container.rxBytes(now), tx_bytes: container.txBytes(now) } },
    blkio_stats: { io_service_bytes_recursive: [] },
    pids_stats: { current: container.pids },
  };
}
