import { expect, test } from 'vitest';
import { largeWord, wordColumns, wordRows } from '../../../src/screens/wall/font.js';
import { signs } from '../../../src/screens/wall/words.js';
import { displayWidth } from '../../../src/ui/text/width.js';

const sizes = [
  { columns: 1, rows: 0.5 },
  { columns: 1, rows: 1 },
  { columns: 2, rows: 1 },
  { columns: 3, rows: 2 },
] as const;

const words = [...Object.values(signs).map((sign) => sign.letters), '01:23', '45:67', '89:00'];

test.each(sizes)('every word of the wall fills exactly its columns and rows ($columns×$rows)', (dot) => {
  for (const word of words) {
    const rows = largeWord(word, dot, true);
    expect(rows).toHaveLength(wordRows(dot));
    expect(new Set(rows.map(displayWidth))).toEqual(new Set([wordColumns(word, dot)]));
  }
});

test('every letter of the words and every digit has a form of its own', () => {
  const letters = new Set(words.join('').replaceAll(' ', ''));
  const forms = new Set(Array.from(letters, (letter) => largeWord(letter, sizes[1], true).join('\n')));
  expect(forms.size).toBe(letters.size);
  expect([...forms].filter((form) => form.trim() === '')).toEqual([]);
});

test('a word reads as itself', () => {
  expect(largeWord('OK', sizes[1], true)).toEqual([
    ' ███  █   █',
    '█   █ █  █ ',
    '█   █ ███  ',
    '█   █ █  █ ',
    ' ███  █   █',
  ]);
  expect(largeWord('OK', sizes[0], true)).toEqual(['▄▀▀▀▄ █  ▄▀', '█   █ █▀▀▄ ', ' ▀▀▀  ▀   ▀']);
});

test('a terminal without Unicode gets ASCII dots', () => {
  expect(largeWord('OK', sizes[2], false).join('')).toMatch(/^[# ]+$/);
});
