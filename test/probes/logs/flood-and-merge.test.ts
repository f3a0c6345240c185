import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogLevel } from '../../../src/domain/model.js';
import { FloodGate } from '../../../src/probes/logs/flood-gate.js';
import { LogMerger } from '../../../src/probes/logs/log-merger.js';
import type { NewLogLine } from '../../../src/probes/logs/log-ring.js';

const none = (): LogLevel => 'none';

describe('flood gate', () => {
  const second = (gate: FloodGate, clock: { now: number }, offer: (i: number) => boolean, lines: number) => {
    let admitted = 0;
    const from = clock.now;
    for (let i = 0; i < lines; i++) {
      clock.now = from + (i * 1000) / lines;
      if (offer(i)) admitted += 1;
    }
    clock.now = from + 1000;
    return { admitted, report: gate.report() };
  };

  test('below the rate everything passes and nothing is reported', () => {
    const clock = { now: 0 };
    const gate = new FloodGate({ now: () => clock.now });
    expect(second(gate, clock, () => gate.admits('a', '', 0, none), 1900)).toEqual({
      admitted: 1900,
      report: [],
    });
  });

  test('every line is either let through or counted', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { maxLength: 5000 }), (sources) => {
        const clock = { now: 0 };
        const gate = new FloodGate({ linesPerSecond: 100, now: () => clock.now });
        let counted = 0;
        for (const source of sources) {
          clock.now += 0.3;
          if (gate.admits(`${source}`, 's', 1, () => (source === 4 ? 'error' : 'info'))) counted += 1;
          for (const { skipped } of gate.report()) counted += skipped;
        }
        clock.now += 2000;
        for (const { skipped } of gate.report()) counted += skipped;
        expect(counted).toBe(sources.length);
      }),
      { numRuns: 30 },
    );
  });

  test('a flood is cut to about the rate, errors and a sample come on top within bounds', () => {
    const clock = { now: 0 };
    const gate = new FloodGate({ now: () => clock.now });
    const plain = second(gate, clock, () => gate.admits('a', '', 0, none), 50_000);
    expect(plain.admitted).toBeGreaterThan(2000);
    expect(plain.admitted).toBeLessThan(2600);
    const errors = second(gate, clock, () => gate.admits('a', '', 0, () => 'error'), 50_000);
    expect(errors.admitted).toBeGreaterThan(plain.admitted);
    expect(errors.admitted).toBeLessThan(3200);
  });

  test('errors among a flood of information pass', () => {
    const clock = { now: 0 };
    const gate = new FloodGate({ now: () => clock.now });
    let errors = 0;
    second(
      gate,
      clock,
      (i) => {
        const level = i % 200 === 0 ? 'error' : 'info';
        const passed = gate.admits('a', '', 0, () => level);
        if (passed && level === 'error') errors += 1;
        return passed;
      },
      50_000,
    );
    expect(errors).toBe(250);
  });

  test('a quiet source is not drowned by a loud one', () => {
    const clock = { now: 0 };
    const gate = new FloodGate({ now: () => clock.now });
    let quiet = 0;
    second(
      gate,
      clock,
      (i) =>
        i % 1000 === 0 ? gate.admits('quiet', '', 0, none) && ++quiet > 0 : gate.admits('loud', '', 0, none),
      50_000,
    );
    expect(quiet).toBe(50);
  });
});

describe('merger', () => {
  const line = (source: string, at: number): NewLogLine => ({
    source,
    stamp: `${Math.floor(at / 1000)}.${String((at % 1000) * 1e6).padStart(9, '0')}`,
    at,
    level: 'none',
    stream: 'stdout',
    text: '',
    kind: 'line',
  });

  test('lines of sources that lag by less than the window come out by time, none is lost', () => {
    const arrivals = fc.array(fc.record({ at: fc.nat(2000), lag: fc.nat(90), source: fc.nat(3) }), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(arrivals, (lines) => {
        const clock = { now: 0 };
        const out: NewLogLine[] = [];
        const merger = new LogMerger({
          windowMs: 100,
          now: () => clock.now,
          emit: (emitted) => out.push(emitted),
        });
        const due = lines
          .map(({ at, lag, source }) => ({ at, source, arrives: at + lag }))
          .sort((a, b) => a.arrives - b.arrives);
        for (clock.now = 0; clock.now <= 2300; clock.now += 10) {
          while (due[0] && due[0].arrives <= clock.now) {
            const next = due.shift()!;
            merger.push(line(`${next.source}`, next.at));
          }
          merger.flush();
        }
        expect(out).toHaveLength(lines.length);
        const times = out.map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(merger.waiting).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test('a line waits no longer than the window', () => {
    const clock = { now: 0 };
    const out: NewLogLine[] = [];
    const merger = new LogMerger({
      windowMs: 100,
      now: () => clock.now,
      emit: (emitted) => out.push(emitted),
    });
    merger.push(line('a', 5));
    clock.now = 99;
    merger.flush();
    expect(out).toHaveLength(0);
    clock.now = 100;
    merger.flush();
    expect(out).toHaveLength(1);
  });

  test('while held, histories of all sources are put in one order', () => {
    const clock = { now: 0 };
    const out: NewLogLine[] = [];
    const merger = new LogMerger({ now: () => clock.now, emit: (emitted) => out.push(emitted) });
    merger.hold(1500);
    merger.push(line('a', 900));
    clock.now = 700;
    merger.flush();
    merger.push(line('b', 100));
    merger.release();
    clock.now = 850;
    merger.flush();
    expect(out.map(({ source }) => source)).toEqual(['b', 'a']);
  });
});
