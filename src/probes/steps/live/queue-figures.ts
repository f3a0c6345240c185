import type { StepProbe } from '../../../domain/step-probe.js';
import { systemParameter } from '../parameters.js';
import { unready } from '../unready.js';

export const queueFiguresProbe: StepProbe = {
  id: 'queue-figures',
  about: 'further figures of the queue systems: failed, prefetched, scheduled, overdue, …',
  parameters: { system: systemParameter },
  fields: ['system', 'id', 'value', 'severity'],
  gives: 'rows',
  read: unready,
};
