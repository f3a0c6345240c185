import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parseHosts } from '../../src/config/parse.js';
import { translate } from '../../src/i18n/t.js';
import { configReport } from '../../src/main/config-report.js';
import { displayWidth } from '../../src/ui/text/width.js';

const file = join(import.meta.dirname, '../../hosts.yaml');
const loaded = { ...parseHosts(readFileSync(file, 'utf8'), file), file };
const capabilities = { color: 'none', unicode: true } as const;

describe('the report of a checked hosts.yaml', () => {
  test.each(['en', 'ja'] as const)('has one aligned row a host in %s', (lang) => {
    const report = stripVTControlCharacters(
      configReport(loaded, (m) => translate(lang, m), { columns: 100, capabilities }),
    );
    const rows = report.split('\n').slice(1, -1);
    for (const host of loaded.hosts)
      expect(rows.filter((row) => row.includes(host.name)).length).toBeGreaterThan(0);
    expect(new Set(rows.map(displayWidth)).size).toBe(1);
    expect(Math.max(...rows.map(displayWidth))).toBeLessThanOrEqual(100);
  });

  test('counts hosts without a table when there are none', () => {
    const report = configReport({ hosts: [], defaults: {}, file: 'x.yaml' }, (m) => translate('en', m), {
      columns: 80,
      capabilities,
    });
    expect(report).toBe('x.yaml: no problems, hosts: 0\n');
  });
});
