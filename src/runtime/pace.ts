import { type Msg, msg } from '../domain/message.js';
import type { StatsData } from '../domain/model.js';

export interface Pace {
  readonly factor: number;
  readonly why?: Msg;
}

/** How much slower to poll a host that is far away or in distress, so that watching it does not add to its trouble. */
export function paceOf(rttMs: number | undefined, stats: StatsData | undefined): Pace {
  const load = stats ? stats.load[0] / Math.max(1, stats.cpus) : 0;
  const swapping = stats && stats.swap.totalBytes > 0 ? stats.swap.usedBytes / stats.swap.totalBytes : 0;
  if (load >= 8) return { factor: 4, why: msg('runtime.slow.load') };
  if (rttMs !== undefined && rttMs >= 1500) return { factor: 4, why: msg('runtime.slow.link') };
  if (load >= 4 || (swapping > 0.9 && load >= 2)) return { factor: 2, why: msg('runtime.slow.load') };
  if (rttMs !== undefined && rttMs >= 400) return { factor: 2, why: msg('runtime.slow.link') };
  return { factor: 1 };
}
