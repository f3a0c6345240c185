import type { StepProbe } from '../../../domain/step-probe.js';
import { serverParameter } from '../parameters.js';
import { unready } from '../unready.js';

export const locksProbe: StepProbe = {
  id: 'locks',
  about: 'the lock tree: each head (depth 0) and those that wait below it; empty when nobody waits',
  parameters: { server: serverParameter },
  fields: [
    'pid',
    'session',
    'depth',
    'head',
    'waiters',
    'blocked_by',
    'state',
    'seconds',
    'relation',
    'mode',
    'query',
    'app',
    'user',
    'database',
    'wrote',
  ],
  gives: 'rows',
  read: unready,
};
