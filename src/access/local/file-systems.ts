import { statfs } from 'node:fs/promises';
import type { Systeminformation } from 'systeminformation';

/** One volume as df(1) has it; bytes, or inodes. */
interface Row {
  readonly device: string;
  readonly total: number;
  readonly used: number;
  readonly available: number;
  readonly mount: string;
}

/** Volumes of the system itself: parts of the container that `/` stands for. */
const systemVolume = /^\/System\/Volumes\//;

/**
 * The volumes of this machine as `df -P -B1` would list them. Those of one APFS container share its free space: one row
 * stands for them, and all that is not free counts as used.
 */
export function volumesOf(found: readonly Systeminformation.FsSizeData[]): Row[] {
  const byContainer = new Map<string, Row>();
  for (const { fs, type, size, used, available, mount, rw } of found) {
    const image = rw === false && available === 0;
    if (!fs.startsWith('/dev/') || image || systemVolume.test(mount)) continue;
    const shared = type === 'APFS';
    const key = shared ? (/^\/dev\/disk\d+/.exec(fs)?.[0] ?? fs) : fs;
    const other = byContainer.get(key);
    if (other && other.mount.length <= mount.length) continue;
    const row = { device: fs, total: size, used: shared ? size - available : used, available, mount };
    byContainer.set(key, row);
  }
  return [...byContainer.values()];
}

/** Inodes of the same volumes; one that can't be asked is left out. */
export async function inodesOf(volumes: readonly Row[]): Promise<Row[]> {
  const rows = volumes.map(async ({ device, mount }): Promise<Row | undefined> => {
    const found = await statfs(mount).catch(() => undefined);
    if (!found || found.files === 0) return undefined;
    const { files, ffree } = found;
    return { device, total: files, used: files - ffree, available: ffree, mount };
  });
  return (await Promise.all(rows)).filter((row) => row !== undefined);
}

export function dfText(rows: readonly Row[]): string {
  const lines = rows.map(({ device, total, used, available, mount }) => {
    const percent = total > 0 ? Math.ceil((used / total) * 100) : 0;
    return `${device} ${total} ${used} ${available} ${percent}% ${mount}\n`;
  });
  return `Filesystem total Used Available Capacity Mounted on\n${lines.join('')}`;
}
