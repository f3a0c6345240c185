import type { StepProbe } from '../../../domain/step-probe.js';
import { unready } from '../unready.js';

export const logFilesProbe: StepProbe = {
  id: 'log-files',
  about: "sizes of the containers' log files, largest first; needs the right to read Docker's folder",
  parameters: {},
  fields: ['container', 'path', 'size_bytes'],
  gives: 'rows',
  read: unready,
};
