import type { StepProbe } from '../../../domain/step-probe.js';
import { systemParameter } from '../parameters.js';
import { unready } from '../unready.js';

export const schedulerProbe: StepProbe = {
  id: 'scheduler',
  about: 'schedulers of recurring jobs (beat); `alive` as for workers',
  parameters: { system: systemParameter },
  fields: ['system', 'name', 'alive', 'last_s'],
  gives: 'rows',
  read: unready,
};
