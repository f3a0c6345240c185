import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/ui/text/width.js';
import { limitRows, wrapWords } from '../../../src/ui/text/wrap-words.js';

describe('wrapWords', () => {
  test('breaks between words', () => {
    expect(wrapWords('the api has exited and nobody knows why', 14)).toEqual([
      'the api has',
      'exited and',
      'nobody knows',
      'why',
    ]);
  });

  test('breaks Japanese anywhere, but never before a closing sign', () => {
    expect(wrapWords('予約の同期に失敗した。再実行する', 10)).toEqual([
      '予約の同期',
      'に失敗し',
      'た。再実行',
      'する',
    ]);
  });

  test('cuts a word that is longer than a row, and keeps what follows it on that row', () => {
    expect(wrapWords('see aaaaaaaaaaaa bb', 5)).toEqual(['see', 'aaaaa', 'aaaaa', 'aa bb']);
  });

  test('keeps line breaks and indentation', () => {
    expect(wrapWords('one\n  two', 20)).toEqual(['one', '  two']);
    expect(wrapWords('', 20)).toEqual(['']);
  });

  test.each([1, 2, 3, 7, 40])('never makes a row wider than %i columns', (width) => {
    const text = `${'予約 sync ok、'.repeat(30)}${'x'.repeat(200)} 😀😀 ${'。'.repeat(20)}`;
    const rows = wrapWords(text, width);
    expect(Math.max(...rows.map(displayWidth))).toBeLessThanOrEqual(width);
  });
});

describe('limitRows', () => {
  test('marks the last row when rows are left out', () => {
    expect(limitRows(['aaaa', 'bb', 'cc'], 2, 10, '…')).toEqual(['aaaa', 'bb cc…']);
    expect(limitRows(['aaaaa', 'bbbbb', 'ccccc'], 2, 5, '…')).toEqual(['aaaaa', 'bbbb…']);
    expect(limitRows(['a', 'b'], 2, 5, '…')).toEqual(['a', 'b']);
    expect(limitRows(['a'], 0, 5, '…')).toEqual([]);
  });
});
