import { describe, expect, test } from 'vitest';
import { oid, parserOf, rowsOfJson } from '../../../src/access/postgres/pg-types.js';

/** Recorded: psql -XAtq -c "SELECT json_agg(t) FROM (SELECT 7::int8 n, 1.50 p, 5::oid o, 'NaN'::float8 f, '{"n":1,"p":2}'::jsonb j) t" */
const recorded = '[{"n":7,"p":1.50,"o":"5","f":"NaN","j":{"n": 1, "p": 2}}]';
const types = new Map([
  ['n', oid.int8],
  ['p', oid.numeric],
  ['o', oid.oid],
  ['f', oid.float8],
  ['j', oid.jsonb],
]);

describe('values from psql', () => {
  test('have the types of the direct connection when these are known', () => {
    expect(rowsOfJson(recorded, types)).toEqual([
      { n: '7', p: '1.50', o: 5, f: Number.NaN, j: { n: 1, p: 2 } },
    ]);
  });

  test('keep every digit of an integer that a number cannot hold', () => {
    expect(rowsOfJson('[{"a":9007199254740993,"b":12}]', undefined)).toEqual([
      { a: '9007199254740993', b: 12 },
    ]);
  });
});

test.each([
  ['2026-01-31 12:00:00.5+00', '2026-01-31T12:00:00.5+00:00'],
  ['2026-01-31 12:00:00+05:30', '2026-01-31T12:00:00+05:30'],
  ['2026-01-31 12:00:00', '2026-01-31T12:00:00'],
  ['infinity', 'infinity'],
])('the time %s becomes %s', (text, iso) => {
  expect(parserOf(oid.timestamptz)(text)).toBe(iso);
});
