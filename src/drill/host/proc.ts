import { Counter, wave } from '../system/noise.js';
import type { DrillSystem } from '../system/system.js';

const cpus = 2;
const totalKiB = 4_026_152;
const ticksPerSecond = 100;

/** Files of /proc and /sys/fs/cgroup on the practice machine, as Linux 6.1 with cgroup v2 and the systemd driver shows them. */
export class ProcFiles {
  readonly #system: DrillSystem;
  readonly #busy: readonly Counter[];
  readonly #wait: Counter;
  readonly #netRx: Counter;
  readonly #netTx: Counter;
  readonly #read: Counter;
  readonly #written: Counter;

  constructor(system: DrillSystem) {
    this.#system = system;
    const now = system.now();
    const counter = (start: number, rate: (seconds: number) => number) =>
      new Counter(start, now, (t) => rate(t / 1000));
    const load = (t: number) =>
      system.containers.reduce((sum, c) => sum + c.cpuPercent(t * 1000), 0) + 3 + 2 * wave(t, 5);
    this.#busy = Array.from({ length: cpus }, (_, i) =>
      counter(24_000_000 + i * 1000, (t) => (load(t) / cpus) * (1 + 0.2 * wave(t, 30 + i))),
    );
    this.#wait = counter(410_000, (t) => 0.6 + 0.4 * wave(t, 6));
    this.#netRx = counter(9.1e10, (t) => 46_000 + 30_000 * wave(t, 7));
    this.#netTx = counter(2.2e11, (t) => 130_000 + 80_000 * wave(t, 8));
    this.#read = counter(8.8e7, (t) => 24 + 20 * wave(t, 9));
    this.#written = counter(6.1e8, (t) => 340 + 250 * wave(t, 10));
  }

  /** The text of a file; undefined when there is none. */
  read(path: string): string | undefined {
    const fixed = this.#standard(path);
    if (fixed !== undefined) return fixed;
    const [, pid, file] = /^\/proc\/(\d+)\/(cgroup|net\/dev|status)$/.exec(path) ?? [];
    if (pid) return this.#ofProcess(Number(pid), file ?? '');
    const [, id, name] =
      /^\/sys\/fs\/cgroup\/system\.slice\/docker-([0-9a-f]{64})\.scope\/([\w.]+)$/.exec(path) ?? [];
    return id ? this.#ofCgroup(id, name ?? '') : undefined;
  }

  #standard(path: string): string | undefined {
    const now = this.#system.now();
    const uptime = (now - this.#system.bootedAt) / 1000;
    switch (path) {
      case '/proc/stat':
        return this.#stat(now, uptime);
      case '/proc/meminfo':
        return this.#meminfo(now);
      case '/proc/loadavg': {
        const load = (minutes: number) => (0.31 + 0.12 * wave(now / 1000 / minutes, 3)).toFixed(2);
        return `${load(1)} ${load(5)} ${load(15)} 1/214 ${40_000 + (Math.floor(uptime) % 9999)}\n`;
      }
      case '/proc/uptime':
        return `${uptime.toFixed(2)} ${(uptime * cpus * 0.9).toFixed(2)}\n`;
      case '/proc/net/dev':
        return netDev([['eth0', this.#netRx.at(now), this.#netTx.at(now)]]);
      case '/proc/diskstats': {
        const [read, written] = [this.#read.at(now), this.#written.at(now)];
        return ` 254       0 vda ${Math.floor(read / 40)} 120 ${read} 91000 ${Math.floor(written / 24)} 5200 ${written} 880000 0 420000 971000 0 0 0 0 9000 8000\n 254       1 vda1 ${Math.floor(read / 40)} 120 ${read} 91000 ${Math.floor(written / 24)} 5200 ${written} 880000 0 420000 971000 0 0 0 0 0 0\n`;
      }
      default:
        return undefined;
    }
  }

  #stat(now: number, uptime: number): string {
    const wait = Math.floor(this.#wait.at(now));
    const rows = this.#busy.map((busy) => {
      const all = busy.at(now);
      const [user, system] = [Math.floor(all * 0.7), Math.floor(all * 0.28)];
      const idle = Math.max(0, Math.floor(uptime * ticksPerSecond) - all - Math.floor(wait / cpus));
      return [user, 310, system, idle, Math.floor(wait / cpus), 0, all - user - system, 0, 0, 0];
    });
    const sum = rows[0]!.map((_, i) => rows.reduce((total, row) => total + (row[i] ?? 0), 0));
    return [
      `cpu  ${sum.join(' ')}`,
      ...rows.map((row, i) => `cpu${i} ${row.join(' ')}`),
      'intr 812345678 0 0',
      `ctxt ${Math.floor(uptime * 1800)}`,
      `btime ${Math.floor(this.#system.bootedAt / 1000)}`,
      'processes 812345',
      'procs_running 1',
      'procs_blocked 0',
      '',
    ].join('\n');
  }

  #meminfo(now: number): string {
    const used = this.#system.containers.reduce((sum, c) => sum + c.memory(now), 0) / 1024 + 420_000;
    const cached = 1_480_000 + Math.floor(9000 * wave(now / 1000, 12));
    const free = Math.max(90_000, Math.floor(totalKiB - used - cached - 92_000));
    const rows: [string, number][] = [
      ['MemTotal', totalKiB],
      ['MemFree', free],
      ['MemAvailable', Math.floor(free + cached * 0.9)],
      ['Buffers', 92_000],
      ['Cached', cached],
      ['SwapCached', 1_204],
      ['Active', 1_402_000],
      ['Inactive', 1_310_000],
      ['SwapTotal', 2_097_148],
      ['SwapFree', 2_038_780],
      ['Dirty', 412],
      ['Shmem', 31_044],
      ['SReclaimable', 154_000],
    ];
    return rows.map(([name, kib]) => `${`${name}:`.padEnd(15)} ${String(kib).padStart(8)} kB\n`).join('');
  }

  #ofProcess(pid: number, file: string): string | undefined {
    const container = this.#system.containers.find((c) => c.pid === pid && c.running);
    if (!container) return undefined;
    const now = this.#system.now();
    if (file === 'cgroup') return `0::/system.slice/docker-${container.id}.scope\n`;
    if (file === 'net/dev') return netDev([['eth0', container.rxBytes(now), container.txBytes(now)]]);
    return `Name:\t${container.spec.command[0]}\nPid:\t${pid}\n`;
  }

  #ofCgroup(id: string, file: string): string | undefined {
    const container = this.#system.containers.find((c) => c.id === id && c.running);
    if (!container) return undefined;
    const now = this.#system.now();
    const { cpus: limit, memoryLimit } = container.spec;
    const memory = container.memory(now);
    const cache = 14 * 1024 * 1024;
    const micros = container.cpuMicros(now);
    switch (file) {
      case 'cpu.stat':
        return `usage_usec ${micros}\nuser_usec ${Math.floor(micros * 0.8)}\nsystem_usec ${Math.floor(micros * 0.2)}\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n`;
      case 'cpu.max':
        return `${limit ? limit * 100_000 : 'max'} 100000\n`;
      case 'memory.current':
        return `${memory + cache}\n`;
      case 'memory.max':
        return `${memoryLimit || 'max'}\n`;
      case 'memory.stat':
        return `anon ${memory}\nfile ${cache}\nkernel 1048576\ninactive_anon 0\nactive_anon ${memory}\ninactive_file ${cache}\nactive_file 0\n`;
      case 'memory.events':
        return 'low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\n';
      case 'pids.current':
        return `${container.pids}\n`;
      case 'pids.max':
        return 'max\n';
      case 'io.stat':
        return `254:0 rbytes=${micros} wbytes=${micros * 3} rios=120 wios=900 dbytes=0 dios=0\n`;
      default:
        return undefined;
    }
  }
}

function netDev(interfaces: readonly (readonly [string, number, number])[]): string {
  const head =
    'Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';
  const row = (name: string, rx: number, tx: number) =>
    `${name.padStart(6)}: ${rx} ${Math.floor(rx / 800)} 0 0 0 0 0 0 ${tx} ${Math.floor(tx / 900)} 0 0 0 0 0 0\n`;
  return head + row('lo', 812_000, 812_000) + interfaces.map((i) => row(...i)).join('');
}
