import type { StepProbe } from '../../../domain/step-probe.js';
import { serverParameter } from '../parameters.js';
import { unready } from '../unready.js';

export const statementsProbe: StepProbe = {
  id: 'statements',
  about:
    'the statements that take most time (pg_stat_statements); fails as unsupported without the extension',
  parameters: { server: serverParameter },
  fields: ['query_id', 'query', 'calls', 'calls_per_s', 'mean_ms', 'total_ms', 'share', 'rows'],
  gives: 'rows',
  read: unready,
};
