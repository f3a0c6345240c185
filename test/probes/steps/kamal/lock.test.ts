import { expect, it } from 'vitest';
import { locksOf } from '../../../../src/probes/steps/kamal/lock.js';

/** The probe's script on the lab's psyfit, with two locks made as Kamal makes them (mkdir, base64 >details). */
const recorded = [
  'lock .kamal/lock-other',
  'Locked by: 佐藤 花子 at 2026-11-22T09:00:00Z',
  'Version: 5464c81cee56395fcc10fa8f2a01d7ea6461261f',
  'Message: Automatic deploy lock',
  'lock .kamal/lock-other-staging',
  'Locked by: tanaka at 2026-11-22T08:00:00Z',
  'Version: abc_uncommitted_0011',
  'Message: データ移行中: 触らない',
];
const now = Date.parse('2026-11-22T09:01:00Z');

it('tells who holds each lock, since when, and whether a deploy took it by itself', () => {
  expect(locksOf(recorded, now)).toEqual([
    {
      lock: '.kamal/lock-other',
      by: '佐藤 花子',
      age_s: 60,
      version: '5464c81cee56395fcc10fa8f2a01d7ea6461261f',
      message: 'Automatic deploy lock',
      automatic: true,
    },
    {
      lock: '.kamal/lock-other-staging',
      by: 'tanaka',
      age_s: 3660,
      version: 'abc_uncommitted_0011',
      message: 'データ移行中: 触らない',
      automatic: false,
    },
  ]);
});

it('knows of a lock whose details are not written yet', () => {
  expect(locksOf(recorded.slice(0, 1), now)).toEqual([{ lock: '.kamal/lock-other', automatic: false }]);
});

it('has no locks where nothing was printed', () => {
  expect(locksOf([], now)).toEqual([]);
});
