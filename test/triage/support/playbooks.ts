import type { Need, NeedSource, Playbook, SuggestRule, ValueType } from '../../../src/domain/playbook.js';
import { both } from './rules.js';

const place = { file: 'test.yaml', line: 1, column: 1 };

export const playbook = (id: string, more: Partial<Playbook> = {}): Playbook => ({
  id,
  title: both(id),
  about: both(`about ${id}`),
  aliases: [],
  source: [],
  suggest: [],
  needs: [],
  steps: [],
  origin: 'built-in',
  place,
  ...more,
});

export const need = (
  name: string,
  type: ValueType,
  from: readonly NeedSource[],
  more: Partial<Need> = {},
): Need => ({ name, type, from, label: both(name), optional: false, ...more });

export const suggest = (signal: string, weight: number, tiers?: SuggestRule['tiers']): SuggestRule => ({
  signal,
  weight,
  ...(tiers ? { tiers } : {}),
});
