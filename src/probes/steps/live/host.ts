import type { StepProbe } from '../../../domain/step-probe.js';
import { unready } from '../unready.js';

export const hostProbe: StepProbe = {
  id: 'host',
  about: 'processors, memory and load of the host: one row',
  parameters: {},
  fields: [
    'cpus',
    'cpu_percent',
    'iowait',
    'steal',
    'load1',
    'load5',
    'load15',
    'memory_percent',
    'memory_available_bytes',
    'swap_percent',
    'uptime_s',
  ],
  gives: 'rows',
  read: unready,
};
