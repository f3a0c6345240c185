import { describe, expect, test } from 'vitest';
import { fitAround } from '../../../src/ui/text/fit-around.js';
import { displayWidth } from '../../../src/ui/text/width.js';

const joined = (fitted: ReturnType<typeof fitAround>) => fitted.before + fitted.match + fitted.after;
const find = (text: string, part: string) => [text.indexOf(part), text.indexOf(part) + part.length] as const;

describe('fitAround', () => {
  const line = `${'a'.repeat(300)}FATAL: no slots${'b'.repeat(300)}`;

  test('leaves a line as it is that fits', () => {
    expect(fitAround('x FATAL y', [2, 7], 20)).toEqual({ before: 'x ', match: 'FATAL', after: ' y' });
  });

  test('keeps the match in sight and marks both cut ends', () => {
    const fitted = fitAround(line, find(line, 'FATAL: no slots'), 45);
    expect(fitted.match).toBe('FATAL: no slots');
    expect(joined(fitted)).toMatch(/^…a+FATAL: no slotsb+…$/);
    expect(displayWidth(joined(fitted))).toBe(45);
  });

  test('gives a match at the end all the room before it', () => {
    const text = `${'a'.repeat(300)} password failed`;
    expect(joined(fitAround(text, find(text, 'password failed'), 24))).toBe('…aaaaaaa password failed');
  });

  test('cuts a match that is wider than the row', () => {
    const fitted = fitAround(line, [0, line.length], 20);
    expect(joined(fitted)).toBe(`${'a'.repeat(19)}…`);
  });

  test.each([0, 1, 2, 3, 9, 30, 79])('is never wider than %i columns, whatever the line', (width) => {
    const texts = [
      line,
      '予約'.repeat(900),
      `${'予約'.repeat(400)} ERROR ${'失敗'.repeat(400)}`,
      '😀'.repeat(50),
      '',
    ];
    for (const text of texts)
      for (const start of [0, 1, Math.floor(text.length / 2), Math.max(0, text.length - 3)]) {
        const fitted = fitAround(text, [start, Math.min(text.length, start + 6)], width);
        expect(displayWidth(joined(fitted))).toBeLessThanOrEqual(width);
      }
  });
});
