import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxLineLength, sanitizeBytes, sanitizeLine } from '../../../src/domain/text/sanitize.js';

const ESC = '\u001B';
const BEL = '\u0007';
const ST = `${ESC}\\`;

/** Text that terminals, or programs that draw in them, were once attacked with. */
const attacks: readonly [name: string, raw: string, safe: string][] = [
  ['a window title', `a${ESC}]0;owned${BEL}b`, 'ab'],
  ['a window title ended by ST', `a${ESC}]2;owned${ST}b`, 'ab'],
  ['a window title ended by an 8-bit ST', `a${ESC}]2;owned\u009Cb`, 'ab'],
  ['a clipboard write', `a${ESC}]52;c;cm0gLXJmIC8=${BEL}b`, 'ab'],
  ['a hyperlink', `${ESC}]8;;https://evil.example${ST}click${ESC}]8;;${ST}`, 'click'],
  ['an unterminated OSC', `a${ESC}]52;c;cm0gLXJm`, 'a'],
  ['an unterminated OSC before a colour', `a${ESC}]0;x${ESC}[31mred`, 'ared'],
  ['an OSC cancelled by CAN', `a${ESC}]0;x\u0018b`, 'ab'],
  ['a cursor move', `a${ESC}[10;10Hb${ESC}[Ac`, 'abc'],
  ['a cleared screen', `${ESC}[2J${ESC}[3Ja`, 'a'],
  ['a private mode', `${ESC}[?1049h${ESC}[?25la`, 'a'],
  ['colours', `${ESC}[1;38;2;255;0;0mred${ESC}[0m`, 'red'],
  ['colours with colons', `${ESC}[38:2::255:0:0mred${ESC}[m`, 'red'],
  ['concealed text', `${ESC}[8msecret${ESC}[28m`, 'secret'],
  ['a status request', `${ESC}[6n${ESC}[ca`, 'a'],
  ['a CSI with intermediates', `${ESC}[0 q${ESC}[!pa`, 'a'],
  ['a CSI that never ends', `a${ESC}[38;5`, 'a'],
  ['a reset', `${ESC}ca`, 'a'],
  ['a charset selection', `${ESC}(0a${ESC})B`, 'a'],
  ['DECALN', `${ESC}#8a`, 'a'],
  ['a DCS', `a${ESC}P+q544e${ST}b`, 'ab'],
  ['a sixel image', `a${ESC}Pq#0;2;0;0;0~~@@${ST}b`, 'ab'],
  ['an APC (kitty graphics)', `a${ESC}_Gf=24;AAAA${ST}b`, 'ab'],
  ['a PM', `a${ESC}^private${ST}b`, 'ab'],
  ['an SOS', `a${ESC}Xstring${ST}b`, 'ab'],
  ['a DCS that never ends', `a${ESC}Pq#0`, 'a'],
  ['an 8-bit CSI', 'a\u009B2Jb\u009B31mc', 'abc'],
  ['an 8-bit OSC', 'a\u009D0;owned\u0007b', 'ab'],
  ['an 8-bit OSC that never ends', 'a\u009D0;owned', 'a0;owned'],
  ['an 8-bit DCS', 'a\u0090q\u009Cb', 'ab'],
  ['an 8-bit APC', 'a\u009FG\u009Cb', 'ab'],
  ['a lone ESC', `a${ESC}`, 'a'],
  ['a sequence inside a sequence', `${ESC}${ESC}[m[31ma`, '[31ma'],
  ['a sequence that forms when its inside is removed', `${ESC}[${ESC}[31m31ma`, '31ma'],
  ['a sequence split over two lines', `a${ESC}[3`, 'a'],
  ['the rest of a split sequence', '1mb', '1mb'],
  ['an OSC split by a colour', `${ESC}]0;${ESC}[31mt${BEL}a`, 'ta'],
  ['a carriage return that overwrites', 'real\rfake', 'realfake'],
  ['CRLF', 'line\r\n', 'line '],
  ['backspaces', 'a\b\b\bb', 'ab'],
  ['a bell', 'a\u0007b', 'ab'],
  ['NUL and DEL', 'a\u0000\u007Fb', 'ab'],
  ['shift out', 'a\u000Eb\u000F', 'ab'],
  ['a tab', '\tat main', '    at main'],
  ['line breaks inside', 'a\nb\u2028c\u2029d\u0085e', 'a b c d e'],
  ['a right-to-left override', 'photo_\u202Egnp.exe', 'photo_gnp.exe'],
  ['isolates', '\u2066a\u2069\u2067b\u2069', 'ab'],
  ['zero-width characters', 'a\u200B\u200C\u200D\u2060\uFEFFb', 'ab'],
  ['invisible tags', 'a\u{E0061}\u{E007F}b', 'ab'],
  ['variation selectors', '❤\uFE0F a\u{E0100}', '❤ a'],
  ['skin tones', '👍\u{1F3FD}', '👍'],
  ['joined emoji', '👨\u200D👩\u200D👧', '👨👩👧'],
  ['Hangul fillers', 'a\u3164\u115F\uFFA0b', 'ab'],
  ['a soft hyphen', 'a\u00ADb', 'ab'],
  ['stacked marks', `e${'\u0301'.repeat(40)}x`, 'e\u0301\u0301x'],
  ['marks at the start', '\u0301\u0301a', 'a'],
  ['marks joined by a removed character', 'e\u0301\u0301\u200B\u0301', 'e\u0301\u0301'],
  ['an enclosing circle', 'a\u20DDb', 'ab'],
  ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
];

