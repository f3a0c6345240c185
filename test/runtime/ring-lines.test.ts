import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../src/domain/model.js';
import { type Pattern, patternOf } from '../../src/domain/pattern.js';
import { createRingLines } from '../../src/runtime/ring-lines.js';

const boom = patternOf('boom') as Pattern;
const levels = ['debug', 'info', 'warn', 'error', 'fatal', 'none'] as const;

/** A ring that keeps the newest `most` lines. */
function ringOf(most: number) {
  const lines: LogLine[] = [];
  return {
    add(level: LogLine['level'], source: string, text: string) {
      const seq = lines.length;
      lines.push({ seq, source, stamp: '', at: seq * 1000, level, stream: 'stdout', text, kind: 'line' });
    },
    get firstSeq() {
      return Math.max(0, lines.length - most);
    },
    get nextSeq() {
      return lines.length;
    },
    get(seq: number) {
      return seq >= this.firstSeq ? lines[seq] : undefined;
    },
    kept() {
      return lines.slice(-most);
    },
  };
}

const lineArbitrary = fc.record({
  level: fc.constantFrom(...levels),
  source: fc.constantFrom('api', 'db'),
  text: fc.constantFrom('ok', 'boom', 'Boom'),
});

describe('reading a ring through a selection', () => {
  test('gives what filtering all lines would give, however the lines come in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(lineArbitrary, { maxLength: 30 }), { maxLength: 8 }),
        fc.constantFrom('all', 'warn', 'error'),
        fc.option(fc.constantFrom('api', 'db'), { nil: undefined }),
        fc.boolean(),
        (batches, minLevel, source, filtered) => {
          const ring = ringOf(40);
          const reader = createRingLines(ring);
          const selection = {
            minLevel,
            ...(source ? { source } : {}),
            ...(filtered ? { filter: boom } : {}),
          } as const;
          const rank = { all: levels, warn: ['warn', 'error', 'fatal'], error: ['error', 'fatal'] } as const;
          for (const batch of batches) {
            for (const { level, source, text } of batch) ring.add(level, source, text);
            const expected = ring
              .kept()
              .filter((l) => (rank[minLevel] as readonly string[]).includes(l.level))
              .filter((l) => !source || l.source === source)
              .filter((l) => !filtered || l.text.toLowerCase() === 'boom');
            expect(reader.upTo(selection, undefined, 1000)).toEqual(expected);
            expect(reader.from(selection, 0, 1000)).toEqual(expected);
            expect(reader.count(selection)).toBe(expected.length);
            expect(reader.upTo(selection, undefined, 3)).toEqual(expected.slice(-3));
          }
        },
      ),
    );
  });

  const filled = () => {
    const ring = ringOf(100);
    for (let i = 0; i < 10; i++) ring.add(i % 4 === 0 ? 'error' : 'info', 'api', `line ${i}`);
    return createRingLines(ring);
  };
  const all = { minLevel: 'all' } as const;

  test('finds errors backwards from the newest and forwards from a line, and nothing beyond', () => {
    const reader = filled();
    const isError = (line: LogLine) => line.level === 'error';
    expect(reader.find(all, undefined, -1, isError)?.seq).toBe(8);
    expect(reader.find(all, 8, -1, isError)?.seq).toBe(4);
    expect(reader.find(all, 4, 1, isError)?.seq).toBe(8);
    expect(reader.find(all, 8, 1, isError)).toBeUndefined();
  });

  test('steps stop at both ends', () => {
    const reader = filled();
    expect(reader.step(all, undefined, -3)?.seq).toBe(6);
    expect(reader.step(all, 2, -100)?.seq).toBe(0);
    expect(reader.step(all, 2, 100)?.seq).toBe(9);
  });

  test('a line that left the selection still marks its place', () => {
    const reader = filled();
    const errors = { minLevel: 'error' } as const;
    expect(reader.find(errors, 5, -1, () => true)?.seq).toBe(4);
    expect(reader.find(errors, 5, 1, () => true)?.seq).toBe(8);
  });
});
