import { describe, expect, test } from 'vitest';
import { isReadOnlyText } from '../../../../src/domain/read-statement.js';
import type { StepReaders } from '../../../../src/domain/step-probe.js';
import { tableAgeProbe } from '../../../../src/probes/steps/tables/table-age.js';
import { tableRowsProbe } from '../../../../src/probes/steps/tables/table-rows.js';
import { hostEntry } from '../../support/host-entry.js';
import { readersWith } from '../support/readers.js';

const options = { signal: new AbortController().signal, timeoutMs: 1000 };
const server = { name: 'main', address: { kind: 'container', container: 'db' }, user: 'u', database: 'd' };

const asking = (rows: readonly Record<string, unknown>[]) => {
  const asked: string[] = [];
  const query = async ({ text }: { text: string }) => {
    asked.push(text);
    return rows;
  };
  const from = readersWith({
    entry: { ...hostEntry, postgres: [server as (typeof hostEntry.postgres)[number]] },
    readers: { postgres: new Map([['main', { query }]]) } as unknown as StepReaders['readers'],
  });
  return { asked, from };
};

describe('the age of a table', () => {
  const args = { table: 'public.races', column: 'updated_at' };

  test('a name enters the statement as a quoted name, and the statement only reads', async () => {
    const { asked, from } = asking([]);
    await tableAgeProbe.read(from, args, options);
    expect(asked[0]).toContain('max("updated_at")::timestamptz AS newest FROM "public"."races"');
    expect(isReadOnlyText(asked[0] ?? '')).toBe(true);
  });

  test.each([
    [
      { newest: '2026-11-20 18:00:00', age_h: 48.04, rows: 2412 },
      { age_h: 48, stale: true, rows: 2412 },
    ],
    [
      { newest: '2026-11-22 18:00:00', age_h: 0.2, rows: null },
      { age_h: 0.2, stale: false, rows: null },
    ],
    [
      { newest: null, age_h: null, rows: 0 },
      { newest: null, stale: null, rows: 0 },
    ],
  ])('%o', async (row, expected) => {
    const seen = await tableAgeProbe.read(asking([row]).from, args, options);
    expect(seen.table?.rows[0]).toMatchObject(expected);
  });
});

test('the last rows of a table are asked for with quoted names and a bound', async () => {
  const { asked, from } = asking([{ race_id: '20260101_01', updated_at: null }]);
  const args = {
    table: 'races',
    columns: ['race_id', 'updated_at'],
    order: 'updated_at',
    first: true,
    max: '9999',
  };
  const seen = await tableRowsProbe.read(from, args, options);
  expect(asked).toEqual([
    'SELECT "race_id"::text, "updated_at"::text FROM "races" ORDER BY "updated_at" ASC NULLS FIRST LIMIT 200',
  ]);
  expect(seen.table?.rows).toEqual([{ race_id: '20260101_01', updated_at: null }]);
});
