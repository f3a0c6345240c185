import type { DiskRow } from '../../domain/model.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

interface DfLine {
  readonly device: string;
  readonly total: number;
  readonly used: number;
  readonly available: number;
  readonly mount: string;
}

/** Memory file systems and container layers, by the name that df shows for their device. */
const notDisks = new Set(
  'overlay tmpfs devtmpfs ramfs squashfs udev run shm none dev cgroup cgroup2 proc sysfs mqueue efivarfs lxcfs nsfs'.split(
    ' ',
  ),
);
const notMounts = /^\/(dev|proc|sys|run|snap)(\/|$)|^\/var\/lib\/(docker|containerd|containers|kubelet)\//;

/**
 * Rows of `df -P -B1` and, when given, the inode use of `df -P -i`: real disks alone, one row a device, shortest mount first.
 * Percentages as df's Use%: used / (used + available), rounded up.
 */
export function parseDf(bytes: string, inodes = ''): DiskRow[] {
  const inodeLines = new Map(linesOf(inodes).map((line) => [line.mount, line]));
  const byDevice = new Map<string, DfLine>();
  for (const line of linesOf(bytes)) {
    if (!isDisk(line)) continue;
    const other = byDevice.get(line.device);
    if (!other || line.mount.length < other.mount.length) byDevice.set(line.device, line);
  }
  return [...byDevice.values()]
    .map((line) => {
      const inode = inodeLines.get(line.mount);
      return {
        mount: sanitizeLine(line.mount),
        device: sanitizeLine(line.device),
        sizeBytes: line.total,
        usedBytes: line.used,
        availableBytes: Math.max(0, line.available),
        usedPercent: percent(line.used, line.available),
        // Btrfs and some others have no fixed number of inodes: df shows 0 of 0.
        ...(inode && inode.total > 0 ? { inodesPercent: percent(inode.used, inode.available) } : {}),
      };
    })
    .sort((a, b) => (a.mount < b.mount ? -1 : 1));
}

function isDisk({ device, mount, total, available }: DfLine): boolean {
  if (total <= 0 || notDisks.has(device) || notMounts.test(mount)) return false;
  // A pool of ZFS has no slash in its name and is mounted under it; memory file systems have free names too.
  if (!device.includes('/')) return mount === '/' || mount === `/${device}`;
  // An image of a snap or an ISO: always full, for it can't be written.
  return !(device.startsWith('/dev/loop') && available === 0 && mount !== '/');
}

/** Columns: device, total, used, available, percent, mount; the mount may hold spaces. `-` stands for what is not known. */
function linesOf(text: string): DfLine[] {
  const found: DfLine[] = [];
  for (const line of text.split('\n')) {
    const match = /^(\S.*?)\s+(\d+)\s+(\d+|-)\s+(-?\d+|-)\s+(?:\d+%|-)\s+(\/.*)$/.exec(line);
    if (!match) continue;
    const [, device = '', total = '', used = '', available = '', mount = ''] = match;
    found.push({
      device,
      total: Number(total),
      used: Number(used) || 0,
      available: Number(available) || 0,
      mount,
    });
  }
  return found;
}

function percent(used: number, available: number): number {
  const whole = used + Math.max(0, available);
  return whole === 0 ? 0 : Math.ceil((used / whole) * 100);
}
