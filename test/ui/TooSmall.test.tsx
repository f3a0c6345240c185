import { describe, expect, test } from 'vitest';
import { isTooSmall, TooSmall } from '../../src/ui/TooSmall.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { renderFrame } from './render-frame.js';

describe('TooSmall', () => {
  test('says what the terminal has and what it needs', () => {
    const frame = renderFrame(
      <TooSmall columns={40} rows={5} title="端末が小さすぎます" hint="広げてください" />,
      {
        columns: 40,
        rows: 5,
      },
    );
    expect(frame.lines()).toEqual([
      '',
      '           端末が小さすぎます',
      '              40×5 → 80×24',
      '             広げてください',
      '',
    ]);
  });

  test('is drawn in any size', () => {
    for (const [columns, rows] of [
      [1, 1],
      [5, 2],
      [79, 1],
      [12, 3],
    ] as const) {
      const lines = renderFrame(<TooSmall columns={columns} rows={rows} title="Too small" hint="Enlarge" />, {
        columns,
        rows,
      }).lines();
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
    }

    expect(
      renderFrame(<TooSmall columns={12} rows={1} title="Too small" />, { unicode: false }).lines(),
    ).toEqual(['12x1 > 80x24']);
  });

  test('begins below 80 columns or 24 rows', () => {
    const sizes = [
      [80, 24],
      [79, 24],
      [80, 23],
    ] as const;
    expect(sizes.map(([columns, rows]) => isTooSmall({ columns, rows }))).toEqual([false, true, true]);
  });
});
