import type { StepProbe } from '../../../domain/step-probe.js';
import { optional } from '../parameters.js';
import { unready } from '../unready.js';

export const disksProbe: StepProbe = {
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
  gives: 'rows',
  read: unready,
};
