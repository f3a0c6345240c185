import { expect, test } from 'vitest';
import { FloodGate } from '../../../src/probes/logs/flood-gate.js';
import { LineIntake } from '../../../src/probes/logs/line-intake.js';
import type { NewLogLine } from '../../../src/probes/logs/log-ring.js';

const raw = (second: number, text: string) =>
  `2026-01-01T00:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.000000001Z ${text}`;

function intake() {
  const lines: NewLogLine[] = [];
  let clock = 0;
  const made = new LineIntake({
    source: 'a',
    gate: new FloodGate({ now: () => (clock += 1) }),
    onLine: (line) => lines.push(line),
    now: () => 0,
  });
  made.begin(true);
  return { made, texts: () => lines.map(({ text }) => text), lines };
}

test('lines that the engine sends again when it rotates a log are dropped, missed ones among them are not', () => {
  const { made, texts } = intake();
  for (let i = 0; i < 600; i++) if (i !== 100) made.take('stdout', raw(i, `line ${i}`), 0);
  for (let i = 0; i < 600; i++) made.take('stdout', raw(i, `line ${i}`), 0);
  expect(texts()).toHaveLength(600);
  expect(texts().at(-1)).toBe('line 100');
});

test('the lines of a traceback have the level of its first line, per stream', () => {
  const { made, lines } = intake();
  made.take('stderr', raw(1, 'Traceback (most recent call last):'), 0);
  made.take('stdout', raw(2, '  indented output'), 0);
  made.take('stderr', raw(3, '  File "app.py", line 3, in main'), 0);
  made.take('stderr', raw(4, 'ValueError: bad'), 0);
  expect(lines.map(({ level }) => level)).toEqual(['error', 'none', 'error', 'error']);
});

test('long lines that differ only behind their beginning are told apart', () => {
  const { made, texts } = intake();
  made.take('stdout', raw(1, `${'x'.repeat(5000)}a`), 0);
  made.take('stdout', raw(1, `${'x'.repeat(5000)}b`), 0);
  made.begin(false);
  made.take('stdout', raw(1, `${'x'.repeat(5000)}a`), 0);
  made.take('stdout', raw(1, `${'x'.repeat(5000)}b`), 0);
  made.take('stdout', raw(1, `${'x'.repeat(5000)}c`), 0);
  expect(texts()).toHaveLength(3);
});
