import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { fitColumns, fitMiddle, sliceColumns, wrapColumns } from '../../../src/ui/text/fit.js';
import { splitGraphemes } from '../../../src/ui/text/graphemes.js';
import { isSimple, simpleWidth } from '../../../src/ui/text/simple.js';
import { displayWidth } from '../../../src/ui/text/width.js';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        ' ',
        '漢',
        'ｶ',
        'ﾞ',
        '😀',
        '🇯',
        '🇵',
        'e\u0301',
        '\u0D4E',
        '한',
        'ᄀ',
        'ᅡ',
        '❤\uFE0F',
        '\u001B[31m',
      ),
    )
    .map((parts) => parts.join('')),
);
const anyWidth = fc.integer({ min: 0, max: 40 });
const anyOptions = fc.record({
  align: fc.constantFrom<'left' | 'right'>('left', 'right'),
  ellipsis: fc.constantFrom<'…' | '~' | ''>('…', '~', ''),
});

describe('displayWidth', () => {
  test('gives what string-width gives, on the first and on later calls', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect([displayWidth(text), displayWidth(text)]).toEqual([stringWidth(text), stringWidth(text)]);
      }),
      { numRuns: 6000 },
    );
  });

  test('is still right after more texts than it remembers', () => {
    for (let index = 0; index < 5000; index++) {
      expect(displayWidth(`漢${index}`)).toBe(2 + String(index).length);
    }

    expect(displayWidth('漢0')).toBe(3);
  });
});

describe('splitGraphemes', () => {
  test('splits where the runtime does, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const expected = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
        expect(splitGraphemes(text).map((grapheme) => grapheme.text)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('simple text', () => {
  test('every simple character has the width that string-width gives', () => {
    const wrong: string[] = [];
    for (let code = 0x20; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      if (isSimple(character) && simpleWidth(code) !== stringWidth(character)) {
        wrong.push(code.toString(16));
      }
    }

    expect(wrong).toEqual([]);
  });

  test('simple characters never join with each other', () => {
    const simple = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter(isSimple);
    const row = simple.join('') + simple.toReversed().join('');
    const segments = [...new Intl.Segmenter().segment(row)];
    expect(segments).toHaveLength(simple.length * 2);
    expect(splitGraphemes(row)).toHaveLength(simple.length * 2);
  });
});

describe('fitColumns', () => {
  test('takes exactly the asked width, whatever the text', () => {
    fc.assert(
      fc.property(anyText, anyWidth, anyOptions, (text, width, options) => {
        expect(stringWidth(fitColumns(text, width, options))).toBe(width);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['abc', 5, {}, 'abc  '],
    ['abc', 5, { align: 'right' }, '  abc'],
    ['abcdef', 4, {}, 'abc…'],
    ['abcdef', 4, { ellipsis: '~' }, 'abc~'],
    ['abcdef', 4, { ellipsis: '' }, 'abcd'],
    ['abc', 0, {}, ''],
    ['abc', 1, {}, '…'],
    ['日本語', 6, {}, '日本語'],
    ['日本語', 5, {}, '日本…'],
    ['日本語', 4, {}, '日… '],
    ['日本', 6, { align: 'right' }, '  日本'],
    ['日本語', 4, { align: 'right' }, '日… '],
  ] as const)('%s in %i columns', (text, width, options, expected) => {
    expect(fitColumns(text, width, options)).toBe(expected);
  });
});

describe('fitMiddle', () => {
  test('takes exactly the asked width, whatever the text', () => {
    fc.assert(
      fc.property(anyText, anyWidth, anyOptions, (text, width, options) => {
        expect(stringWidth(fitMiddle(text, width, options))).toBe(width);
      }),
      { numRuns: 3000 },
    );
  });

  test('keeps both ends of a name', () => {
    expect(fitMiddle('registry.example/shop/api:2024-11-03', 20)).toBe('registry.e…024-11-03');
  });

  test('keeps both ends of wide text', () => {
    expect(fitMiddle('受注処理ワーカー三号', 9)).toBe('受注…三号');
  });
});

describe('sliceColumns', () => {
  test('takes exactly the asked width, whatever the text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 30 }), anyWidth, (text, from, width) => {
        expect(stringWidth(sliceColumns(text, from, width))).toBe(width);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['abcdef', 2, 3, 'cde'],
    ['abc', 2, 3, 'c  '],
    ['abc', 9, 3, '   '],
    ['日本語', 2, 2, '本'],
    ['日本語', 1, 4, ' 本 '],
    ['日本語', 1, 3, ' 本'],
  ])('%s from column %i for %i', (text, from, width, expected) => {
    expect(sliceColumns(text, from, width)).toBe(expected);
  });
});

describe('wrapColumns', () => {
  test('no row is wider than asked and no row is lost', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 40 }), (text, width) => {
        const rows = wrapColumns(text, width);
        expect(rows.length).toBeGreaterThan(0);
        expect(Math.max(...rows.map((row) => stringWidth(row)))).toBeLessThanOrEqual(width);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['', 3, ['']],
    ['日本語', 3, ['日', '本', '語']],
    ['a日本', 4, ['a日', '本']],
    ['a日', 1, ['a', '?']],
    ['abc', 0, []],
  ])('%s in %i columns', (text, width, expected) => {
    expect(wrapColumns(text, width)).toEqual(expected);
  });
});
