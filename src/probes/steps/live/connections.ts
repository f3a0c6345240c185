import type { StepProbe } from '../../../domain/step-probe.js';
import { serverParameter } from '../parameters.js';
import { unready } from '../unready.js';

export const connectionsProbe: StepProbe = {
  id: 'connections',
  about:
    'connection slots of a database server: one row; `distress` tells that no slot was left for cockpit itself',
  parameters: { server: serverParameter },
  fields: [
    'server',
    'total',
    'active',
    'idle',
    'idle_in_transaction',
    'aborted',
    'usable',
    'max',
    'used_percent',
    'lock_waits',
    'via',
    'distress',
  ],
  gives: 'rows',
  read: unready,
};
