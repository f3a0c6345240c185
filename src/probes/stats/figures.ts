import type { HostTick } from '../../domain/access.js';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { StatsData } from '../../domain/model.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { diskIoRate, parseDiskstats } from './diskstats.js';
import { elapsedSeconds, uptimeSeconds } from './elapsed.js';
import { parseMeminfo } from './meminfo.js';
import { isHostInterface, parseNetDev, trafficRate } from './net-dev.js';
import { cpuShare, parseProcStat } from './proc-stat.js';

/** One tick taken apart; rates come from two of them. */
export interface HostSample {
  readonly tick: HostTick;
  readonly stat: NonNullable<ReturnType<typeof parseProcStat>>;
  readonly memory: NonNullable<ReturnType<typeof parseMeminfo>>;
  readonly load: readonly [number, number, number];
  readonly network: ReturnType<typeof parseNetDev>;
  readonly diskIo: ReturnType<typeof parseDiskstats>;
}

/** Throws a FailureError when the host has no Linux proc files. */
export function sampleOf(tick: HostTick): HostSample {
  const section = (name: string) => tick.sections.get(name) ?? '';
  const stat = parseProcStat(section('stat'));
  const memory = parseMeminfo(section('meminfo'));
  if (!stat || !memory) {
    throw fail('unsupported', msg('stats.no-proc'), { next: msg('stats.no-proc.next') });
  }
  return {
    tick,
    stat,
    memory,
    load: parseLoad(section('loadavg')),
    network: parseNetDev(section('netdev')),
    diskIo: parseDiskstats(section('diskstats')),
  };
}

function parseLoad(text: string): [number, number, number] {
  const [one = 0, five = 0, fifteen = 0] = text
    .split(' ')
    .slice(0, 3)
    .map((field) => Number.parseFloat(field) || 0);
  return [one, five, fifteen];
}

/** Everything but the disks; without `before` there are no rates yet. */
export function figuresOf(before: HostSample | undefined, after: HostSample): Omit<StatsData, 'disks'> {
  const seconds = before ? elapsedSeconds(before.tick, after.tick) : 0;
  const uptime = uptimeSeconds(after.tick);
  const diskIo = before && diskIoRate(before.diskIo, after.diskIo, seconds);
  return {
    hostNow: after.tick.hostNow,
    ...(uptime === undefined ? {} : { uptimeSeconds: uptime }),
    cpus: after.stat.cpus.length || 1,
    ...(before ? cpuFigures(before, after) : {}),
    load: after.load,
    ...after.memory,
    network: networkRows(before, after, seconds),
    ...(diskIo ? { diskIo } : {}),
  };
}

function cpuFigures(before: HostSample, after: HostSample) {
  const all = cpuShare(before.stat.all, after.stat.all);
  if (!all) return {};
  const { busy, ...cpuParts } = all;
  // A CPU that went offline and came back has no figure of its own for one interval.
  const perCpuPercent = after.stat.cpus.map((times, index) => {
    const earlier = before.stat.cpus[index];
    return (earlier && cpuShare(earlier, times)?.busy) ?? 0;
  });
  return { cpuPercent: busy, cpuParts, perCpuPercent };
}

/** Interfaces of the host in the kernel's order, Docker's default bridge last. */
function networkRows(
  before: HostSample | undefined,
  after: HostSample,
  seconds: number,
): StatsData['network'] {
  return [...after.network]
    .filter(([name]) => isHostInterface(name))
    .sort(([a], [b]) => Number(a === 'docker0') - Number(b === 'docker0'))
    .map(([name, traffic]) => {
      const then = before?.network.get(name);
      return { name: sanitizeLine(name), ...(then ? trafficRate(then, traffic, seconds) : {}) };
    });
}
