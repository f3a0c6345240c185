import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reportIncident } from '../../src/main/incident-report.js';
import { openIncidentFile } from '../../src/record/incident-file.js';
import { declared, sampleEntries } from '../incident/sample-incident.js';

const id = '20260301-031500-salon-gbp';

describe('cockpit incident', () => {
  let dir: string;
  let printed: string;
  let complained: string;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'cockpit-incident-'));
    printed = '';
    complained = '';
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const run = (request: Parameters<typeof reportIncident>[0], out?: string) =>
    reportIncident(request, {
      lang: 'en',
      dir,
      ...(out === undefined ? {} : { out }),
      print: (text) => {
        printed += text;
      },
      complain: (text) => {
        complained += text;
      },
    });
  const record = async () => {
    const file = openIncidentFile({ dir });
    for (const entry of sampleEntries) await file.append(id, entry);
    if (declared.kind !== 'declared') throw new Error('the first entry declares');
    await file.append('20260302-000000-other', { ...declared, host: 'other', title: '異常' });
  };

  test('says where it looked when there is none', async () => {
    expect(await run({ action: 'list' })).toBe(0);
    expect(printed).toContain(dir);
  });

  test('says that there is none yet where the newest is asked for', async () => {
    expect(await run({ action: 'export', id: 'last' })).toBe(1);
    expect(complained).toContain('no incidents recorded');
  });

  test('lists them oldest first, with what is open', async () => {
    await record();
    expect(await run({ action: 'list' })).toBe(0);
    const rows = printed.trimEnd().split('\n');
    expect(rows[1]).toMatch(/^20260301-031500-salon-gbp +closed +critical +salon-gbp +1m30s +502/);
    expect(rows[2]).toMatch(/^20260302-000000-other +open .* 異常$/);
  });

  test('shows the timeline of one, and of the newest without a name', async () => {
    await record();
    expect(await run({ action: 'show', id })).toBe(0);
    expect(printed).toContain('2026-03-01 03:15:21Z  cause: the app container is stopped');
    printed = '';
    expect(await run({ action: 'show', id: 'last' })).toBe(0);
    expect(printed).toContain('20260302-000000-other');
  });

  test('writes a post-mortem to a new file, never over another', async () => {
    await record();
    const out = join(dir, 'pm.md');
    expect(await run({ action: 'export', id }, out)).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('## Timeline');
    expect(await run({ action: 'export', id }, out)).toBe(1);
    expect(complained).toContain('EEXIST');
  });

  test('names those that are there when asked for another', async () => {
    await record();
    expect(await run({ action: 'show', id: 'nope' })).toBe(1);
    expect(complained).toContain(id);
  });
});
