import type { StatsData } from '../../../domain/model.js';
import { type Row, rounded } from '../seen.js';
import { type LiveLook, liveProbe } from './live-look.js';

export const hostProbe = liveProbe(
  {
    id: 'host',
    about: 'processors, memory and load of the host: one row',
    parameters: {},
    fields: [
      'cpus',
      'cpu_percent',
      'iowait',
      'steal',
      'load1',
      'load5',
      'load15',
      'memory_percent',
      'memory_available_bytes',
      'swap_percent',
      'uptime_s',
    ],
  },
  (from): LiveLook<StatsData> => ({
    slot: 'stats',
    snapshot: () => from.live.stats(),
    command: 'top -bn1',
    rows: (data) => [rowOf(data)],
  }),
);

const percent = (part: number, whole: number): number | undefined =>
  whole > 0 ? rounded((100 * part) / whole) : undefined;

function rowOf({ cpus, cpuPercent, cpuParts, load, memory, swap, uptimeSeconds }: StatsData): Row {
  return {
    cpus,
    cpu_percent: rounded(cpuPercent),
    iowait: rounded(cpuParts?.iowait),
    steal: rounded(cpuParts?.steal),
    load1: load[0],
    load5: load[1],
    load15: load[2],
    memory_percent: percent(memory.usedBytes, memory.totalBytes),
    memory_available_bytes: memory.availableBytes,
    // A host without swap uses none of it.
    swap_percent: percent(swap.usedBytes, swap.totalBytes) ?? 0,
    uptime_s: uptimeSeconds === undefined ? undefined : Math.round(uptimeSeconds),
  };
}
