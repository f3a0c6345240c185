import { describe, expect, test } from 'vitest';
import { bothLanguages } from '../../../src/domain/message.js';
import type { Scalar } from '../../../src/domain/playbook.js';
import type { Lang } from '../../../src/i18n/t.js';
import { columnTitle } from '../../../src/probes/steps/columns.js';
import { cellText } from '../../../src/screens/guide/cell-text.js';
import { makeView } from '../../../src/screens/view.js';
import { sampleRing, sampleState } from '../sample-state.js';

const told = (id: string, value: Scalar, lang: Lang = 'en') =>
  cellText(
    makeView(sampleState({ lang, columns: 120, rows: 40 }), sampleRing, '0.0.0'),
    { id, title: columnTitle(id) },
    value,
  );

describe('a value in a table of evidence', () => {
  test('is a size where its column counts bytes', () => {
    expect(told('size_bytes', 4007)).toBe('3.9K');
    expect(told('size_bytes', 0)).toBe('0B');
    expect(told('max_bytes', -1)).toBe('-1');
  });

  test.each([
    ['age_s', 29_419, '8h10m', '8時間10分'],
    ['etimes', 42, '42s', '42秒'],
    ['xact_seconds', 312, '5m12s', '5分12秒'],
    ['seconds', 3, '3s', '3秒'],
    ['next_s', -90, '-1m30s', '-1分30秒'],
    ['beat_s', 7, '7s ago', '7秒前'],
    ['created_s_ago', 86_400, '1d ago', '1日前'],
  ])('is a length of time where its column counts seconds: %s', (id, value, en, ja) => {
    expect([told(id, value), told(id, value, 'ja')]).toEqual([en, ja]);
  });

  test('is itself where it counts nothing of these', () => {
    expect(told('calls_per_s', 12.5)).toBe('12.5');
    expect(told('name', 'backup_20261122.sql.gz')).toBe('backup_20261122.sql.gz');
    expect(told('age_s', null)).toBe('');
    expect(told('alive', false)).toBe('false');
  });

  test('is itself in a column that a statement named', () => {
    const view = makeView(sampleState({ lang: 'en', columns: 120, rows: 40 }), sampleRing, '0.0.0');
    expect(
      cellText(view, { id: 'job_seconds', title: bothLanguages('job_seconds', 'job_seconds') }, 90),
    ).toBe('90');
  });
});
