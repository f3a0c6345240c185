import { describe, expect, test } from 'vitest';
import type { JobState } from '../../../../src/domain/job.js';
import { adoptionsOf, type Situation, settleAfterMs } from '../../../../src/runtime/guide/jobs/adoptions.js';
import { ended, job, recorded, running } from '../support/jobs.js';

const now = Date.now();
const old = { at: new Date(now - settleAfterMs - 1000).toISOString() };

const owed = (more: Partial<Situation>) =>
  adoptionsOf({
    jobs: [],
    recorded: [],
    who: 'tester@here',
    hostKey: 'SHA256:first',
    inHand: new Set(),
    now,
    ...more,
  }).map((one) => (one.do === 'follow' ? `${one.do} ${one.job.note.id} as ${one.as}` : one.do));

describe('what is owed to a detached action', () => {
  test.each([
    ['runs and the record knows no end', running, 'open', ['follow a as ended']],
    ['ended unseen', ended(0), 'open', ['follow a as ended']],
    ['broke off unseen', { state: 'broken' }, 'open', ['follow a as ended']],
    ['never began, and nobody has noted it', { state: 'void' }, 'open', ['follow a as ended']],
    ['ended, and the crash came between the record and the folder', ended(0), 'ended', ['forget']],
    ['runs though the record has its end', running, 'ended', []],
    [
      'ended, of which the record only knows that nobody knew',
      ended(1),
      'unknown',
      ['follow a as reconciled'],
    ],
    [
      'still runs, of which the record only knows that nobody knew',
      running,
      'unknown',
      ['follow a as reconciled'],
    ],
    ['broke off, and nobody will ever know', { state: 'broken' }, 'unknown', ['forget']],
  ] as const)('that %s', (_what, state, known, expected) => {
    expect(owed({ jobs: [job('a', state)], recorded: [recorded('a', known)] })).toEqual(expected);
  });

  test('of this operator of which the record knows nothing', () => {
    expect(owed({ jobs: [job('a', ended(0))] })).toEqual(['follow a as ended']);
  });

  test('of another operator is nothing, however it ended', () => {
    const theirs = { who: 'sato@build' };
    expect(owed({ jobs: [job('a', running, theirs), job('b', ended(0), theirs)] })).toEqual([]);
  });

  test('that somebody looks after is nothing', () => {
    const mine = { jobs: [job('a', running)], recorded: [recorded('a'), recorded('b', 'open', old)] };
    expect(owed({ ...mine, inHand: new Set(['a', 'b']) })).toEqual([]);
  });

  test('that is not on the host is to settle it, once no consent can stand any more', () => {
    expect(owed({ recorded: [recorded('a', 'open', old)] })).toEqual(['settle']);
    expect(owed({ recorded: [recorded('a')] })).toEqual([]);
    expect(owed({ recorded: [recorded('a', 'ended', old), recorded('b', 'unknown', old)] })).toEqual([]);
  });

  test('that was begun on a host with another key is nothing here', () => {
    expect(owed({ recorded: [recorded('a', 'open', { ...old, hostKey: 'SHA256:second' })] })).toEqual([]);
  });

  test('that runs on another host with the same home is not taken for broken', () => {
    const there = { hostKey: 'SHA256:second' };
    const found = (state: JobState, more = there) =>
      owed({ jobs: [job('a', state)], recorded: [recorded('a', 'open', more)] });
    expect(found({ state: 'broken' })).toEqual([]);
    expect(found(running)).toEqual(['follow a as ended']);
    expect(found({ state: 'broken' }, { hostKey: 'ControlMaster:12' })).toEqual(['follow a as ended']);
    expect(
      owed({ jobs: [job('a', { state: 'broken' })], recorded: [recorded('a', 'unknown', there)] }),
    ).toEqual([]);
  });

  test('whose place was taken leaves that place for a day', () => {
    const at = (hours: number) => ({ ...job('a', { state: 'void' }), at: now - hours * 3_600_000 });
    expect(owed({ jobs: [at(1)], recorded: [recorded('a', 'ended')] })).toEqual([]);
    expect(owed({ jobs: [at(25)], recorded: [recorded('a', 'ended')] })).toEqual(['forget']);
  });
});
