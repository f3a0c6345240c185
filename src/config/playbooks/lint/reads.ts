import type { ProbeCall } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import type { Located } from './finding.js';

/** The looks of a step, each with its place in the file. */
export function readsOf({ step, input, path }: Located): { read: ProbeCall; path: Path }[] {
  if (step.kind === 'pick') return [{ read: step.read, path: [...path, 'pick'] }];
  if (step.kind === 'probe') {
    return step.reads.map((read) => ({
      read,
      path: 'probes' in input ? [...path, 'probes', read.name] : [...path, 'probe'],
    }));
  }
  if (step.kind === 'wait') {
    const several = 'wait' in input && 'probes' in input.wait;
    return step.reads.map((read) => ({
      read,
      path: several ? [...path, 'wait', 'probes', read.name] : [...path, 'wait'],
    }));
  }
  return [];
}
