import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineSplitter } from '../../../src/probes/logs/line-splitter.js';
import { lineText } from '../../../src/probes/logs/line-text.js';
import { lineTime } from '../../../src/probes/logs/line-time.js';
import { newLines } from '../../../src/probes/logs/new-lines.js';
import { compareStamps, parseStamp, stampBefore } from '../../../src/probes/logs/stamp.js';
import { recordedFrames } from './frames.js';

const split = (chunks: readonly Uint8Array[]) => {
  const lines: { text: string; leftOut: number }[] = [];
  const splitter = new LineSplitter((text, leftOut) => lines.push({ text, leftOut }));
  for (const chunk of chunks) splitter.push(chunk);
  splitter.flush();
  return lines;
};
const bytes = (text: string) => new TextEncoder().encode(text);

describe('line splitter', () => {
  test('finds the same lines wherever the bytes are cut, in any script', () => {
    const text = fc.array(fc.constantFrom('a', '日', '🚒', 'é', ' ', '\n'), { maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(200)), (characters, cuts) => {
        const whole = bytes(`${characters.join('')}\n`);
        const points = [0, ...cuts.map((cut) => cut % whole.length).sort((a, b) => a - b), whole.length];
        const chunks = points.slice(1).map((end, i) => whole.subarray(points[i], end));
        expect(split(chunks).map((line) => line.text)).toEqual(characters.join('').split('\n'));
      }),
    );
  });

  test('invalid bytes become replacement characters and cost no further line', () => {
    expect(split([new Uint8Array([0x61, 0xff, 0xc3, 0x0a, 0x62, 0x0a])]).map(({ text }) => text)).toEqual([
      'a\ufffd\ufffd',
      'b',
    ]);
  });

  test('of a line of a megabyte only the beginning is kept, and the text says that it goes on', () => {
    const [line, next] = split([bytes('x'.repeat(500_000)), bytes(`${'x'.repeat(500_000)}\nnext\n`)]);
    expect(line!.text.length).toBeLessThan(20_000);
    const text = lineText(line!.text, line!.leftOut);
    expect(text).toHaveLength(4096);
    expect(text).toMatch(/x …\[\+996 kB\]$/);
    expect(next!.text).toBe('next');
  });

  test('recorded frames of every service give stamped lines', () => {
    for (const name of [
      'salon_gbp_worker',
      'salon_gbp_api',
      'salon_gbp_db',
      'salon_gbp_redis',
      'gateway-app-1',
    ]) {
      const lines = split(recordedFrames(name).map(({ chunk }) => chunk));
      expect(lines.length).toBeGreaterThan(0);
      for (const { text } of lines) expect(parseStamp(text)).toMatchObject({ end: 31 });
    }
  });
});

describe('line text', () => {
  test('hostile sequences do not survive, a progress bar shows its last state', () => {
    expect(lineText('\u001b[2J\u001b]0;title\u0007ok', 0)).toBe('ok');
    expect(lineText('10%\r20%\r30%\r', 0)).toBe('30%');
    expect(lineText('connect postgresql://app:hunter2@db/app', 0)).toBe(
      'connect postgresql://app:•••@db/app',
    );
  });

  test('a text with a gigantic escape sequence stays within its length', () => {
    expect(lineText(`\u001b]0;${'y'.repeat(5000)}`, 0).length).toBeLessThanOrEqual(4096);
  });
});

describe('stamps', () => {
  test('nanoseconds are kept as text', () => {
    expect(parseStamp('2026-11-22T04:06:48.783015265Z [x] y')).toEqual({
      stamp: '1795320408.783015265',
      at: 1_795_320_408_783,
      end: 31,
    });
  });

  test('offsets and fewer digits are understood, other lines are not stamped', () => {
    expect(parseStamp('2026-11-22T13:06:48.5+09:00 x')).toMatchObject({ stamp: '1795320408.500000000' });
    expect(parseStamp('2026-11-22T04:06:48Z x')).toMatchObject({ stamp: '1795320408.000000000', end: 21 });
    expect(parseStamp('no stamp')).toBeUndefined();
    expect(parseStamp('xxxx-11-22T04:06:48.783015265Z z')).toBeUndefined();
  });

  test('earlier stamps borrow from the seconds', () => {
    expect(stampBefore('1795320408.200000001', 500)).toBe('1795320407.700000001');
    expect(stampBefore('1795320408.200000001', -2000)).toBe('1795320410.200000001');
    expect(stampBefore('0.100000000', 500)).toBe('0.000000000');
    expect(compareStamps('9.000000000', '10.000000000')).toBeLessThan(0);
  });
});

describe('times in files', () => {
  test.each([
    ['2026-11-22T04:06:48.783Z x', 1_795_320_408_783],
    ['2026-11-22 04:06:48.783 UTC [1] LOG:  x', 1_795_320_408_783],
    ['[2026-11-22 13:06:48,783 +0900] x', 1_795_320_408_783],
    ['10.0.0.1 - - [22/Nov/2026:04:06:48 +0000] "GET / HTTP/1.1" 200 25', 1_795_320_408_000],
    ['2026-11-22 04:06:48 without a zone', undefined],
    ['plain', undefined],
  ])('%s', (text, at) => {
    expect(lineTime(text)).toBe(at);
  });
});

describe('new lines of a file', () => {
  test('a file that grows gives each line once, whatever it grew by', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 1, maxLength: 30 }), (steps) => {
        const file: string[] = [];
        const seen: string[] = [];
        let before: string[] = [];
        for (const step of steps) {
          for (let i = 0; i < step; i++) file.push(`line ${file.length}`);
          const after = file.slice(-8);
          const grown = newLines(before, after);
          expect(grown.gap).toBe(false);
          seen.push(...grown.lines);
          before = after;
        }
        expect(seen).toEqual(file);
      }),
    );
  });

  test('a file that was replaced, or grew too fast, has a gap', () => {
    expect(newLines(['a', 'b'], ['c', 'd'])).toEqual({ lines: ['c', 'd'], gap: true });
    expect(newLines(['a'], [])).toEqual({ lines: [], gap: false });
  });
});
