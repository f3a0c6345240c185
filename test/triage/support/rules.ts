import type { Bilingual, Condition, VerdictRule } from '../../../src/domain/playbook.js';

const place = { file: 'test.yaml', line: 1, column: 1 };

export const both = (text: string): Bilingual => ({ en: text, ja: `${text}。` });

/** A rule that fails the step. */
export const rule = (when: Condition | undefined, more: Partial<VerdictRule> = {}): VerdictRule => ({
  ...(when ? { when } : {}),
  verdict: 'fail',
  say: both('it is so'),
  capture: [],
  go: 'repair',
  place,
  ...more,
});

export const otherwise: VerdictRule = {
  verdict: 'ok',
  say: both('all is well'),
  capture: [],
  go: 'next',
  place,
};
