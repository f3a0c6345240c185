import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { incidentId, listIncidents, openIncidentFile, readIncident } from '../../src/record/incident-file.js';
import { at, sampleEntries } from '../incident/sample-incident.js';

const id = '20260301-031500-salon-gbp';

describe('the file of an incident', () => {
  let dir: string;
  let file: string;
  beforeEach(() => {
    dir = join(mkdtempSync(join(tmpdir(), 'cockpit-incident-')), 'cockpit');
    file = join(dir, 'incidents', `${id}.jsonl`);
  });
  afterEach(() => rmSync(join(dir, '..'), { recursive: true, force: true }));

  const writeAll = async () => {
    const log = openIncidentFile({ dir });
    await Promise.all(sampleEntries.map((entry) => log.append(id, entry)));
  };

  test('is for its owner alone, and gives back what was written, in its order', async () => {
    await writeAll();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(dir, 'incidents')).mode & 0o777).toBe(0o700);
    expect(await readIncident(dir, id)).toEqual({ id, entries: sampleEntries, unreadable: 0 });
    expect(await listIncidents(dir)).toEqual([id]);
  });

  test('loses the line under way at most, whichever byte was the last before a crash, and goes on after it', async () => {
    await writeAll();
    const whole = readFileSync(file);
    const ends = [...whole.entries()].filter(([, byte]) => byte === 0x0a).map(([index]) => index + 1);
    // Every byte of the first two lines and of the last one.
    const cuts = [...whole.keys()].filter((n) => n <= (ends[1] ?? 0) || n >= (ends.at(-2) ?? 0));
    for (const cut of cuts) {
      writeFileSync(file, whole.subarray(0, cut));
      const complete = ends.filter((end) => end <= cut).length;
      const read = await readIncident(dir, id);
      expect(read?.entries.slice(0, complete), `cut at ${cut}`).toEqual(sampleEntries.slice(0, complete));
    }
    writeFileSync(file, whole.subarray(0, (ends[2] ?? 0) - 3));
    const later = at(200, { kind: 'resumed', by: 'aoki@desk' });
    await openIncidentFile({ dir }).append(id, later);
    expect(await readIncident(dir, id)).toEqual({
      id,
      entries: [...sampleEntries.slice(0, 2), later],
      unreadable: 1,
    });
  });

  test('holds no secret and nothing that a terminal would act on', async () => {
    const text = 'PGPASSWORD=hunter2 psql \u001b]52;c;eA==\u0007 \u202e';
    await openIncidentFile({ dir }).append(id, at(1, { kind: 'note', by: 'x', text }));
    const written = readFileSync(file, 'utf8');
    expect(written).not.toContain('hunter2');
    expect([...written].filter((c) => /[\p{Cc}\u202e]/u.test(c))).toEqual(['\n']);
  });

  test('says of what can not be read that it can not be read', async () => {
    mkdirSync(file, { recursive: true });
    const about = (path: string) => ({
      failure: { what: { id: 'operate.record.unread', params: { path } } },
    });
    await expect(readIncident(dir, id)).rejects.toMatchObject(about(file));
    rmSync(join(dir, 'incidents'), { recursive: true });
    writeFileSync(join(dir, 'incidents'), 'a file in the place of a folder');
    await expect(listIncidents(dir)).rejects.toMatchObject(about(join(dir, 'incidents')));
  });

  test('is not looked for outside of its folder', async () => {
    expect(await readIncident(dir, '../actions')).toBeUndefined();
    expect(await readIncident(dir, id)).toBeUndefined();
    expect(await listIncidents(dir)).toEqual([]);
  });

  test('is named after its time and host', () => {
    const time = Date.parse('2026-03-01T03:15:00Z');
    expect(incidentId('salon-gbp', time)).toBe(id);
    expect(incidentId('ops@shop.example', time)).toBe('20260301-031500-ops@shop.example');
    expect(incidentId('../x y', time)).toBe('20260301-031500-.._x_y');
  });
});
