import { setFlagsFromString } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { compilePattern, patternOf } from '../../src/domain/pattern.js';

// As cli.tsx does before anything else.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

describe('a search pattern', () => {
  test.each([
    ['error', 'An ERROR here', true],
    ['Error', 'An ERROR here', false],
    ['ERROR', 'An ERROR here', true],
    ['\\Serror', 'an error', false],
    ['予約.*失敗', '予約の同期に失敗しました', true],
    ['^GET', 'POST', false],
  ])('%s on %s: %s', (typed, text, matches) => {
    expect(patternOf(typed)?.test(text)).toBe(matches);
  });

  test('tells where it matches, in the text as it stands', () => {
    expect(patternOf('err')?.ranges('Err or ERR')).toEqual([
      [0, 3],
      [7, 10],
    ]);
    expect(patternOf('x*')?.ranges('aaa')).toEqual([]);
    expect(patternOf('a')?.ranges('a'.repeat(1000))).toHaveLength(50);
  });

  test('gives the reason when it does not compile', () => {
    expect(compilePattern('(')).toMatchObject({
      ok: false,
      why: expect.stringContaining('Unterminated group'),
    });
    expect(patternOf('(')).toBeUndefined();
    expect(patternOf('')).toBeUndefined();
  });

  test.each(['(a+)+$', '(a|a)*c', '.*.*.*.*=x'])('%s does not backtrack for ever on a long line', (typed) => {
    expect(patternOf(typed)?.test(`${'a'.repeat(4000)}b`)).toBe(false);
  });
});
