import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ColumnSpec, columnGap, layoutColumns, scrollIntoView } from '../../src/ui/table-layout.js';

const containers: ColumnSpec[] = [
  { id: 'name', title: 'name', flex: 2, min: 8, priority: 9 },
  { id: 'state', title: 'state', width: 10, priority: 8 },
  { id: 'image', title: 'image', flex: 1, min: 10, priority: 2 },
  { id: 'cpu', title: 'cpu', width: 6, align: 'right', priority: 5 },
  { id: 'ports', title: 'ports', width: 12, min: 6, priority: 1 },
];

function show(columns: ColumnSpec[], width: number) {
  return layoutColumns(columns, width).map(({ index, width }) => `${columns[index]!.id} ${width}`);
}

const anyColumns = fc.array(
  fc.record(
    {
      id: fc.constant('c'),
      title: fc.constant('c'),
      width: fc.integer({ min: 1, max: 30 }),
      flex: fc.integer({ min: 1, max: 4 }),
      min: fc.integer({ min: 1, max: 20 }),
      priority: fc.integer({ min: 0, max: 9 }),
    },
    { requiredKeys: ['id', 'title'] },
  ) as fc.Arbitrary<ColumnSpec>,
  { minLength: 1, maxLength: 8 },
);

describe('layoutColumns', () => {
  test('shares what fixed columns leave by weight', () => {
    expect(show(containers, 100)).toEqual(['name 41', 'state 10', 'image 27', 'cpu 6', 'ports 12']);
  });

  test('narrows fixed columns to their minimum before it drops one', () => {
    expect(show(containers, 44)).toEqual(['name 8', 'state 10', 'image 10', 'cpu 6', 'ports 6']);
  });

  test('drops the columns with the lowest priority first', () => {
    expect(show(containers, 40)).toEqual(['name 10', 'state 10', 'image 11', 'cpu 6']);
    expect(show(containers, 30)).toEqual(['name 12', 'state 10', 'cpu 6']);
    expect(show(containers, 20)).toEqual(['name 9', 'state 10']);
  });

  test('keeps the most important column and cuts it where nothing fits', () => {
    expect(show(containers, 5)).toEqual(['name 5']);
    expect(show(containers, 0)).toEqual(['name 0']);
  });

  test('of equal columns drops the rightmost', () => {
    const equal = ['a', 'b', 'c'].map((id) => ({ id, title: id, width: 5 }));
    expect(show(equal, 12)).toEqual(['a 5', 'b 5']);
  });

  test('gives what a limited column can not take to the others', () => {
    const columns = [
      { id: 'a', title: 'a', flex: 1, max: 6 },
      { id: 'b', title: 'b', flex: 1 },
    ];
    expect(show(columns, 31)).toEqual(['a 6', 'b 24']);
  });

  test('never takes more than the width, and all of it when a column can grow', () => {
    fc.assert(
      fc.property(anyColumns, fc.integer({ min: 1, max: 200 }), (columns, width) => {
        const layout = layoutColumns(columns, width);
        const used = layout.reduce((sum, column) => sum + column.width, (layout.length - 1) * columnGap);
        expect(used).toBeLessThanOrEqual(width);
        if (layout.some(({ index }) => columns[index]!.width === undefined)) {
          expect(used).toBe(width);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('keeps the order of the columns and their minimums', () => {
    fc.assert(
      fc.property(anyColumns, fc.integer({ min: 1, max: 200 }), (columns, width) => {
        const layout = layoutColumns(columns, width);
        expect(layout.map(({ index }) => index)).toEqual(
          layout.map(({ index }) => index).toSorted((a, b) => a - b),
        );
        if (layout.length > 1) {
          expect(layout.every(({ index, width }) => width >= (columns[index]!.min ?? 1))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('scrollIntoView', () => {
  test.each([
    ['stays while the selection is visible', [5, 7, 100, 10], 5],
    ['moves down by one', [5, 15, 100, 10], 6],
    ['moves up by one', [5, 4, 100, 10], 4],
    ['shows the group header above the selection', [5, 5, 100, 10, 1], 4],
    ['goes back when rows vanish', [50, 20, 25, 10], 15],
    ['starts at the top when all fits', [3, 2, 5, 10], 0],
    ['keeps its place without a selection', [5, undefined, 100, 10], 5],
  ] as const)('%s', (_name, args, expected) => {
    const [start, selected, total, height, above] = args as readonly [
      number,
      number | undefined,
      number,
      number,
      number?,
    ];
    expect(scrollIntoView(start, selected, total, height, above)).toBe(expected);
  });
});
