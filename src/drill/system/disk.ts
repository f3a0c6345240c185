import type { FileTree } from './files.js';
import type { DrillSystem } from './system.js';

const GiB = 1024 ** 3;

export interface FileSystem {
  readonly device: string;
  readonly mount: string;
  readonly bytes: number;
  readonly used: number;
  readonly free: number;
  readonly percent: number;
}

/** Volumes, container layers and logs beside the images. */
const dockerBaseBytes = 3.1 * GiB;
/** What the build cache holds at the start. */
export const firstBuildCache = 1.9 * GiB;

/** The two file systems with their use: that of the system, and Docker's. */
export function fileSystems(system: DrillSystem): readonly FileSystem[] {
  const { files, images } = system;
  const inDocker = (path: string) => path.startsWith('/var/lib/docker/');
  const root = 41.1 * GiB + (system.now() - system.startedAt) * 900 + files.sum((path) => !inDocker(path));
  const docker =
    dockerBaseBytes +
    system.buildCache +
    images.all.reduce((sum, { ownBytes }) => sum + ownBytes, 0) +
    files.sum(inDocker);
  return [
    of('/dev/vda1', '/', 98 * GiB, 5 * GiB, root),
    of('/dev/vdb1', '/var/lib/docker', 20 * GiB, GiB, docker),
  ];
}

function of(device: string, mount: string, bytes: number, reserved: number, wanted: number): FileSystem {
  const used = Math.floor(Math.min(wanted, bytes - reserved));
  const free = bytes - reserved - used;
  return { device, mount, bytes, used, free, percent: Math.ceil((used * 100) / (used + free)) };
}

/** The mount point that a path lies on. */
export const mountOf = (path: string): '/' | '/var/lib/docker' =>
  path === '/var/lib/docker' || path.startsWith('/var/lib/docker/') ? '/var/lib/docker' : '/';

/** Writes a file of such a size that the file system of its path is so full. */
export function fillDisk(system: DrillSystem, path: string, percent: number): void {
  const { files } = system;
  files.remove(path);
  const disk = fileSystems(system).find(({ mount }) => mount === mountOf(path));
  if (!disk) return;
  const wanted = Math.floor(((disk.used + disk.free) * (percent - 0.5)) / 100) - disk.used;
  if (wanted > 0) files.write(path, { bytes: wanted, at: system.now() });
}

/** Bytes that can still be written at a path. */
export const roomFor = (system: DrillSystem, path: string): number =>
  fileSystems(system).find(({ mount }) => mount === mountOf(path))?.free ?? 0;

/** Whether there is a backup that could be restored, and how old the newest is, hours. */
export function newestBackupHours(system: DrillSystem, files: FileTree = system.files): number | undefined {
  const ages = files
    .below('/opt/salon-gbp')
    .filter((path) => /\/backup_\d{8}.*\.sql\.gz$/.test(path))
    .flatMap((path) => {
      const file = files.file(path);
      return file && file.bytes > 1024 ? [(system.now() - file.at) / 3_600_000] : [];
    });
  return ages.length > 0 ? Math.min(...ages) : undefined;
}
