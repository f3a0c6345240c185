import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../src/coverage/playbook-claims.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { builtInTrees } from '../playbooks/support/trees.js';

const { trees } = builtInTrees();

function tree(id: string): Playbook {
  const found = trees.find((one) => one.id === id);
  if (!found) throw new Error(`no tree ${id}`);
  return found;
}

const none = { lab: {}, recorded: {} };
const claims = (id: string, walked: Parameters<typeof claimsOf>[1]) => claimsOf(tree(id), walked, trees);
const testedBy = (id: string, walked: Parameters<typeof claimsOf>[1]) =>
  Object.fromEntries(claims(id, walked).map(({ by, tested }) => [by, tested]));

describe('what a playbook says that it serves', () => {
  test('a recording tests a step that reads, and no action', () => {
    const recorded = { 'web-502': ['app-state', 'start-app'] };
    const tested = testedBy('web-502', { lab: {}, recorded });
    expect(tested).toMatchObject({ 'web-502/app-state': 'recorded' });
    expect(tested['web-502/web-state']).toBeUndefined();
    expect(tested['web-502/start-app']).toBeUndefined();
  });

  test('a walk on the lab tests the steps that it ran, and no others', () => {
    const tested = testedBy('web-502', { lab: { 'web-502': ['app-state', 'start-app'] }, recorded: {} });
    const onLab = Object.keys(tested).filter((by) => tested[by] === 'lab');
    expect(onLab).toEqual(['web-502/app-state', 'web-502/start-app']);
  });

  test('a step that only tells is for a person as long as no walk has come to it', () => {
    const note = tree('web-502').steps.find((step) => step.kind === 'note' && step.source.length > 0);
    if (!note) throw new Error('web-502 has no note');
    const of = (lab: Record<string, string[]>) =>
      testedBy('web-502', { lab, recorded: {} })[`web-502/${note.id}`];
    expect([of({}), of({ 'web-502': [note.id] })]).toEqual(['hand', 'lab']);
  });

  test('a tree as a whole serves only what none of its steps names, by a step of those that do most', () => {
    const { steps, source, ...rest } = tree('lock-cancel');
    const deed = steps.find(({ kind }) => kind === 'action');
    if (!deed) throw new Error('lock-cancel changes nothing');
    const others = steps.filter(({ kind }) => kind !== 'action').map(({ id }) => id);
    const whole = (lab: readonly string[]) =>
      claimsOf(
        { ...rest, steps, source: [...source, 'SG01'] },
        { lab: { 'lock-cancel': lab }, recorded: {} },
        trees,
      ).find(({ by }) => by === 'lock-cancel');
    expect(whole([])).toEqual({ by: 'lock-cancel', ids: ['SG01'], does: 'changes', tested: undefined });
    expect(whole(others)?.tested).toBeUndefined();
    expect(whole([deed.id])?.tested).toBe('lab');
  });

  test('a call does what its tree does, and a walk tests it that went through it and on', () => {
    const call = tree('web-502').steps.find((step) => step.kind === 'call' && step.source.length > 0);
    if (call?.kind !== 'call') throw new Error('web-502 calls no tree');
    const inner = tree(call.playbook);
    const deed = inner.steps.find(({ kind }) => kind === 'action');
    if (!deed) throw new Error(`${inner.id} changes nothing`);
    const of = (lab: Record<string, string[]>) =>
      claims('web-502', { lab, recorded: {} }).find(({ by }) => by === `web-502/${call.id}`);
    const [through, on] = [{ 'web-502': [call.id] }, { [inner.id]: [deed.id] }];
    expect(of({})).toMatchObject({ does: 'changes', tested: undefined });
    expect(of(through)?.tested).toBeUndefined();
    expect(of(on)?.tested).toBeUndefined();
    expect(of({ ...through, ...on })?.tested).toBe('lab');
  });

  test('nothing is tested where nothing has run', () => {
    const all = trees.flatMap((one) => claimsOf(one, none, trees));
    expect(new Set(all.filter(({ does }) => does !== 'tells').map(({ tested }) => tested))).toEqual(
      new Set([undefined]),
    );
  });
});
