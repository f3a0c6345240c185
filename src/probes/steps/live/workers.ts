import type { StepProbe } from '../../../domain/step-probe.js';
import { systemParameter } from '../parameters.js';
import { unready } from '../unready.js';

export const workersProbe: StepProbe = {
  id: 'workers',
  about: 'job workers by their heartbeats; `alive` is unknown (no value) while it is too early to say',
  parameters: { system: systemParameter },
  fields: ['system', 'name', 'kind', 'alive', 'beat_s', 'active', 'processed'],
  gives: 'rows',
  read: unready,
};
