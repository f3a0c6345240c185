import { describe, expect, test } from 'vitest';
import { shareRows } from '../../src/ui/stack-layout.js';
import { Random } from './random.js';

describe('shareRows', () => {
  const items = [
    { wanted: 1, min: 1, priority: 100 },
    { wanted: 40, min: 4, priority: 30 },
    { wanted: 3, min: 1, priority: 80 },
    { wanted: 2, min: 0, priority: 20 },
  ];

  test('gives every item what it wants where there is room', () => {
    expect(shareRows(items, 60)).toEqual([1, 40, 3, 2]);
  });

  test('serves all minimums before anything grows, then the important ones first', () => {
    expect(shareRows(items, 6)).toEqual([1, 4, 1, 0]);
    expect(shareRows(items, 9)).toEqual([1, 5, 3, 0]);
  });

  test('keeps the most important item alone in a single row', () => {
    expect(shareRows(items, 1)).toEqual([1, 0, 0, 0]);
    expect(shareRows(items, 0)).toEqual([0, 0, 0, 0]);
  });

  test('never shares more than there is, nor gives more than is wanted', () => {
    const random = new Random(7);
    const next = (below: number) => random.int(0, below - 1);
    for (let round = 0; round < 500; round++) {
      const many = Array.from({ length: next(9) }, () => ({
        wanted: next(12),
        min: next(15),
        priority: next(5),
      }));
      const height = next(40);
      const shares = shareRows(many, height);
      const wanted = many.reduce((sum, item) => sum + item.wanted, 0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(Math.min(height, wanted));
      for (const [i, share] of shares.entries()) expect(share).toBeLessThanOrEqual(many[i]?.wanted ?? 0);
    }
  });
});
