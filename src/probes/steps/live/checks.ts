import type { StepProbe } from '../../../domain/step-probe.js';
import { optional } from '../parameters.js';
import { unready } from '../unready.js';

export const checksProbe: StepProbe = {
  id: 'checks',
  about:
    'checks of the host entry as they last came out; `reason` says what is wrong (status refused timeout expired stale …)',
  parameters: {
    id: optional('name', 'only this check'),
    kind: optional('enum', 'only checks of this kind', { choices: ['http', 'tls', 'backup', 'cron'] }),
  },
  fields: ['id', 'kind', 'severity', 'reason', 'value', 'ms'],
  gives: 'rows',
  read: unready,
};
