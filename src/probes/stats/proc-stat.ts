/** Jiffies of one `cpu` line of /proc/stat since boot (proc(5)); guest time is part of user. */
export interface CpuTimes {
  readonly user: number;
  readonly system: number;
  readonly idle: number;
  readonly iowait: number;
  readonly steal: number;
  readonly total: number;
}

export interface ProcStat {
  readonly all: CpuTimes;
  readonly cpus: readonly CpuTimes[];
}

/** Percentages of one interval, 0–100. */
export interface CpuShare {
  readonly busy: number;
  readonly user: number;
  readonly system: number;
  readonly iowait: number;
  readonly steal: number;
}

/** `cpu` and `cpuN` lines; undefined without a `cpu` line. */
export function parseProcStat(text: string): ProcStat | undefined {
  let all: CpuTimes | undefined;
  const cpus: CpuTimes[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('cpu')) continue;
    const [name = '', ...fields] = line.trim().split(/\s+/);
    const times = timesOf(fields.map(Number));
    if (name === 'cpu') all = times;
    else cpus.push(times);
  }
  return all && { all, cpus };
}

function timesOf(jiffies: readonly number[]): CpuTimes {
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = jiffies;
  const total = user + nice + system + idle + iowait + irq + softirq + steal;
  return { user: user + nice, system: system + irq + softirq, idle, iowait, steal, total };
}

/**
 * What happened between two samples; undefined when no time passed or a counter went backwards (a reboot).
 * The kernel lets iowait and idle step back by a tick now and then: that counts as nothing.
 */
export function cpuShare(before: CpuTimes, after: CpuTimes): CpuShare | undefined {
  const total = after.total - before.total;
  if (total <= 0 || after.user < before.user || after.system < before.system) return undefined;
  const share = (of: 'user' | 'system' | 'iowait' | 'steal' | 'idle') =>
    Math.min(100, Math.max(0, ((after[of] - before[of]) / total) * 100));
  const busy = Math.max(0, 100 - share('idle') - share('iowait'));
  return {
    busy,
    user: share('user'),
    system: share('system'),
    iowait: share('iowait'),
    steal: share('steal'),
  };
}
