import type { StepProbe } from '../../../domain/step-probe.js';
import { optional, required } from '../parameters.js';
import { unready } from '../unready.js';

export const execProbe: StepProbe = {
  id: 'exec',
  about: 'a program that only reads, inside a container',
  parameters: {
    container: required('container', 'its name'),
    argv: required('words', 'the program and its arguments'),
    user: optional('word', 'run as this user of the container'),
    declared: optional('flag', 'the author vouches that the program only reads'),
  },
  fields: [],
  gives: 'lines',
  read: unready,
};
