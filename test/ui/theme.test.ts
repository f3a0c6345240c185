import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { detectCapabilities } from '../../src/ui/capabilities.js';
import { displayWidth } from '../../src/ui/text/width.js';
import { type Glyphs, makeTheme, type Tone } from '../../src/ui/theme.js';

const tones: Tone[] = [
  'plain',
  'ok',
  'warn',
  'fail',
  'dim',
  'accent',
  'title',
  'border',
  'focus',
  'stale',
  'production',
  'selected',
  'match',
  'cursor',
  'key',
  'trace',
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'fatal',
];

function flatten(glyphs: Glyphs | object): string[] {
  return Object.values(glyphs).flatMap((value) => (typeof value === 'string' ? [value] : flatten(value)));
}

describe('paint', () => {
  test.each(['truecolor', '256', '16', 'none'] as const)('closes in %s what it opens', (color) => {
    const { paint } = makeTheme({ color, unicode: true });
    for (const tone of tones) {
      const painted = paint('text', tone);
      expect(stripVTControlCharacters(painted)).toBe('text');
      expect(displayWidth(painted)).toBe(4);
      if (painted !== 'text') {
        expect(painted).toMatch(/^\u001B\[[\d;]+mtext\u001B\[(22|24|27|39|49)(;(22|24|27|39|49))*m$/);
      }
    }
  });

  test('sends no colour at all with NO_COLOR, only bold, dim, underline and inverse', () => {
    const { paint } = makeTheme({ color: 'none', unicode: true });
    for (const tone of tones) {
      const parameters = [...paint('text', tone).matchAll(/\u001B\[([\d;]+)m/g)].flatMap((match) =>
        match[1]!.split(';'),
      );
      expect(
        parameters.filter((parameter) => !['1', '2', '4', '7', '22', '24', '27'].includes(parameter)),
      ).toEqual([]);
    }
  });

  test('tells production apart without colour', () => {
    const { paint } = makeTheme({ color: 'none', unicode: true });
    expect(paint('prod', 'production')).toBe('\u001B[1;7mprod\u001B[27;22m');
  });

  test('greys every tone of the host in the stale theme but not the selection', () => {
    const theme = makeTheme({ color: '16', unicode: true });
    expect(theme.stale.paint('down', 'fail')).toBe(theme.paint('down', 'stale'));
    expect(theme.stale.paint('row', 'selected')).toBe(theme.paint('row', 'selected'));
    expect(theme.stale.stale).toBe(theme.stale);
  });

  test('leaves empty text empty', () => {
    expect(makeTheme({ color: '16', unicode: true }).paint('', 'fail')).toBe('');
  });
});

describe('glyphs', () => {
  test.each([true, false])('are one column wide each (Unicode: %s)', (unicode) => {
    const glyphs = flatten(makeTheme({ color: 'none', unicode }).glyphs);
    expect(glyphs.filter((glyph) => displayWidth(glyph) !== 1)).toEqual([]);
  });

  test('are all ASCII without Unicode', () => {
    expect(flatten(makeTheme({ color: 'none', unicode: false }).glyphs).join('')).toMatch(/^[!-~]+$/);
  });

  test('mark every state with another shape, since colour may be missing', () => {
    for (const unicode of [true, false]) {
      const { mark } = makeTheme({ color: 'none', unicode }).glyphs;
      expect(new Set(Object.values(mark)).size).toBe(Object.keys(mark).length);
    }
  });
});

describe('detectCapabilities', () => {
  test.each([
    [
      { TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'en_US.UTF-8' },
      { color: 'truecolor', unicode: true },
    ],
    [
      { TERM: 'xterm-256color', LANG: 'ja_JP.utf8' },
      { color: '256', unicode: true },
    ],
    [
      { TERM: 'xterm', LC_ALL: 'C', LANG: 'en_US.UTF-8' },
      { color: '16', unicode: false },
    ],
    [
      { TERM: 'xterm-256color', NO_COLOR: '1', LANG: 'C.UTF-8' },
      { color: 'none', unicode: true },
    ],
    [
      { TERM: 'xterm-256color', NO_COLOR: '', LANG: 'C.UTF-8' },
      { color: '256', unicode: true },
    ],
    [
      { TERM: 'linux', LANG: 'C.UTF-8' },
      { color: '16', unicode: false },
    ],
    [{ TERM: 'dumb' }, { color: 'none', unicode: false }],
    [{}, { color: '16', unicode: false }],
  ])('of %j', (env, expected) => {
    expect(detectCapabilities(env)).toEqual(expected);
  });
});

test('without Unicode the signs of our own texts become ASCII of the same width, and letters stay', () => {
  const { paint } = makeTheme({ color: 'none', unicode: false });
  expect(paint('cpu 3% · reading … 80×24 → ↑1 ↓2 – サロン')).toBe(
    'cpu 3% - reading ~ 80x24 > ^1 v2 - サロン',
  );
});
