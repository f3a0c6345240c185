import type { StepProbe } from '../../../domain/step-probe.js';
import { required } from '../parameters.js';
import { unready } from '../unready.js';

export const networksProbe: StepProbe = {
  id: 'networks',
  about: 'the containers on a Docker network; fails as missing when there is no such network',
  parameters: { name: required('name', 'name of the network') },
  fields: ['container', 'ipv4', 'aliases'],
  gives: 'rows',
  read: unready,
};
