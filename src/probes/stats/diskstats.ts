/** Bytes that whole disks have read and written since boot. */
export interface DiskIo {
  readonly read: number;
  readonly written: number;
}

/** /proc/diskstats counts sectors of 512 bytes whatever the device's own (kernel docs, admin-guide/iostats). */
const sectorBytes = 512;

/** Layers upon other block devices would count the same bytes twice; loops and RAM disks are no disks. */
const layered = /^(loop|ram|zram|dm-|md|sr|fd|nbd|drbd)\d/;

/** The sum over whole disks: a partition counts only where its disk is not listed (xvda1 of some clouds). */
export function parseDiskstats(text: string): Map<string, DiskIo> {
  const devices = new Map<string, DiskIo>();
  for (const line of text.split('\n')) {
    const fields = line.trim().split(/\s+/);
    const name = fields[2];
    if (name === undefined || layered.test(name)) continue;
    const read = Number(fields[5]) * sectorBytes;
    const written = Number(fields[9]) * sectorBytes;
    if (Number.isFinite(read) && Number.isFinite(written)) devices.set(name, { read, written });
  }
  for (const name of [...devices.keys()]) {
    const disk = diskOf(name);
    if (disk !== undefined && devices.has(disk)) devices.delete(name);
  }
  return devices;
}

/** The disk that a partition's name belongs to: sda1 → sda, nvme0n1p2 → nvme0n1. */
function diskOf(name: string): string | undefined {
  return /^((?:nvme\d+n|mmcblk)\d+)p\d+$/.exec(name)?.[1] ?? /^([shv]d[a-z]+|xvd[a-z]+)\d+$/.exec(name)?.[1];
}

/** Bytes a second over an interval, of disks seen at both ends whose counters did not go backwards. */
export function diskIoRate(
  before: ReadonlyMap<string, DiskIo>,
  after: ReadonlyMap<string, DiskIo>,
  seconds: number,
): { readBytesPerSecond: number; writeBytesPerSecond: number } | undefined {
  if (seconds <= 0 || after.size === 0) return undefined;
  let read = 0;
  let written = 0;
  for (const [name, now] of after) {
    const then = before.get(name);
    if (!then || now.read < then.read || now.written < then.written) continue;
    read += now.read - then.read;
    written += now.written - then.written;
  }
  return { readBytesPerSecond: read / seconds, writeBytesPerSecond: written / seconds };
}
