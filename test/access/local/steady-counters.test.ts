import { describe, expect, it } from 'vitest';
import { SteadyCounters } from '../../../src/access/local/steady-counters.js';

const reading = (bytes: number) => new Map([['en0', bytes]]);

describe('counters that are read now and then', () => {
  it('are unknown until the second reading', () => {
    const counters = new SteadyCounters(10_000);
    counters.take(reading(5000), 0);
    expect([...counters.at(1000)]).toEqual([]);
    counters.take(reading(7000), 2000);
    expect([...counters.at(2000)]).toEqual([['en0', 7000]]);
  });

  it('grow as fast as between the last two readings, without a leap at the next one', () => {
    const counters = new SteadyCounters(10_000);
    counters.take(reading(0), 0);
    counters.take(reading(2000), 2000);
    const at = (now: number) => counters.at(now).get('en0') ?? Number.NaN;
    expect(at(4000) - at(2000)).toBe(2000);
    const before = at(12_000);
    counters.take(reading(42_000), 12_000);
    expect(at(12_000)).toBe(before);
    expect(at(14_000) - at(12_000)).toBe(8000);
  });

  it('begin anew when one went backwards', () => {
    const counters = new SteadyCounters(10_000);
    counters.take(reading(5000), 0);
    counters.take(reading(6000), 2000);
    counters.take(reading(100), 4000);
    expect([...counters.at(5000)]).toEqual([]);
    counters.take(reading(300), 6000);
    expect([...counters.at(6000)]).toEqual([['en0', 300]]);
  });

  it('are unknown when they were not read for long, or are gone', () => {
    const counters = new SteadyCounters(10_000);
    counters.take(reading(0), 0);
    counters.take(reading(10), 2000);
    expect(counters.at(31_000).size).toBe(1);
    expect(counters.at(33_000).size).toBe(0);
    counters.take(new Map(), 34_000);
    expect(counters.at(34_000).size).toBe(0);
  });
});
