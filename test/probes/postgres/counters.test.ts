import { describe, expect, it } from 'vitest';
import { createCounters } from '../../../src/probes/postgres/counters.js';

const totals = { commits: 100, rollbacks: 10, hit: 900, read: 100, temp_bytes: 0, deadlocks: 3 };
const row = (now_s: number, counters: Partial<typeof totals> = {}, started = 'a') => ({
  now_s,
  started,
  counters: { ...totals, ...counters },
});

describe('rates of the counters', () => {
  it('are unknown at the first read; deadlocks count from then on', () => {
    expect(createCounters().next(row(0))).toEqual({ deadlocksSeen: 0, hitPercentTotal: 90 });
  });

  it('are per second of the server clock', () => {
    const counters = createCounters();
    counters.next(row(0));
    const { rates, deadlocksSeen } = counters.next(
      row(2, { commits: 120, hit: 903, read: 101, deadlocks: 4 }),
    );
    expect(rates).toEqual({ commits: 10, rollbacks: 0, hitPercent: 75, deadlocks: 0.5, tempBytes: 0 });
    expect(deadlocksSeen).toBe(1);
  });

  it('skip an interval in which the statistics were reset', () => {
    const counters = createCounters();
    counters.next(row(0));
    expect(counters.next(row(2, { commits: 5, deadlocks: 9 })).rates).toBeUndefined();
    expect(counters.next(row(4, { commits: 7, deadlocks: 9 })).rates?.commits).toBe(1);
  });

  it('skip an interval in which the server was restarted, though its counters have grown', () => {
    const counters = createCounters();
    counters.next(row(0));
    expect(counters.next(row(9, { commits: 500, deadlocks: 8 }, 'b'))).toMatchObject({ deadlocksSeen: 0 });
  });
});
