import { expect, test } from 'vitest';
import { fillText } from '../../src/triage/fill.js';

const filled = (en: string, ja: string, row: Readonly<Record<string, string | number>>) =>
  fillText({ en, ja }, {}, { row }).params;

test('seconds with their unit behind them read as a length of time', () => {
  const age = (age_s: number) => filled('@{row.age_s} s old', '@{row.age_s} 秒前', { age_s });
  expect(age(45)).toEqual({ en: '45s old', ja: '45秒前' });
  expect(age(10_822)).toEqual({ en: '3h old', ja: '3時間前' });
  expect(filled('@{row.started_s_ago} s', '@{row.started_s_ago} 秒', { started_s_ago: 90 })).toEqual({
    en: '1m30s',
    ja: '1分30秒',
  });
  expect(filled('x', '@{row.xact_seconds} 秒間書いていない', { xact_seconds: 7200 })?.ja).toBe(
    '2時間書いていない',
  );
});

test('bytes with their unit behind them read as a size', () => {
  expect(
    filled('@{row.name}, @{row.size_bytes} bytes', '@{row.size_bytes} バイト', {
      name: 'a',
      size_bytes: 1_288_490_189,
    }),
  ).toEqual({ en: 'a, 1.2G', ja: '1.2G' });
  const used = { used_bytes: 1_288_490_189 };
  expect(filled('x', '@{row.used_bytes} バイトを占める', used)?.ja).toBe('1.2G を占める');
});

test('what is no number, has no unit behind it, or another name stays as it is', () => {
  expect(filled('@{row.age_s} s', '@{row.age_s}', { age_s: 'old' })).toEqual({ en: 'old s', ja: 'old' });
  expect(filled('@{row.age_s} s', '@{row.age_s}', {})).toEqual({ en: '– s', ja: '–' });
  expect(filled('@{row.age_s} seconds', '@{row.age_s}', { age_s: 7200 })).toEqual({
    en: '7200 seconds',
    ja: '7200',
  });
  expect(filled('@{row.jobs} s', '@{row.jobs} 秒', { jobs: 7200 })).toEqual({ en: '7200 s', ja: '7200 秒' });
});
