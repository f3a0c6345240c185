import type { StepProbe } from '../../../domain/step-probe.js';
import { required } from '../parameters.js';
import { unready } from '../unready.js';

export const processesProbe: StepProbe = {
  id: 'processes',
  about: 'the processes inside a container',
  parameters: { container: required('container', 'its name') },
  fields: ['pid', 'ppid', 'etimes', 'stat', 'args'],
  gives: 'rows',
  read: unready,
};
