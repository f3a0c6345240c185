import type { ContainerRow, DiskRow } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { listOf } from '../lists.js';
import { type State, shownData } from '../state.js';

/** Fullest first. */
export function diskRows(state: State): readonly DiskRow[] {
  const needle = listOf(state.ui, 'disks').filter.toLowerCase();
  const disks = dataOf(shownData(state).stats)?.disks ?? [];
  return disks
    .filter((d) => !needle || d.mount.toLowerCase().includes(needle))
    .sort(
      (a, b) => Math.max(b.usedPercent, b.inodesPercent ?? 0) - Math.max(a.usedPercent, a.inodesPercent ?? 0),
    );
}

/** Running containers by CPU. */
export function usageRows(state: State): readonly ContainerRow[] {
  const needle = listOf(state.ui, 'usage').filter.toLowerCase();
  const rows = dataOf(shownData(state).containers)?.rows ?? [];
  return rows
    .filter((r) => r.state === 'running' && (!needle || r.name.toLowerCase().includes(needle)))
    .sort((a, b) => (b.cpuPercent ?? -1) - (a.cpuPercent ?? -1));
}
