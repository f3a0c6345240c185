import type { StepProbe } from '../../../domain/step-probe.js';
import { optional } from '../parameters.js';
import { unready } from '../unready.js';

export const redisProbe: StepProbe = {
  id: 'redis',
  about: 'Redis servers of the host entry; `error` says why one could not be read, then all else is unknown',
  parameters: { server: optional('name', 'name of one Redis server of the host entry; default: all') },
  fields: [
    'name',
    'version',
    'used_bytes',
    'max_bytes',
    'used_percent',
    'policy',
    'clients',
    'blocked',
    'evicted',
    'loading',
    'persistence_ok',
    'role',
    'error',
    'error_kind',
  ],
  gives: 'rows',
  read: unready,
};
