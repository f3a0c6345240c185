import type { StepProbe } from '../../../domain/step-probe.js';
import { optional, serverParameter } from '../parameters.js';
import { unready } from '../unready.js';

export const sessionsProbe: StepProbe = {
  id: 'sessions',
  about:
    'database sessions that do something or hold a transaction; `seconds` counts from the last change of state',
  parameters: {
    server: serverParameter,
    state: optional('text', 'only in this state: active, idle in transaction, …'),
    min_seconds: optional('number', 'only when in this state for so long'),
    app: optional('text', 'only with this application_name; * stands for any characters'),
  },
  fields: [
    'pid',
    'session',
    'user',
    'database',
    'app',
    'client',
    'state',
    'wait',
    'seconds',
    'xact_seconds',
    'query',
    'blocked_by',
    'wrote',
    'kind',
  ],
  gives: 'rows',
  read: unready,
};
