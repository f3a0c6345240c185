import { stripVTControlCharacters } from 'node:util';
import { render } from 'ink-testing-library';
import type { ReactElement } from 'react';
import { describe, expect, test } from 'vitest';
import { Sparkline, sparkline } from '../../src/ui/Sparkline.js';
import { makeTheme } from '../../src/ui/theme.js';

const { glyphs } = makeTheme({ color: 'none', unicode: true });
const ascii = makeTheme({ color: 'none', unicode: false }).glyphs;

/** What a terminal of 100 columns shows, without colours. */
const lines = (element: ReactElement) =>
  stripVTControlCharacters(render(element).lastFrame() ?? '')
    .split('\n')
    .map((line) => line.trimEnd());

describe('sparkline', () => {
  test.each([
    ['scales to the greatest value', [0, 1, 2, 3, 4, 5, 6, 7], 8, {}, '▁▂▃▄▅▆▇█'],
    ['shows the newest values', [9, 9, 0, 7], 2, {}, '▁█'],
    ['pads at the left', [7], 3, {}, '  █'],
    ['leaves gaps for missing values', [7, undefined, Number.NaN, 7], 4, {}, '█  █'],
    ['keeps to a given scale', [50, 150, -5], 3, { min: 0, max: 100 }, '▅█▁'],
    ['draws zeros as lowest', [0, 0], 2, {}, '▁▁'],
    ['draws nothing without room', [1], 0, {}, ''],
  ])('%s', (_name, values, width, scale, expected) => {
    expect(sparkline(values, width, glyphs, scale)).toBe(expected);
  });

  test('has an ASCII form', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5], 6, ascii)).toBe('_.-=*#');
  });

  test('renders', () => {
    expect(lines(<Sparkline values={[1, 2]} width={4} />)).toEqual(['  ▅█']);
  });
});
