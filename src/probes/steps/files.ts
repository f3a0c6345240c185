import type { StepProbe } from '../../domain/step-probe.js';
import { optional, required } from './parameters.js';
import { unready } from './unready.js';

export const filesProbe: StepProbe = {
  id: 'files',
  about: 'files of one folder on the host, newest first',
  parameters: {
    dir: required('path', 'the folder'),
    pattern: optional('text', 'of the name, * and ? as in find; default *'),
  },
  fields: ['path', 'name', 'size_bytes', 'age_s', 'mtime', 'newest'],
  gives: 'rows',
  read: unready,
};
