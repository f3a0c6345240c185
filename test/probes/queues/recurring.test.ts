import { describe, expect, it } from 'vitest';
import { errorText } from '../../../src/probes/queues/solid-queue/error-text.js';
import { missedRun } from '../../../src/probes/queues/solid-queue/recurring.js';

const every = (seconds: number, last: number, runs = 5) =>
  Array.from({ length: runs }, (_, i) => last + i * seconds);

describe('a missed run', () => {
  it.each([
    ['no run', [], 'unknown'],
    ['two runs', every(60, 500, 2), 'unknown'],
    ['a run in time', every(3600, 3000), false],
    ['a run late by less than half', every(3600, 5400), false],
    ['a run late by more than half', every(3600, 5401), true],
    ['a fast rhythm and ten seconds of grace', every(5, 15), false],
    ['a fast rhythm that stopped', every(5, 16), true],
    ['an uneven rhythm: nights off', [40_000, 43_600, 47_200, 90_000, 93_600], 'unknown'],
  ] as const)('%s: %#', (_, runsAgo, missed) => {
    expect(missedRun(runsAgo)).toBe(missed);
  });
});

describe('the error of a failed job', () => {
  it('is class and message, also of JSON that was cut off', () => {
    const json = JSON.stringify({ exception_class: 'KeyError', message: 'a "b"\nc', backtrace: ['x'] });
    expect(errorText(json)).toBe('KeyError: a "b" c');
    expect(errorText(json.slice(0, -8))).toBe('KeyError: a "b" c');
    expect(errorText('{"exception_class":"KeyError","message":"cut o')).toBe('KeyError: cut o');
  });

  it('is the text itself when it is no JSON, without passwords of addresses', () => {
    expect(errorText('lost redis://:hunter2@cache.example/0')).toBe('lost redis://:•••@cache.example/0');
    expect(errorText(null)).toBe('');
  });
});
