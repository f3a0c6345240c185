import { expect, test } from 'vitest';
import { frameShift, letterDrift, shiftMargin } from '../../../src/screens/wall/shift.js';

const minute = 60_000;
const start = Date.UTC(2026, 2, 1, 3, 15, 0);
const places = Array.from({ length: 120 }, (_, i) => frameShift(start + i * minute));

test('the frame stays within its margin and stands at each place of it', () => {
  for (const { column, row } of places) {
    expect(column).toBeLessThanOrEqual(shiftMargin.columns);
    expect(row).toBeLessThanOrEqual(shiftMargin.rows);
  }
  expect(new Set(places.map((p) => `${p.column},${p.row}`)).size).toBe(6);
});

test('it moves by one cell at a time, and not more often than every three minutes', () => {
  const steps = places.slice(1).map((p, i) => {
    const before = places[i] ?? p;
    return Math.abs(p.column - before.column) + Math.abs(p.row - before.row);
  });
  expect(Math.max(...steps)).toBe(1);
  expect(steps.filter((step) => step > 0)).toHaveLength(39);
});

test('within a minute nothing moves', () => {
  const seconds = Array.from({ length: 60 }, (_, i) => start + i * 1000);
  expect(new Set(seconds.map((at) => JSON.stringify([frameShift(at), letterDrift(at, 6)]))).size).toBe(1);
});

test('the letters wander over their slack and back by a column a minute', () => {
  const drifts = Array.from({ length: 24 }, (_, i) => letterDrift(start + i * minute, 6));
  expect([Math.min(...drifts), Math.max(...drifts)]).toEqual([0, 6]);
  expect(drifts.slice(1).every((d, i) => Math.abs(d - (drifts[i] ?? d)) === 1)).toBe(true);
  expect(letterDrift(start, 0)).toBe(0);
});
