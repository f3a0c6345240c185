import type { StepProbe } from '../../../domain/step-probe.js';
import { unready } from '../unready.js';

export const diskUsageProbe: StepProbe = {
  id: 'disk-usage',
  about: 'what Docker takes of the disk (docker system df): kinds images, containers, volumes, build-cache',
  parameters: {},
  fields: ['kind', 'count', 'active', 'size_bytes', 'reclaimable_bytes'],
  gives: 'rows',
  read: unready,
};
