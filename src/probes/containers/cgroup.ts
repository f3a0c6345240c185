import { containerTraffic, type Traffic } from '../stats/net-dev.js';

/** The files that hold a container's figures. */
export interface CgroupFiles {
  readonly version: 1 | 2;
  readonly cpu: string;
  readonly memory: string;
  readonly memoryStat: string;
  readonly pids: string;
  /** /proc/PID/net/dev: the traffic of the container's network namespace. */
  readonly network: string;
}

/** Counters and levels of one moment. Undefined: not readable. */
export interface CgroupSample {
  /** CPU time used since the start, ns. */
  readonly cpuNanos?: number;
  readonly memoryBytes?: number;
  readonly pids?: number;
  readonly traffic?: Traffic;
}

/** A line of the host's file, so nothing but plain path characters; the host's shell sees it. */
const plainPath = /^\/[\w.:@/-]*$/;
const mounted = '/sys/fs/cgroup';

/**
 * The files of a process's groups by its /proc/PID/cgroup (cgroups(7)); v1 controllers are mounted at their names,
 * v2 at the root. A hybrid host lists a `0::` line beside the v1 controllers: those count.
 */
export function cgroupFilesOf(text: string, pid: number): CgroupFiles | undefined {
  const paths = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, controllers, path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || !plainPath.test(path) || path.split('/').includes('..')) continue;
    for (const controller of controllers.split(',')) paths.set(controller, path);
  }
  const network = `/proc/${pid}/net/dev`;
  const v1 = (controller: string, file: string) => {
    const path = paths.get(controller);
    return path === undefined ? undefined : `${mounted}/${controller}${path}/${file}`;
  };
  const cpu = v1('cpuacct', 'cpuacct.usage');
  const memory = v1('memory', 'memory.usage_in_bytes');
  const memoryStat = v1('memory', 'memory.stat');
  if (cpu && memory && memoryStat) {
    return { version: 1, cpu, memory, memoryStat, pids: v1('pids', 'pids.current') ?? '', network };
  }
  const path = paths.get('');
  // The root group is no container: the host's own processes live there.
  if (path === undefined || path === '/') return undefined;
  const file = (name: string) => `${mounted}${path}/${name}`;
  return {
    version: 2,
    cpu: file('cpu.stat'),
    memory: file('memory.current'),
    memoryStat: file('memory.stat'),
    pids: file('pids.current'),
    network,
  };
}

/** Paths to ask for in each tick. With the host's own network, a container has no traffic of its own. */
export function pathsOf(files: CgroupFiles, hostNetwork: boolean): string[] {
  const { cpu, memory, memoryStat, pids, network } = files;
  return [cpu, memory, memoryStat, pids, ...(hostNetwork ? [] : [network])].filter((path) => path !== '');
}

/** Memory as docker stats shows it: usage without the inactive page cache. */
export function sampleCgroup(files: CgroupFiles, sections: ReadonlyMap<string, string>): CgroupSample {
  const cpuText = sections.get(files.cpu);
  const usage = wholeNumber(sections.get(files.memory));
  const inactive = field(
    sections.get(files.memoryStat),
    files.version === 1 ? 'total_inactive_file' : 'inactive_file',
  );
  const cpuNanos = files.version === 1 ? wholeNumber(cpuText) : times(field(cpuText, 'usage_usec'), 1000);
  const pids = wholeNumber(sections.get(files.pids));
  const network = sections.get(files.network);
  return {
    ...(cpuNanos === undefined ? {} : { cpuNanos }),
    ...(usage === undefined ? {} : { memoryBytes: withoutCache(usage, inactive) }),
    ...(pids === undefined ? {} : { pids }),
    ...(network ? { traffic: containerTraffic(network) } : {}),
  };
}

/** The engine's own command does the same: the cache is only taken off where it is less than the usage. */
export const withoutCache = (usage: number, inactiveFile: number | undefined): number =>
  inactiveFile !== undefined && inactiveFile < usage ? usage - inactiveFile : usage;

function wholeNumber(text: string | undefined): number | undefined {
  const match = /^\s*(\d+)\s*$/.exec(text ?? '');
  return match ? Number(match[1]) : undefined;
}

function field(text: string | undefined, name: string): number | undefined {
  const match = new RegExp(`^${name} (\\d+)$`, 'm').exec(text ?? '');
  return match ? Number(match[1]) : undefined;
}

const times = (value: number | undefined, factor: number) =>
  value === undefined ? undefined : value * factor;
