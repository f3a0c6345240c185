import type { PlaybookBinding } from '../../domain/host.js';
import type { BindingInput } from '../schema/playbooks.js';

export function playbookBinding(input: BindingInput): PlaybookBinding {
  return {
    use: input.use,
    with: input.with ?? {},
    ...(input.key === undefined ? {} : { key: input.key }),
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.source === undefined ? {} : { source: input.source }),
  };
}
