import type { StepProbe } from '../../../domain/step-probe.js';
import { required } from '../parameters.js';
import { unready } from '../unready.js';

export const healthLogProbe: StepProbe = {
  id: 'health-log',
  about: "the last runs of a container's health check, newest first; their output as lines",
  parameters: { container: required('container', 'its name') },
  fields: ['at', 'exit', 'output'],
  gives: 'both',
  read: unready,
};
