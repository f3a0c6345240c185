import type { StepProbe } from '../../../domain/step-probe.js';
import { optional } from '../parameters.js';
import { unready } from '../unready.js';

export const containersProbe: StepProbe = {
  id: 'containers',
  about:
    'containers as the pane shows them; those of the host entry that are not there have the state "missing"',
  parameters: {
    name: optional('text', 'its name; * stands for any characters'),
    role: optional('name', 'only those with this role in the host entry'),
  },
  fields: [
    'name',
    'group',
    'service',
    'role',
    'id',
    'state',
    'health',
    'exit',
    'oom',
    'restarts',
    'restarts_per_hour',
    'since_s',
    'started_s_ago',
    'image',
    'version',
    'image_changed_s_ago',
    'health_output',
    'health_test',
    'networks',
    'cpu',
    'memory_percent',
    'matters',
    'severity',
  ],
  gives: 'rows',
  read: unready,
};
