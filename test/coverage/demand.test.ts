import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/coverage/claim.js';
import { demandOf, testedOf } from '../../src/coverage/demand.js';
import { itemsOf } from '../../src/coverage/item.js';

const [action, reference, probe] = itemsOf(
  'SG01 action high | One | 一\nSG02 reference low | Two | 二\nSG03 probe low | Three | 三',
);
if (!action || !reference || !probe) throw new Error('no items');

const claim = (does: Claim['does'], tested: Claim['tested']): Claim => ({ by: 'a/b', ids: [], does, tested });

describe('what an item asks for', () => {
  test('is a change where the runbook changes something, and a look or a word otherwise', () => {
    expect([action, reference, probe].map(demandOf)).toEqual(['changes', 'tells', 'reads']);
  });

  test('is tested by what does it, not by what only looks', () => {
    expect(testedOf({ item: action, by: [claim('reads', 'lab'), claim('changes', undefined)] })).toBe(
      undefined,
    );
    expect(testedOf({ item: action, by: [claim('changes', undefined), claim('changes', 'lab')] })).toBe(
      'lab',
    );
    expect(testedOf({ item: probe, by: [claim('tells', 'lab'), claim('reads', 'recorded')] })).toBe(
      'recorded',
    );
  });

  test('is left to a person where nothing does it, and told by anything where it is to be told', () => {
    expect(testedOf({ item: action, by: [claim('tells', 'lab')] })).toBe('hand');
    expect(testedOf({ item: action, by: [] })).toBe(undefined);
    expect(testedOf({ item: reference, by: [claim('reads', 'recorded'), claim('tells', 'hand')] })).toBe(
      'recorded',
    );
  });
});
