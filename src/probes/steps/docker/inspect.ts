import type { StepProbe } from '../../../domain/step-probe.js';
import { required } from '../parameters.js';
import { unready } from '../unready.js';

export const inspectProbe: StepProbe = {
  id: 'inspect',
  about: 'what docker inspect says of a container, secrets masked: one row, and JSON for json conditions',
  parameters: { container: required('container', 'its name') },
  fields: [
    'name',
    'id',
    'state',
    'running',
    'exit',
    'oom',
    'error',
    'restarts',
    'pid',
    'health',
    'failing_streak',
    'health_test',
    'image',
    'image_id',
    'restart_policy',
    'memory_limit_bytes',
    'cpus',
    'networks',
    'ips',
    'log_driver',
    'started_s_ago',
    'finished_s_ago',
  ],
  gives: 'both',
  read: unready,
};
