import { expect, test } from 'vitest';
import { headsOf, revisionsOf, standsOn } from '../../../../src/probes/steps/git/revision-graph.js';

/**
 * Alembic 1.8.1: `alembic revision -m "create plans" --rev-id 1a2b`, `… "add price" --rev-id 3c4d`,
 * `… "add kind" --rev-id 5e6f --head 1a2b --splice`, `alembic merge -m "merge both" --rev-id 7a8b 3c4d 5e6f`; committed,
 * then the command of the probe `migrations`.
 */
const recorded = `
HEAD:migrations/versions/1a2b_create_plans.py:"""create plans
HEAD:migrations/versions/1a2b_create_plans.py:"""
HEAD:migrations/versions/1a2b_create_plans.py:revision = '1a2b'
HEAD:migrations/versions/1a2b_create_plans.py:down_revision = None
HEAD:migrations/versions/3c4d_add_price.py:"""add price
HEAD:migrations/versions/3c4d_add_price.py:"""
HEAD:migrations/versions/3c4d_add_price.py:revision = '3c4d'
HEAD:migrations/versions/3c4d_add_price.py:down_revision = '1a2b'
HEAD:migrations/versions/5e6f_add_kind.py:"""add kind
HEAD:migrations/versions/5e6f_add_kind.py:"""
HEAD:migrations/versions/5e6f_add_kind.py:revision = '5e6f'
HEAD:migrations/versions/5e6f_add_kind.py:down_revision = '1a2b'
HEAD:migrations/versions/7a8b_merge_both.py:"""merge both
HEAD:migrations/versions/7a8b_merge_both.py:"""
HEAD:migrations/versions/7a8b_merge_both.py:revision = '7a8b'
HEAD:migrations/versions/7a8b_merge_both.py:down_revision = ('3c4d', '5e6f')
`
  .trim()
  .split('\n');
const without = (file: string) => recorded.filter((line) => !line.includes(file));

test('revisions are read with what they stand on and their titles, the newest first', () => {
  expect(revisionsOf(recorded)).toEqual([
    {
      revision: '7a8b',
      down: ['3c4d', '5e6f'],
      file: 'migrations/versions/7a8b_merge_both.py',
      title: 'merge both',
    },
    { revision: '3c4d', down: ['1a2b'], file: 'migrations/versions/3c4d_add_price.py', title: 'add price' },
    { revision: '5e6f', down: ['1a2b'], file: 'migrations/versions/5e6f_add_kind.py', title: 'add kind' },
    { revision: '1a2b', down: [], file: 'migrations/versions/1a2b_create_plans.py', title: 'create plans' },
  ]);
});

test('types of newer templates make no difference', () => {
  const typed = recorded.map((line) =>
    line
      .replace(':revision =', ':revision: str =')
      .replace(':down_revision =', ':down_revision: Union[str, Sequence[str], None] ='),
  );
  expect(revisionsOf(typed)).toEqual(revisionsOf(recorded));
});

test('a revision that stands in several commits counts once', () => {
  const again = recorded.map((line) => line.replace(/^HEAD:/, 'origin/master:'));
  expect(revisionsOf([...recorded, ...again])).toEqual(revisionsOf(recorded));
});

test('what joins two heads is the only one; without it there are two', () => {
  expect([...headsOf(revisionsOf(recorded))]).toEqual(['7a8b']);
  expect([...headsOf(revisionsOf(without('7a8b_merge_both')))]).toEqual(['3c4d', '5e6f']);
});

test('a revision stands on all that lies below it, one that nobody knows on nothing', () => {
  const revisions = revisionsOf(recorded);
  expect([...standsOn('3c4d', revisions)].toSorted()).toEqual(['1a2b', '3c4d']);
  expect(standsOn('7a8b', revisions).size).toBe(4);
  expect(standsOn('9999', revisions).size).toBe(0);
});
