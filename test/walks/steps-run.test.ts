import { describe, expect, test } from 'vitest';
import type { GuideState } from '../../src/domain/guide.js';
import type { Outcome } from '../../src/domain/perform.js';
import type { Visit, Walk } from '../../src/domain/walk.js';
import { builtInTrees } from '../playbooks/support/trees.js';
import { stepsRun } from './steps-run.js';

const { trees: playbooks } = builtInTrees();
const tree = playbooks.find(({ id }) => id === 'web-502');
const stepOf = (kind: string) => {
  const step = tree?.steps.find((one) => one.kind === kind);
  if (!step) throw new Error(`web-502 has no ${kind}`);
  return step;
};

const visit = (step: string, more: Partial<Visit> = {}): Visit => ({
  step,
  at: 0,
  state: 'left',
  evidence: [],
  choice: 0,
  ...more,
});

function run(visits: readonly Visit[], more: Partial<GuideState> = {}): readonly string[] {
  const walk: Walk = { playbook: 'web-502', startedAt: 0, values: {}, visits, shown: 0, undoable: [] };
  return stepsRun({ playbooks, offers: [], problems: [], walks: { a: walk }, ...more });
}

const proposed = { verdict: 'ok', say: { id: 'x' }, captures: {}, go: 'x' } as const;
const outcome = (kind: Outcome['kind']) => ({ outcome: { kind } as Outcome });

describe('a step of a walk has run', () => {
  test('when the rules of a probe were asked, not when its read failed', () => {
    const { id } = stepOf('probe');
    expect(run([visit(id, { proposed: { ...proposed, rule: 0 } })])).toEqual([`web-502/${id}`]);
    expect(run([visit(id, { proposed })])).toEqual([]);
    expect(run([visit(id)])).toEqual([]);
  });

  test('when the host carried an action out, not when it was only asked for', () => {
    const { id } = stepOf('action');
    const after = (...kinds: Outcome['kind'][]) =>
      kinds.map((kind) => run([visit(id, outcome(kind))]).length);
    expect(after('done', 'failed', 'refused', 'unknown', 'dry-run', 'copied')).toEqual([1, 1, 0, 0, 0, 0]);
    expect(run([visit(id)])).toEqual([]);
  });

  test('when the walk has come to it, where it only tells something', () => {
    const { id } = stepOf('note');
    expect(run([visit(id)])).toEqual([`web-502/${id}`]);
  });

  test('when it is done on a row, with the step that looked whether it had an effect', () => {
    const stop = playbooks.find(({ id }) => id === 'container-stop');
    const action = stop?.steps.find(({ kind }) => kind === 'action');
    if (action?.kind !== 'action') throw new Error('container-stop has no action');
    const onRow = (more: Partial<Outcome>): Partial<GuideState> => ({
      rowOutcome: {
        title: { id: 'x' },
        plan: { playbook: 'container-stop', step: action.id } as never,
        outcome: { kind: 'done', ...more } as Outcome,
      },
    });
    const deed = `container-stop/${action.id}`;
    expect(run([], onRow({}))).toEqual([deed]);
    expect(run([], onRow({ reconciled: { done: true } as never }))).toEqual([
      deed,
      `container-stop/${action.go.done}`,
    ]);
    expect(run([], onRow({ kind: 'refused' }))).toEqual([]);
  });
});
