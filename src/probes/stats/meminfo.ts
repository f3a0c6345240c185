import type { StatsData } from '../../domain/model.js';

/**
 * Memory and swap of /proc/meminfo (proc(5)), as free(1) of procps 4 shows them: used = total − available,
 * cached = its buff/cache column (Buffers + Cached + SReclaimable). Bytes. Undefined without MemTotal.
 */
export function parseMeminfo(text: string): Pick<StatsData, 'memory' | 'swap'> | undefined {
  const kib = new Map<string, number>();
  for (const [, name = '', value = ''] of text.matchAll(/^(\w+(?:\(\w+\))?):\s+(\d+)/gm))
    kib.set(name, Number(value));
  const bytes = (name: string) => (kib.get(name) ?? 0) * 1024;
  const total = bytes('MemTotal');
  if (total === 0) return undefined;
  // Kernels before 3.14 have no MemAvailable: free(1) falls back to MemFree there.
  const available = Math.min(total, kib.has('MemAvailable') ? bytes('MemAvailable') : bytes('MemFree'));
  return {
    memory: {
      totalBytes: total,
      availableBytes: available,
      usedBytes: total - available,
      cachedBytes: bytes('Buffers') + bytes('Cached') + bytes('SReclaimable'),
    },
    swap: { totalBytes: bytes('SwapTotal'), usedBytes: Math.max(0, bytes('SwapTotal') - bytes('SwapFree')) },
  };
}
