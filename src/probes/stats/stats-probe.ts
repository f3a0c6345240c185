import type { Probe } from '../../domain/access.js';
import type { StatsData } from '../../domain/model.js';
import { createHostTicker, type HostTicker } from '../host-ticker.js';
import { DiskWatch } from './disk-watch.js';
import { figuresOf, type HostSample, sampleOf } from './figures.js';

export interface StatsProbeOptions {
  /** Shared with the containers probe, so that one tick serves both. */
  readonly ticker?: HostTicker;
  /** Monotonic clock, ms. */
  readonly now?: () => number;
  readonly disksEveryMs?: number;
}

/** The first figures wait this long for the disks, so that the pane fills at once on a healthy host. */
const firstDisksMs = 1000;

/** CPU, memory, network and disks of the host, from its proc files and df. */
export function createStatsProbe(options: StatsProbeOptions = {}): Probe<'stats', 'host', StatsData> & {
  /** Something on the host was changed just now: its disks are read again with the next figures. */
  hasChanged(): void;
} {
  const { ticker = createHostTicker(), now = () => performance.now(), disksEveryMs = 15_000 } = options;
  const disks = new DiskWatch({ everyMs: disksEveryMs, timeoutMs: 10_000, now });
  let before: HostSample | undefined;
  let figures: ReturnType<typeof figuresOf> | undefined;

  return {
    id: 'stats',
    needs: ['host'],
    everyMs: 2000,
    timeoutMs: 5000,
    hasChanged: () => disks.hasChanged(),
    async read({ host }, signal) {
      const refreshed = disks.refresh(host);
      const tick = await ticker.read(host, signal);
      if (disks.readAt === undefined) await within(firstDisksMs, refreshed, signal);
      if (!figures || tick !== before?.tick) {
        const sample = sampleOf(tick);
        figures = figuresOf(before, sample);
        before = sample;
      }
      const age = disks.readAt === undefined ? undefined : now() - disks.readAt;
      return {
        ...figures,
        disks: disks.rows,
        ...(age === undefined ? {} : { disksAt: Math.round(tick.hostNow - age) }),
      };
    },
  };
}

/** Waits for `work`, but no longer than `ms` and no longer than the signal allows; never rejects. */
async function within(ms: number, work: Promise<void>, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: () => void = () => undefined;
  const limit = new Promise<void>((resolve) => {
    stop = resolve;
    timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
}
