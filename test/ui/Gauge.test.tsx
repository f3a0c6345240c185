import { describe, expect, test } from 'vitest';
import { Gauge, gauge } from '../../src/ui/Gauge.js';
import { makeTheme } from '../../src/ui/theme.js';
import { renderFrame } from './render-frame.js';

const { glyphs } = makeTheme({ color: 'none', unicode: true });

describe('gauge', () => {
  test.each([
    [0.42, 20, '[█████░░░░░░░]  42 %'],
    [0, 14, '[░░░░░░]   0 %'],
    [1, 14, '[██████] 100 %'],
    [0.001, 14, '[█░░░░░]   0 %'],
    [0.999, 14, '[█████░] 100 %'],
    [1.7, 14, '[██████] 170 %'],
    [undefined, 14, '[░░░░░░]   - %'],
    [0.42, 8, '    42 %'],
    [0.42, 3, ' 42'],
  ])('%s in %i columns', (ratio, width, expected) => {
    expect(gauge(ratio, width, glyphs)).toBe(expected);
  });

  test('renders in ASCII', () => {
    expect(renderFrame(<Gauge ratio={0.5} width={12} tone="warn" />, { unicode: false }).lines()).toEqual([
      '[##..]  50 %',
    ]);
  });
});
