import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/i18n/catalogue.js';
import { translate } from '../../src/i18n/t.js';

const root = join(import.meta.dirname, '../../src');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('i18n'))
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

const parameters = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('the message catalogue', () => {
  test('has every message that the code names', () => {
    const named = sources.flatMap(({ name, text }) =>
      [
        ...text.matchAll(/\bmsg\(\s*'([^']+)'/g),
        ...text.matchAll(/\bid: '([a-z]+(?:[.-][\w-]+)*\.[\w.-]+)'/g),
      ].map((match) => ({
        file: name,
        id: match[1] ?? '',
      })),
    );
    expect(named.length).toBeGreaterThan(200);
    expect(named.filter(({ id }) => !(id in catalogue))).toEqual([]);
  });

  test.each(Object.entries(catalogue))(
    'says %s in both languages with the same parameters',
    (_, { en, ja }) => {
      expect(en.trim()).not.toBe('');
      expect(ja.trim()).not.toBe('');
      expect(parameters(ja)).toEqual(parameters(en));
    },
  );

  test('puts parameters and nested messages in their places', () => {
    const text = translate('ja', { id: 'screen.next-retry', params: { time: '3秒' } });
    expect(text).toBe('3秒後に再試行');
    const nested = translate('en', { id: 'keys.open-pane.help', params: { pane: { id: 'pane.logs' } } });
    expect(nested).toBe('open logs as a full screen');
  });

  test('leaves a parameter that is missing in sight', () => {
    expect(translate('en', { id: 'screen.next-retry' })).toBe('retry in {time}');
  });
});
