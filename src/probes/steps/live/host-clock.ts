import { dataOf } from '../../../domain/snapshot.js';
import type { StepReaders } from '../../../domain/step-probe.js';

/** The host's clock now, ms; where it is not known, the operator's. */
export function hostClock({ live, now }: Pick<StepReaders, 'live' | 'now'>): number {
  const stats = live.stats();
  const data = dataOf(stats);
  return data && 'at' in stats ? data.hostNow + (now() - stats.at) : now();
}

/** Whole seconds from a time of the host's clock until now, never negative. */
export const secondsSince = (at: number | undefined, now: number): number | undefined =>
  at === undefined ? undefined : Math.max(0, Math.round((now - at) / 1000));