describe('sanitizeLine', () => {
  test.each(attacks)('%s is made harmless', (_name, raw, safe) => {
    expect(sanitizeLine(raw)).toBe(safe);
  });

  test.each([
    'GET /api/orders 200 12ms',
    '注文を受け付けました。ｱｲｳ',
    'größe naïve Привет',
    'สวัสดี',
    'नमस्ते',
    'Tiếng Việt',
  ])('%s stays as it is', (text) => {
    expect(sanitizeLine(text)).toBe(text);
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          ESC,
          BEL,
          ST,
          '[',
          ']',
          'P',
          '_',
          '^',
          'X',
          '8;;',
          '31m',
          '\u009B',
          '\u009C',
          '\u009D',
          '\u0090',
          '\u0018',
          '\r',
          '\n',
          '\t',
          'a',
          '漢',
          '\u0301',
          '\u200D',
          '\u202E',
          '\uFE0F',
          '\uD83D',
          '\uDC4D',
          '\u{1F3FD}',
          ' ',
          ';',
          'm',
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join('')),
  );

  test('no escape, control or format character survives, whatever the input', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        expect(sanitizeLine(raw)).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u,
        );
      }),
      { numRuns: 3000 },
    );
  });

  test('at most two combining marks follow each other and none comes first', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        expect(sanitizeLine(raw)).not.toMatch(/^\p{M}|\p{M}{3}/u);
      }),
      { numRuns: 2000 },
    );
  });

  test('sanitising twice changes nothing', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const once = sanitizeLine(raw);
        expect(sanitizeLine(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('printable ASCII is never touched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 300 }), (text) => {
        expect(sanitizeLine(text)).toBe(text);
      }),
    );
  });

  test('a line of a megabyte is cut first, and quickly', () => {
    const startedAt = performance.now();
    expect(sanitizeLine('漢'.repeat(1_000_000))).toHaveLength(maxLineLength);
    expect(sanitizeLine('e\u0301\u0301\u0301'.repeat(250_000)).length).toBeLessThanOrEqual(maxLineLength);
    expect(performance.now() - startedAt).toBeLessThan(200);
  });

  test('tabs cannot grow a line beyond its cap', () => {
    expect(sanitizeLine('\t'.repeat(4096))).toHaveLength(maxLineLength);
  });

  test('the cap never leaves half of a surrogate pair', () => {
    const line = sanitizeLine(`a${'😀'.repeat(4000)}`);
    expect(line.isWellFormed()).toBe(true);
    expect(line).toHaveLength(maxLineLength - 1);
  });
});

describe('sanitizeBytes', () => {
  test('invalid UTF-8 becomes the replacement character', () => {
    expect(sanitizeBytes(Uint8Array.of(0x61, 0xff, 0x62, 0xc3))).toBe('a\uFFFDb\uFFFD');
  });

  test('an overlong escape is no escape', () => {
    expect(sanitizeBytes(Uint8Array.of(0xc0, 0x9b, 0x5b, 0x33, 0x31, 0x6d))).toBe('\uFFFD\uFFFD[31m');
  });

  test('a raw 8-bit CSI byte is no escape', () => {
    expect(sanitizeBytes(Uint8Array.of(0x9b, 0x32, 0x4a))).toBe('\uFFFD2J');
  });

  test('any bytes give what their decoded text gives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(sanitizeBytes(bytes)).toBe(sanitizeLine(new TextDecoder().decode(bytes)));
      }),
    );
  });

  test('a huge line is cut before it is decoded, at the same place', () => {
    const bytes = new TextEncoder().encode('漢'.repeat(100_000));
    expect(sanitizeBytes(bytes)).toBe('漢'.repeat(maxLineLength));
  });
});
