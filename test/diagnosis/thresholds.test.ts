import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleFor } from '../../src/diagnosis/thresholds/rules.js';
import { clearBelow, stepThreshold, type ThresholdState } from '../../src/diagnosis/thresholds/step.js';
import type { Threshold } from '../../src/domain/host.js';
import { nameMatches } from '../../src/domain/name-pattern.js';

const rule: Threshold = { metric: 'disk.used', warn: 80, critical: 90, forSeconds: 0 };

const run = (on: Threshold, points: readonly (readonly [seconds: number, value: number])[]) => {
  const levels: string[] = [];
  let state: ThresholdState | undefined;
  for (const [seconds, value] of points) {
    state = stepThreshold(state, on, value, seconds * 1000);
    levels.push(state.level);
  }
  return { levels, state };
};

describe('a threshold', () => {
  test('is raised at its level and over only below the clear level', () => {
    const { levels } = run(rule, [
      [0, 79],
      [5, 80],
      [10, 78],
      [15, 76],
      [20, 75.9],
      [25, 79],
    ]);
    expect(levels).toEqual(['ok', 'warn', 'warn', 'warn', 'ok', 'ok']);
  });

  test('falls back from critical to warn only 5 % under critical', () => {
    const { levels } = run(rule, [
      [0, 91],
      [5, 86],
      [10, 85],
      [15, 70],
    ]);
    expect(levels).toEqual(['critical', 'critical', 'warn', 'ok']);
  });

  test('waits for its time without a break', () => {
    const patient = { ...rule, forSeconds: 10 };
    expect(
      run(patient, [
        [0, 85],
        [5, 85],
        [8, 79],
        [9, 85],
        [14, 85],
        [19, 85],
      ]).levels,
    ).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'warn']);
  });

  test('does not count a silence as time above', () => {
    const patient = { ...rule, forSeconds: 10 };
    expect(
      run(patient, [
        [0, 85],
        [120, 85],
        [130, 85],
      ]).levels,
    ).toEqual(['ok', 'ok', 'warn']);
  });

  test('keeps the time of its beginning from warn to critical', () => {
    const { state } = run(rule, [
      [3, 82],
      [6, 95],
      [9, 86],
    ]);
    expect(state).toMatchObject({ level: 'critical', since: 3000 });
  });

  test('takes the clear level of its rule', () => {
    expect(clearBelow({ ...rule, clear: 60 })).toBe(60);
    expect(clearBelow({ metric: 'host.cpu', critical: 100, forSeconds: 0 })).toBe(95);
  });

  test('looks at a figure once', () => {
    const state = stepThreshold(undefined, rule, 85, 1000);
    expect(stepThreshold(state, rule, 10, 1000)).toBe(state);
  });
});

const anyRule = fc
  .record({
    warn: fc.integer({ min: 10, max: 90 }),
    gap: fc.integer({ min: 0, max: 30 }),
    forSeconds: fc.integer({ min: 0, max: 20 }),
  })
  .map(
    ({ warn, gap, forSeconds }): Threshold => ({
      metric: 'disk.used',
      warn,
      critical: warn + gap,
      forSeconds,
    }),
  );
const anyValues = fc.array(fc.integer({ min: 0, max: 130 }), { minLength: 1, maxLength: 80 });

describe('whatever the figures', () => {
  test('it is never raised unless the last forSeconds were all at or above the level', () => {
    fc.assert(
      fc.property(anyRule, anyValues, (on, values) => {
        let state: ThresholdState | undefined;
        values.forEach((value, i) => {
          const before = state?.level ?? 'ok';
          state = stepThreshold(state, on, value, i * 1000);
          if (before !== 'ok' || state.level === 'ok') return;
          const level = state.level === 'critical' ? on.critical : on.warn;
          expect(i).toBeGreaterThanOrEqual(on.forSeconds);
          for (const v of values.slice(i - on.forSeconds, i + 1))
            expect(v).toBeGreaterThanOrEqual(level ?? 0);
        });
      }),
    );
  });

  test('it is never over while the figure is at or above the clear level', () => {
    fc.assert(
      fc.property(anyRule, anyValues, (on, values) => {
        let state: ThresholdState | undefined;
        values.forEach((value, i) => {
          const before = state?.level ?? 'ok';
          state = stepThreshold(state, on, value, i * 1000);
          if (before !== 'ok' && value >= clearBelow(on)) expect(state.level).not.toBe('ok');
          if (value < clearBelow(on)) expect(state.level).toBe('ok');
        });
      }),
    );
  });

  test('a figure that swings between warn and the clear level does not flap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 76, max: 89 }), { minLength: 2, maxLength: 60 }), (values) => {
        const { levels } = run(rule, [[0, 80], ...values.map((v, i) => [i + 1, v] as const)]);
        expect(new Set(levels)).toEqual(new Set(['warn']));
      }),
    );
  });
});

describe('the rule of an object', () => {
  const configured: readonly Threshold[] = [
    { metric: 'disk.used', warn: 70, forSeconds: 0 },
    { metric: 'disk.used', of: '/data', warn: 95, forSeconds: 0 },
    { metric: 'container.memory', of: 'psyfit-web-*', warn: 60, forSeconds: 0 },
  ];

  test("is its own before the host entry's general one", () => {
    expect(ruleFor('disk.used', '/data', configured, 1)?.warn).toBe(95);
    expect(ruleFor('disk.used', '/', configured, 1)?.warn).toBe(70);
  });

  test('may be given by a pattern', () => {
    expect(ruleFor('container.memory', 'psyfit-web-3f9c', configured, 1)?.warn).toBe(60);
    expect(nameMatches('a.*', 'abc')).toBe(false);
  });

  test('is the default where the entry is silent', () => {
    expect(ruleFor('container.memory', 'psyfit-db', configured, 1)).toMatchObject({ warn: 90, critical: 97 });
    expect(ruleFor('host.load', 'host', [], 4)).toMatchObject({ warn: 16 });
    expect(ruleFor('http.latency', 'site', [], 1)).toBeUndefined();
  });
});
