import type { HostTick } from '../../domain/access.js';
import { elapsedSeconds } from '../stats/elapsed.js';
import { trafficRate } from '../stats/net-dev.js';
import { type CgroupFiles, type CgroupSample, cgroupFilesOf, pathsOf, sampleCgroup } from './cgroup.js';
import type { Figures, Running } from './figures.js';

interface Tracked extends Running {
  files?: CgroupFiles;
  /** Ticks that should have brought something and did not. */
  misses: number;
  before?: { readonly tick: HostTick; readonly sample: CgroupSample };
  figures?: Figures;
}

/** One miss can be a container that just ended; after this many its files count as unreadable. */
const mostMisses = 2;

/** Figures of containers from the files of their control groups, read in the host's metrics tick. */
export class CgroupFigures {
  #tracked = new Map<string, Tracked>();
  #lastTick: HostTick | undefined;

  /** From now on these containers; a new process (pid) of a known one begins anew. */
  track(running: readonly Running[]): void {
    const next = new Map<string, Tracked>();
    for (const container of running) {
      const known = this.#tracked.get(container.id);
      next.set(container.id, known?.pid === container.pid ? known : { ...container, misses: 0 });
    }
    this.#tracked = next;
  }

  /** Files to read in the next tick. */
  get paths(): string[] {
    return [...this.#tracked.values()].flatMap((container) => {
      if (container.misses >= mostMisses) return [];
      return container.files
        ? pathsOf(container.files, container.hostNetwork)
        : [`/proc/${container.pid}/cgroup`];
    });
  }

  /** Some have no first sample yet, so that waiting for the next regular ticks would show. */
  get hasNew(): boolean {
    return [...this.#tracked.values()].some((container) => container.misses === 0 && !container.before);
  }

  /** True where the files can't be read, so that figures must come from elsewhere. */
  unreadable(id: string): boolean {
    return (this.#tracked.get(id)?.misses ?? 0) >= mostMisses;
  }

  of(id: string): Figures | undefined {
    return this.#tracked.get(id)?.figures;
  }

  /** `asked`: the paths of this tick, since a shared tick may have been asked for before a container was known. */
  take(tick: HostTick, asked: ReadonlySet<string>): void {
    if (tick === this.#lastTick) return;
    this.#lastTick = tick;
    for (const container of this.#tracked.values()) this.#takeOne(container, tick, asked);
  }

  #takeOne(container: Tracked, tick: HostTick, asked: ReadonlySet<string>): void {
    if (!container.files) {
      const path = `/proc/${container.pid}/cgroup`;
      if (!asked.has(path)) return;
      const files = cgroupFilesOf(tick.sections.get(path) ?? '', container.pid);
      if (files) container.files = files;
      else container.misses += 1;
      return;
    }
    if (!asked.has(container.files.cpu)) return;
    const sample = sampleCgroup(container.files, tick.sections);
    if (sample.cpuNanos === undefined || sample.memoryBytes === undefined) {
      container.misses += 1;
      delete container.before;
      delete container.figures;
      return;
    }
    container.misses = 0;
    container.figures = figuresBetween(container.before, { tick, sample });
    container.before = { tick, sample };
  }
}

function figuresBetween(before: Tracked['before'], after: NonNullable<Tracked['before']>): Figures {
  const { cpuNanos, memoryBytes, pids, traffic } = after.sample;
  const seconds = before ? elapsedSeconds(before.tick, after.tick) : 0;
  const used = (cpuNanos ?? 0) - (before?.sample.cpuNanos ?? Number.POSITIVE_INFINITY);
  const rate =
    before?.sample.traffic && traffic ? trafficRate(before.sample.traffic, traffic, seconds) : undefined;
  return {
    ...(seconds > 0 && used >= 0 ? { cpuPercent: (used / 1e9 / seconds) * 100 } : {}),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(pids === undefined ? {} : { pids }),
    ...rate,
  };
}
