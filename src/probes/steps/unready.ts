import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { StepProbe } from '../../domain/step-probe.js';

export const unready: StepProbe['read'] = async () => {
  throw fail('unsupported', msg('steps.unready'));
};
