import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/coverage/claim.js';
import { coverageOf } from '../../src/coverage/coverage.js';
import { itemsOf } from '../../src/coverage/item.js';
import { systems } from '../../src/coverage/items/index.js';

const claim = (by: string, ...ids: string[]): Claim => ({ by, ids, does: 'reads', tested: 'lab' });

describe('coverage of the runbooks', () => {
  test('knows 244 items of five systems, each once', () => {
    const ids = systems.flatMap(({ items }) => items.map(({ id }) => id));
    expect(systems.map(({ items }) => items.length)).toEqual([47, 46, 45, 50, 56]);
    expect(new Set(ids).size).toBe(244);
  });

  test('joins each item with what claims it', () => {
    const items = itemsOf('SG01 probe reads | One | 一\nSG02 action low | Two | 二');
    const { served } = coverageOf(items, [claim('a', 'SG01'), claim('b', 'SG01', 'SG02'), claim('c')]);
    expect(served.map(({ item, by }) => [item.id, by.map((c) => c.by)])).toEqual([
      ['SG01', ['a', 'b']],
      ['SG02', ['b']],
    ]);
  });

  test('names claims of items that no runbook has', () => {
    const items = itemsOf('SG01 probe reads | One | 一');
    expect(coverageOf(items, [claim('a', 'SG99'), claim('b', 'SG01')]).unknown).toEqual([
      { id: 'SG99', by: 'a' },
    ]);
  });

  test('refuses a line of a table that is no item', () => {
    expect(() => itemsOf('SG01 probe sometimes | One | 一')).toThrow('not an item');
    expect(() => itemsOf('SG01 probe reads | One')).toThrow('not an item');
  });
});
