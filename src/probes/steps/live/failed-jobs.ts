import type { StepProbe } from '../../../domain/step-probe.js';
import { systemParameter } from '../parameters.js';
import { unready } from '../unready.js';

export const failedJobsProbe: StepProbe = {
  id: 'failed-jobs',
  about: 'jobs that failed for good, newest first, as far as the system keeps them',
  parameters: { system: systemParameter },
  fields: ['system', 'kind', 'server', 'id', 'queue', 'job', 'at', 'error'],
  gives: 'rows',
  read: unready,
};
