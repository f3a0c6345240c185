import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ActionRecord } from '../../src/domain/perform.js';
import { translate } from '../../src/i18n/t.js';
import { reportActions } from '../../src/main/actions-report.js';
import { openActionLog } from '../../src/record/action-log.js';
import { displayWidth } from '../../src/ui/text/width.js';

const record: ActionRecord = {
  at: '2026-01-02T03:04:05.678Z',
  event: 'started',
  id: 'a',
  who: 'ops@desk',
  host: 'salon',
  hostKey: 'SHA256:x',
  playbook: 'web-502',
  step: 'start-app',
  on: 'host',
  command: 'docker start salon_gbp_api',
};

describe('the report of actions', () => {
  let state: string;
  let printed: string;
  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), 'cockpit-report-'));
    vi.stubEnv('XDG_STATE_HOME', state);
    printed = '';
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(state, { recursive: true });
  });

  const report = async (host?: string, lang: 'en' | 'ja' = 'en') =>
    reportActions(
      host,
      (message) => translate(lang, message),
      (text) => {
        printed += text;
      },
    );

  test('says that there is none', async () => {
    expect(await report()).toBe(0);
    expect(printed).toBe(`No action is on record in ${state}/cockpit\n`);
  });

  test.each(['en', 'ja'] as const)('has one aligned row an action in %s, newest last', async (lang) => {
    const log = openActionLog({ dir: join(state, 'cockpit') });
    await log.append(record);
    await log.append({ ...record, event: 'ended', outcome: 'unknown', detail: 'link lost' });
    await log.append({ ...record, event: 'reconciled', outcome: 'done' });
    await log.append({ ...record, id: 'b', on: 'operator', command: 'kamal app boot', host: '予約サイト' });
    await log.append({ ...record, id: 'c', event: 'ended', outcome: 'failed', exit: 3 });
    expect(await report(undefined, lang)).toBe(0);
    const rows = printed.trimEnd().split('\n');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toMatch(
      /^2026-01-02 03:04:05 {2}ops@desk {2}salon +web-502\/start-app {2}\S.* {2}docker start salon_gbp_api$/,
    );
    const starts = rows.map((row) =>
      displayWidth(row.slice(0, row.search(/web-502\/start-app|PLAYBOOK|手順/))),
    );
    expect(new Set(starts).size).toBe(1);
    if (lang === 'en') {
      expect(rows[1]).toMatch(/unknown · link lost · looked up later: done {2}/);
      expect(rows[2]).toMatch(/outcome not recorded {2}/);
      expect(rows[3]).toMatch(/failed · exit 3 {2}/);
    }
  });

  test.each([
    [
      'en',
      /unknown · The link was lost {2}/,
      /failed · exit 126 · No sudo: sudo: a password is required {2}/,
    ],
    ['ja', /不明 · 接続断 {2}/, /失敗 · 終了コード 126 · sudo 不可: sudo: a password is required {2}/],
  ] as const)(
    'says in %s why it did not end well, also where old lines name a message',
    async (lang, lost, sudo) => {
      const log = openActionLog({ dir: join(state, 'cockpit') });
      const ended = { ...record, event: 'ended' } as const;
      await log.append({
        ...ended,
        id: 'a',
        outcome: 'unknown',
        why: { en: 'The link was lost', ja: '接続断' },
      });
      const why = { en: 'No sudo', ja: 'sudo 不可' };
      const detail = 'sudo: a password is required';
      await log.append({ ...ended, id: 'b', outcome: 'failed', exit: 126, why, detail });
      await log.append({ ...ended, id: 'c', outcome: 'unknown', detail: 'operate.unknown.lost' });
      await log.append({ ...ended, id: 'd', outcome: 'failed', detail: 'operate.bug: read ECONNRESET' });
      await report(undefined, lang);
      const [, a, b, c, d] = printed.split('\n');
      expect(a).toMatch(lost);
      expect(b).toMatch(sudo);
      expect(c).toMatch(/ {2}(?:unknown|不明) {2}/);
      expect(d).toMatch(/ {2}(?:failed|失敗) · read ECONNRESET {2}/);
    },
  );

  test('tells what was done from what took it back', async () => {
    const log = openActionLog({ dir: join(state, 'cockpit') });
    for (const event of ['started', 'ended'] as const)
      await log.append({ ...record, id: 'b', event, undoing: true, command: 'docker stop salon_gbp_api' });
    await report();
    expect(printed).toMatch(/ {2}web-502\/start-app \(undo\) {2}/);
  });

  test('shows one host alone', async () => {
    const log = openActionLog({ dir: join(state, 'cockpit') });
    await log.append(record);
    await log.append({ ...record, id: 'b', host: 'other' });
    await report('other');
    expect(printed.trimEnd().split('\n')).toHaveLength(2);
  });

  test('tells of lines that it can not read, and sends nothing of them to the terminal', async () => {
    mkdirSync(join(state, 'cockpit'));
    const hostile = JSON.stringify({ ...record, command: 'x\u001b]52;c;eA==\u0007y' });
    writeFileSync(join(state, 'cockpit', 'actions.jsonl'), `${hostile}\n{"torn\u001b[2J`);
    await report();
    expect(printed).not.toMatch(/\u001b|\u0007/);
    expect(printed).toContain('xy');
    expect(printed).toContain('1 lines in');
  });
});
