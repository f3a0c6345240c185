import type { StepProbe } from '../../../domain/step-probe.js';
import { optional, required } from '../parameters.js';
import { unready } from '../unready.js';

export const logsProbe: StepProbe = {
  id: 'logs',
  about: 'the last lines of a container, also of one that has ended',
  parameters: {
    container: required('container', 'its name'),
    tail: optional('number', 'how many lines; default 100, at most 2000'),
    since: optional('word', 'only of the last time: 90s, 5m, 2h'),
  },
  fields: [],
  gives: 'lines',
  read: unready,
};
