import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChecklistRecord } from '../../src/domain/checklist.js';
import type { Lang } from '../../src/i18n/t.js';
import { reportChecklists } from '../../src/main/checklists-report.js';
import { appendChecklist } from '../../src/record/checklist-file.js';
import { displayWidth } from '../../src/ui/text/width.js';

const both = (en: string, ja: string) => ({ en, ja });

const record: ChecklistRecord = {
  at: '2026-11-22T00:15:00.000Z',
  host: 'salon-gbp',
  who: 'kato@desk',
  playbook: 'checklist-daily',
  kind: 'daily',
  title: both('Every day', '毎日の点検'),
  points: [
    {
      step: 'site',
      title: both('Does the site answer?', 'サイトは応答するか'),
      state: 'ok',
      say: both('200', '200'),
    },
    { step: 'age', title: both('Is the backup fresh?', 'バックアップは新しいか'), state: 'inconclusive' },
    { step: 'mails', title: both('Read the mails', 'メールの確認'), state: 'ticked' },
  ],
};

describe('cockpit checklists', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'cockpit-checklists-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const report = async (host?: string, lang: Lang = 'en') => {
    let text = '';
    const code = await reportChecklists(host, {
      lang,
      dir,
      print: (more) => {
        text += more;
      },
    });
    expect(code).toBe(0);
    return text;
  };

  test('says where it looked when there is none', async () => {
    expect(await report()).toContain(dir);
  });

  test('shows each with its points, the states in a column of their own', async () => {
    await appendChecklist(dir, record);
    const lines = (await report()).split('\n');
    expect(lines[0]).toMatch(/^2026-11-2[12] \d\d:\d\d.*salon-gbp.*Every day.*kato@desk/);
    expect(lines).toContain('  ok         Does the site answer?: 200');
    expect(lines).toContain('  not known  Is the backup fresh?');
    expect(lines).toContain('  done       Read the mails');
  });

  test('says of one that was broken off that it is not finished', async () => {
    await appendChecklist(dir, { ...record, unfinished: true });
    expect(await report()).toMatch(/Every day .*NOT finished/);
    expect(await report(undefined, 'ja')).toContain('未完了');
  });

  test('lines wide characters up', async () => {
    await appendChecklist(dir, record);
    const lines = (await report(undefined, 'ja')).split('\n');
    const titles = record.points.map(({ title }) => title.ja);
    const starts = titles.map((title) => {
      const line = lines.find((one) => one.includes(title)) ?? '';
      return displayWidth(line.slice(0, line.indexOf(title)));
    });
    expect(starts).toEqual([12, 12, 12]);
  });

  test('shows those of one host alone, newest last', async () => {
    await appendChecklist(dir, record);
    await appendChecklist(dir, { ...record, host: 'other' });
    await appendChecklist(dir, { ...record, at: '2026-11-23T00:15:00.000Z', who: 'mori@desk' });
    const text = await report('salon-gbp');
    expect(text).not.toContain('other');
    expect(text.indexOf('kato@desk')).toBeLessThan(text.indexOf('mori@desk'));
  });

  test('leaves no control character of a record on the terminal, and counts lines that are none', async () => {
    await appendChecklist(dir, { ...record, title: both('Every\u001B[2J day', '毎日') });
    appendFileSync(join(dir, 'checklists.jsonl'), '{"at":"never"}\n');
    const text = await report();
    expect(text).not.toContain('\u001B');
    expect(text).toMatch(/\b1\b.*checklists|checklists.*\b1\b/);
  });
});
