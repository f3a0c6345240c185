import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChecklistRecord } from '../../src/domain/checklist.js';
import { appendChecklist, readChecklists } from '../../src/record/checklist-file.js';

const record: ChecklistRecord = {
  at: '2026-11-22T00:15:00.000Z',
  host: 'salon-gbp',
  who: 'aiko@laptop',
  playbook: 'checklist-daily',
  kind: 'daily',
  title: { en: 'Daily checklist', ja: '毎日のチェックリスト' },
  points: [
    {
      step: 'site',
      title: { en: 'Does the site answer?', ja: 'サイトは応答しているか' },
      state: 'fail',
      say: { en: 'api: status (502)', ja: 'api: status（502）' },
    },
    { step: 'trackers', title: { en: 'New errors', ja: '新しいエラー' }, state: 'ticked' },
  ],
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cockpit-checklists-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the file of checklists', () => {
  test('gives back what was appended, oldest first, and is for its owner alone', async () => {
    await appendChecklist(dir, record);
    await appendChecklist(dir, { ...record, who: 'ken@laptop' });
    const { records, unreadable } = await readChecklists(dir);
    expect(records).toEqual([record, { ...record, who: 'ken@laptop' }]);
    expect(unreadable).toBe(0);
    expect(statSync(join(dir, 'checklists.jsonl')).mode & 0o777).toBe(0o600);
  });

  test('gives the last line of each walk', async () => {
    const walk = { ...record, started: '2026-11-22T00:10:00.000Z' };
    const other = { ...walk, started: '2026-11-22T00:12:00.000Z', unfinished: true } as const;
    const [first] = record.points;
    if (!first) throw new Error('the sample has points');
    await appendChecklist(dir, { ...walk, unfinished: true, points: [first] });
    await appendChecklist(dir, other);
    await appendChecklist(dir, walk);
    expect(await readChecklists(dir)).toEqual({ records: [other, walk], unreadable: 0 });
  });

  test('is empty where none was gone through', async () => {
    expect(await readChecklists(dir)).toEqual({ records: [], unreadable: 0 });
  });

  test('says whether it could not be read or not be written', async () => {
    const path = join(dir, 'checklists.jsonl');
    mkdirSync(path);
    const about = (id: string) => ({ failure: { what: { id, params: { path } } } });
    await expect(readChecklists(dir)).rejects.toMatchObject(about('operate.record.unread'));
    await expect(appendChecklist(dir, record)).rejects.toMatchObject(about('operate.record.unwritten'));
  });

  test('masks secrets before they are written', async () => {
    const say = { en: 'postgres://app:hunter2@db/salon', ja: 'postgres://app:hunter2@db/salon' };
    const [point] = record.points;
    if (!point) throw new Error('the sample has points');
    await appendChecklist(dir, { ...record, points: [{ ...point, say }] });
    expect(readFileSync(join(dir, 'checklists.jsonl'), 'utf8')).not.toContain('hunter2');
  });

  test('counts a line that a crash cut off, and loses none after it', async () => {
    await appendChecklist(dir, record);
    const path = join(dir, 'checklists.jsonl');
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole + whole.slice(0, 90));
    await appendChecklist(dir, record);
    const { records, unreadable } = await readChecklists(dir);
    expect(records).toHaveLength(2);
    expect(unreadable).toBe(1);
  });
});
