import type { StepProbe } from '../../../domain/step-probe.js';
import { systemParameter } from '../parameters.js';
import { unready } from '../unready.js';

export const queuesProbe: StepProbe = {
  id: 'queues',
  about: 'job queues; `latency_s` is the age of the oldest job (for Celery a lower bound)',
  parameters: { system: systemParameter },
  fields: ['system', 'kind', 'queue', 'depth', 'latency_s', 'paused', 'head_task', 'stalled', 'severity'],
  gives: 'rows',
  read: unready,
};
