import type { StepProbe } from '../../domain/step-probe.js';
import { optional, required } from './parameters.js';
import { unready } from './unready.js';

export const httpProbe: StepProbe = {
  id: 'http',
  about:
    'one GET, without following redirects; `error`: dns refused timeout tls unreachable, no value when it answered; the body as lines',
  parameters: {
    url: required('url', 'the address'),
    from: optional('enum', 'who asks; default host', { choices: ['host', 'operator'] }),
    address: optional('ipv4', 'connect there instead of to the name in the address'),
    timeout: optional('number', 'seconds; default 12'),
  },
  fields: ['status', 'ms', 'error', 'tls_error', 'tls_days_left', 'body_bytes'],
  gives: 'both',
  read: unready,
};
