import type { StepProbe } from '../../domain/step-probe.js';
import { optional, required, serverParameter } from './parameters.js';
import { unready } from './unready.js';

export const sqlProbe: StepProbe = {
  id: 'sql',
  about: 'one SELECT on a Postgres server, in a read-only session; columns are those of the statement',
  parameters: {
    server: serverParameter,
    statement: required('text', 'one SELECT; values only as $1, $2, …'),
    params: optional('words', 'the values of $1, $2, …'),
  },
  fields: ['*'],
  gives: 'rows',
  read: unready,
};
