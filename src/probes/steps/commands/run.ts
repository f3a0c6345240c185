import type { StepProbe } from '../../../domain/step-probe.js';
import { optional, required } from '../parameters.js';
import { unready } from '../unready.js';

export const runProbe: StepProbe = {
  id: 'run',
  about: "a program that only reads, on the host or on the operator's own machine",
  parameters: {
    on: optional('enum', 'where; default host', { choices: ['host', 'operator'] }),
    argv: required('words', 'the program and its arguments'),
    declared: optional('flag', 'the author vouches that the program only reads'),
  },
  fields: [],
  gives: 'lines',
  read: unready,
};
