import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogRing, type NewLogLine } from '../../../src/probes/logs/log-ring.js';

const line = (text: string): NewLogLine => ({
  source: 's',
  stamp: '',
  at: 0,
  level: 'none',
  stream: 'stdout',
  text,
  kind: 'line',
});

describe('log ring', () => {
  test('keeps the newest lines under consecutive numbers', () => {
    const ring = new LogRing({ maxLines: 3 });
    for (const text of 'abcde') ring.append(line(text));
    expect([ring.firstSeq, ring.nextSeq, ring.size]).toEqual([2, 5, 3]);
    expect(ring.tail(2).map(({ text }) => text)).toEqual(['d', 'e']);
    expect(ring.slice(0, 2).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(ring.get(1)).toBeUndefined();
    expect(ring.search(4, -1, ({ text }) => text === 'c')?.seq).toBe(2);
    expect(ring.search(2, 1, ({ text }) => text === 'zzz')).toBeUndefined();
  });

  test('is bounded by memory too', () => {
    const ring = new LogRing({ maxBytes: 100_000 });
    for (let i = 0; i < 1000; i++) ring.append(line('x'.repeat(4000)));
    expect(ring.bytes).toBeLessThanOrEqual(100_000);
    expect(ring.size).toBeGreaterThan(5);
    expect(ring.tail(1)[0]?.seq).toBe(999);
  });

  test('holds its bounds and numbers for lines of any length', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { maxLength: 200 }), (lengths) => {
        const ring = new LogRing({ maxLines: 50, maxBytes: 60_000 });
        for (const length of lengths) ring.append(line('x'.repeat(length)));
        const kept = ring.slice(0, 1000);
        expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, i) => ring.firstSeq + i));
        expect(ring.nextSeq).toBe(lengths.length);
        expect(ring.size).toBeLessThanOrEqual(50);
        expect(ring.bytes).toBeLessThanOrEqual(60_000);
        expect(ring.bytes).toBe(kept.reduce((sum, { text }) => sum + 160 + text.length * 2, 0));
      }),
    );
  });
});
