import type { StatsData } from '../../../domain/model.js';
import { textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { rounded } from '../seen.js';
import { type LiveLook, liveProbe } from './live-look.js';

export const disksProbe = liveProbe(
  {
    id: 'disks',
    about: 'file systems of the host, as df counts them',
    parameters: { mount: optional('path', 'only this mount point') },
    fields: [
      'mount',
      'device',
      'used_percent',
      'inodes_percent',
      'available_bytes',
      'size_bytes',
      'used_bytes',
    ],
  },
  (from, args): LiveLook<StatsData> => {
    const mount = textOf(args, 'mount');
    return {
      slot: 'stats',
      snapshot: () => from.live.stats(),
      command: mount === undefined ? 'df -P -l' : `df -P -l ${mount}`,
      rows: ({ disks }) =>
        disks
          .filter((disk) => mount === undefined || disk.mount === mount)
          .map((disk) => ({
            mount: disk.mount,
            device: disk.device,
            used_percent: rounded(disk.usedPercent),
            inodes_percent: rounded(disk.inodesPercent),
            available_bytes: disk.availableBytes,
            size_bytes: disk.sizeBytes,
            used_bytes: disk.usedBytes,
          })),
    };
  },
);
