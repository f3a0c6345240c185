import { describe, expect, test } from 'vitest';
import type { PostgresReader } from '../../../src/domain/access.js';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';
import { parseAlertRow } from '../../../src/probes/alerts/alert-row.js';
import { createSqlAlertsProbe } from '../../../src/probes/alerts/sql-alerts-probe.js';
import { hostEntry } from '../support/host-entry.js';

const now = Date.UTC(2026, 0, 15, 3);
const hour = 3_600_000;
const source = (id: string, postgres = 'main') => ({ id, postgres, query: `select from ${id}` });

const readerOf = (rows: (query: string) => readonly object[]): PostgresReader => ({
  via: 'connection',
  processes: () => Promise.reject(new Error('not used')),
  query: async <Row extends object>({ text }: { text: string }) => rows(text) as readonly Row[],
});

const read = (alerts: readonly ReturnType<typeof source>[], reader: PostgresReader) =>
  createSqlAlertsProbe({ ...hostEntry, alerts }, { now: () => now }).read(
    { postgres: new Map([['main', reader]]) },
    new AbortController().signal,
  );

describe('SQL alert sources', () => {
  test('give rows of the last 24 hours, newest first, of all sources together', async () => {
    const reader = readerOf((query) => [
      { at: new Date(now - (query.includes('jobs') ? 2 : 1) * hour), severity: 'error', text: query },
      { at: new Date(now - 25 * hour), severity: 'error', text: 'old' },
    ]);
    const { rows } = await read([source('jobs'), source('alerts')], reader);
    expect(rows.map((r) => [r.source, r.severity])).toEqual([
      ['alerts', 'critical'],
      ['jobs', 'critical'],
    ]);
  });

  test('give 50 rows at most', async () => {
    const reader = readerOf(() =>
      Array.from({ length: 90 }, (_, n) => ({ at: new Date(now - n), text: `${n}` })),
    );
    const { rows } = await read([source('alerts')], reader);
    expect(rows).toHaveLength(50);
    expect(rows[0]?.text).toBe('0');
  });

  test('fail alone', async () => {
    const reader = readerOf((query) => {
      if (query.includes('broken')) throw fail('missing', msg('postgres.no-table'));
      return [{ at: new Date(now), severity: 'info', text: 'fine' }];
    });
    const data = await read([source('broken'), source('alerts'), source('lost', 'nowhere')], reader);
    expect(data.rows).toHaveLength(1);
    expect(data.failures.map((f) => [f.source, f.failure.kind])).toEqual([
      ['broken', 'missing'],
      ['lost', 'missing'],
    ]);
  });

  test('whose statement lacks the column "at" say so', async () => {
    const data = await read(
      [source('alerts')],
      readerOf(() => [{ created_at: new Date(now), text: 'x' }]),
    );
    expect(data.failures[0]?.failure.kind).toBe('malformed');
  });

  test('let bugs through', async () => {
    const reader = readerOf(() => {
      throw new TypeError('bug');
    });
    await expect(read([source('alerts')], reader)).rejects.toThrow(TypeError);
  });
});

describe('a row', () => {
  const parse = (row: Record<string, unknown>) => parseAlertRow('alerts', row);

  test.each([
    [new Date(now), now],
    [now / 1000, now],
    ['2026-01-15 03:00:00+00', now],
    ['2026-01-15 12:00:00+09', now],
    ['2026-01-15 08:30:00.5+05:30', now + 500],
    ['2026-01-15 03:00:00', now],
    ['2026-01-15T03:00:00Z', now],
    [null, undefined],
    ['yesterday', undefined],
  ])('at %s', (at, expected) => {
    expect(parse({ at })?.at).toBe(expected);
  });

  test.each([
    ['error', 'critical'],
    ['FAILED', 'critical'],
    ['Warning', 'warn'],
    ['success', 'ok'],
    ['info', 'info'],
    [undefined, 'warn'],
    ['重大', 'warn'],
  ])('severity %s', (severity, expected) => {
    expect(parse({ at: new Date(now), severity })?.severity).toBe(expected);
  });

  test('is made harmless', () => {
    const row = parse({ at: new Date(now), text: '\u001b[2J店舗の\n同期に失敗', kind: 'task\u0007_failed' });
    expect(row).toMatchObject({ text: '店舗の 同期に失敗', kind: 'task_failed' });
  });
});
