import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ResumePoint } from '../../../src/probes/logs/resume-point.js';
import { SeenStamps } from '../../../src/probes/logs/seen-stamps.js';
import { compareStamps } from '../../../src/probes/logs/stamp.js';

interface Line {
  readonly stamp: string;
  readonly text: string;
}

const stampOf = (micros: number) =>
  `${1_700_000_000 + Math.floor(micros / 1e6)}.${String((micros % 1e6) * 1000).padStart(9, '0')}`;

/** A log in the order of its file; stamps of stdout and stderr may be a little out of order, and equal. */
const logs = fc
  .array(
    fc.record({
      step: fc.integer({ min: 0, max: 40_000 }),
      back: fc.integer({ min: 0, max: 3000 }),
      text: fc.nat(2),
    }),
    {
      maxLength: 120,
    },
  )
  .map((parts) => {
    let at = 1_000_000;
    return parts.map(({ step, back, text }): Line => {
      at += step;
      return { stamp: stampOf(at - (step % 3 === 0 ? back : 0)), text: `t${text}` };
    });
  });

/** What the engine sends for `since`: all lines of the file that are not earlier. */
const sentFrom = (file: readonly Line[], since: string | undefined) =>
  since === undefined ? file : file.filter(({ stamp }) => compareStamps(stamp, since) >= 0);

describe('resume', () => {
  test('wherever the streams are cut, every line comes once and in order', () => {
    fc.assert(
      fc.property(
        logs,
        fc.array(fc.record({ grown: fc.nat(40), read: fc.nat(60) }), { maxLength: 12 }),
        (file, cuts) => {
          const resume = new ResumePoint();
          const got: Line[] = [];
          let written = 0;
          const readUpTo = (end: number, lines: number) => {
            const { since } = resume;
            resume.begin();
            for (const line of sentFrom(file.slice(0, end), since).slice(0, lines)) {
              if (resume.accept(line.stamp, line.text)) got.push(line);
            }
          };
          for (const { grown, read } of cuts) {
            written = Math.min(file.length, written + grown);
            readUpTo(written, read);
          }
          readUpTo(file.length, Number.POSITIVE_INFINITY);
          expect(got).toEqual(file);
          expect(resume.takeGap()).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('thousands of lines with one and the same stamp come once', () => {
    const file = Array.from({ length: 3000 }, (_, i) => ({ stamp: stampOf(1), text: `line ${i}` }));
    const resume = new ResumePoint();
    const got: string[] = [];
    for (const end of [1000, 2000, 3000]) {
      const sent = sentFrom(file.slice(0, end), resume.since);
      resume.begin();
      for (const { stamp, text } of sent) if (resume.accept(stamp, text)) got.push(text);
    }
    expect(got).toEqual(file.map(({ text }) => text));
  });

  test('a log that no longer holds the last line has a gap, told once', () => {
    const resume = new ResumePoint();
    resume.accept(stampOf(1), 'a');
    resume.begin();
    expect(resume.accept(stampOf(5_000_000), 'b')).toBe(true);
    expect([resume.takeGap(), resume.takeGap()]).toEqual([true, false]);
  });

  test('no new line is no gap', () => {
    const resume = new ResumePoint();
    resume.accept(stampOf(1), 'a');
    resume.begin();
    expect(resume.accept(stampOf(1), 'a')).toBe(false);
    expect(resume.accept(stampOf(2), 'b')).toBe(true);
    expect(resume.takeGap()).toBe(false);
  });
});

test('seen stamps are remembered, through more than fit one bitmap; few others are taken for them', () => {
  const seen = new SeenStamps();
  for (let i = 0; i < 300_000; i++) seen.mark(stampOf(i * 7));
  for (let i = 150_000; i < 300_000; i += 1000) expect(seen.has(stampOf(i * 7))).toBe(true);
  let wrong = 0;
  for (let i = 0; i < 10_000; i++) if (seen.has(stampOf(i * 7 + 3))) wrong += 1;
  expect(wrong / 10_000).toBeLessThan(0.4);
});
