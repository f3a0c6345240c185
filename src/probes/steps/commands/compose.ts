import type { StepProbe } from '../../../domain/step-probe.js';
import { required } from '../parameters.js';
import { unready } from '../unready.js';

export const composeProbe: StepProbe = {
  id: 'compose',
  about:
    'docker compose with the files of the host entry in front: ps, config, logs, images, ls, top, version',
  parameters: { args: required('words', 'the subcommand and its arguments') },
  fields: [],
  gives: 'lines',
  read: unready,
};
