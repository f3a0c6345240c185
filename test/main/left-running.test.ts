import { expect, test } from 'vitest';
import { leftRunning } from '../../src/main/left-running.js';
import { guideState } from '../screens/sample-guide.js';
import { followed } from '../screens/sample-jobs.js';
import { sampleState } from '../screens/sample-state.js';

test.each([
  ['en', /^Goes on on salon-gbp: Restore the database .*\(begun 03:03\)\. cockpit salon-gbp finds it again/],
  ['ja', /^salon-gbp で継続中: バックアップから.*（03:03 開始）。cockpit salon-gbp で/],
] as const)('leaving says in %s what goes on and how to come back', (lang, expected) => {
  const state = {
    ...sampleState({ lang, columns: 80, rows: 24 }),
    guide: guideState({ followed: [followed] }),
  };
  expect(leftRunning(state)).toEqual([expect.stringMatching(expected)]);
  expect(leftRunning({ ...state, guide: guideState() })).toEqual([]);
});
