import { describe, expect, test } from 'vitest';
import type { Incident } from '../../src/domain/incident.js';
import type { Msg } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { durationsOf } from '../../src/incident/durations.js';
import { ladderOf, leftToRespond, nextRung } from '../../src/incident/escalation.js';
import { foldIncident } from '../../src/incident/fold.js';
import { postMortem } from '../../src/incident/post-mortem.js';
import { at, declared, sampleEntries } from './sample-incident.js';

function fold(entries = sampleEntries): Incident {
  const incident = foldIncident('20260301-031500-salon-gbp', entries);
  if (!incident) throw new Error('the sample declares an incident');
  return incident;
}
const telling = (lang: 'en' | 'ja') => ({ lang, t: (message: Msg) => translate(lang, message) });

describe('an incident', () => {
  test('is what its entries tell, the last word on each thing', () => {
    expect(fold()).toMatchObject({
      severity: 'critical',
      respondMinutes: 15,
      called: [{ role: '開発リード' }],
      resolution: 'started again',
      closedAt: Date.parse('2026-03-01T03:16:30Z'),
    });
    const lowered = fold([declared, at(5, { kind: 'severity', severity: 'low', respondMinutes: 10_080 })]);
    expect(lowered).toMatchObject({ severity: 'low', respondMinutes: 10_080 });
    expect(lowered.closedAt).toBeUndefined();
  });

  test('is none without a declaration at its beginning', () => {
    expect(foldIncident('x', [])).toBeUndefined();
    expect(foldIncident('x', sampleEntries.slice(1))).toBeUndefined();
  });

  test('took as long as its entries say', () => {
    expect(durationsOf(fold())).toEqual({
      toResponse: 20_000,
      toCause: 21_000,
      toAction: 40_000,
      toRecovery: 50_000,
      toClose: 90_000,
    });
  });

  test('has not recovered while its last situation is trouble', () => {
    const relapse = at(80, { kind: 'situation', state: 'trouble', text: { en: '502', ja: '502' } });
    expect(durationsOf(fold([...sampleEntries, relapse])).toRecovery).toBeUndefined();
    expect(durationsOf(fold([declared]))).toEqual({});
  });

  test('has not recovered where no trouble was ever seen', () => {
    const quiet = at(1, { kind: 'situation', state: 'healthy', text: { en: 'no trouble', ja: '異常なし' } });
    expect(durationsOf(fold([declared, quiet])).toRecovery).toBeUndefined();
  });

  test('calls its contacts in the order of their times, those first that have none', () => {
    const contacts = [
      { role: 'manager', withinMinutes: 60 },
      { role: '開発リード', name: '青木', withinMinutes: 30 },
      { role: 'on-call' },
    ];
    const ladder = ladderOf(fold(), contacts);
    expect(ladder.map((rung) => rung.role)).toEqual(['on-call', '開発リード', 'manager']);
    expect(ladder[1]?.calledAt).toBe(Date.parse('2026-03-01T03:16:15Z'));
    expect(nextRung(ladder)?.role).toBe('on-call');
    expect(nextRung(ladder.slice(1, 2))).toBeUndefined();
  });

  test('counts down to its answer, and beyond', () => {
    const incident = fold([declared]);
    expect(leftToRespond(incident, incident.declaredAt + 14 * 60_000)).toBe(60_000);
    expect(leftToRespond(incident, incident.declaredAt + 16 * 60_000)).toBe(-60_000);
  });
});

describe('a post-mortem', () => {
  test('tells durations, cause with its evidence, timeline, commands and follow-ups', () => {
    const text = postMortem(fold(), telling('en'));
    expect(text).toMatch(/^# 502: salon_gbp_api is stopped\n/);
    expect(text).toContain('| a cause was named | 21 s |');
    expect(text).toContain('| it was closed | 1 min 30 s |');
    expect(text).toContain('- **the app container is stopped** (`web-502`)');
    expect(text).toContain('> salon_gbp_api \\| Exited (0)');
    expect(text).toContain('| 03:15:40 | started: docker start salon_gbp_api |');
    expect(text).toContain('  docker start salon_gbp_api');
    expect(text).toContain('- [ ] alert on exited containers');
  });

  test('reads in Japanese, with the texts as they were in Japanese', () => {
    const text = postMortem(fold(), telling('ja'));
    expect(text).toContain('- **アプリのコンテナが停止** (`web-502`)');
    expect(text).toContain('| 原因特定まで | 21 秒 |');
    expect(text).not.toContain('the app is stopped');
  });

  test('holds nothing that a terminal acts on', () => {
    const note = at(61, { kind: 'note', by: 'x', text: 'a\x1b]0;b\x07c\u202ed\x9b2J' });
    const text = postMortem(fold([...sampleEntries, note]), telling('en'));
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(text).toContain('bcd');
  });

  test('tells of a detached action that its end is open, and of one that was learned later how it ended', () => {
    const action = {
      kind: 'action',
      playbook: 'p',
      step: 's',
      on: 'host',
      command: 'restore x',
    } as const;
    const begun = at(61, { ...action, event: 'started', action: 'z', detached: true });
    const open = postMortem(fold([...sampleEntries, begun]), telling('en'));
    expect(open).toContain('started, goes on on the host whatever becomes of the link: restore x');
    expect(open).toMatch(/runs on the host, or its end was not seen yet\n\n {2}```sh\n {2}restore x/);
    const end = at(121, { ...action, event: 'ended', action: 'z', outcome: 'done', exit: 0 });
    const known = postMortem(fold([...sampleEntries, begun, end]), telling('en'));
    expect(known).not.toContain('was not seen yet');
    expect(known).toMatch(/done · exit 0 · 1 min\b.*\n\n {2}```sh\n {2}restore x/);
  });

  test('keeps the words of people and hosts from becoming markup', () => {
    const hostile = at(61, { kind: 'note', by: 'x', text: 'a | b\nc' });
    const nested = at(62, {
      kind: 'action',
      event: 'started',
      action: 'z',
      playbook: 'p',
      step: 's',
      on: 'host',
      command: "echo '```'\nrm x",
    });
    const evil = at(63, {
      kind: 'step',
      playbook: 'p',
      step: 's',
      verdict: 'fail',
      say: { en: 'a ` tick <img src=x> ![x](//evil.example)', ja: '' },
      quote: 'a ` <img src=y> | b',
    });
    const end = at(64, { kind: 'closed', by: 'x', resolution: 'ended with a | bar' });
    const text = postMortem(fold([...sampleEntries, hostile, nested, evil, end]), telling('en'));
    expect(text).toContain('a \\| b ⏎ c');
    expect(text).toContain('a \\` tick \\<img src=x\\> !\\[x\\](//evil.example)');
    expect(text).toContain("— `a ' <img src=y> \\| b`");
    // A bar that is escaped twice ends its cell.
    expect(text).toContain('| ended with a \\| bar |');
    expect(text).toContain('  ````sh\n');
    for (const line of text.split('\n').filter((row) => row.startsWith('| 03:')))
      expect(line.replaceAll('\\|', '').split('|')).toHaveLength(4);
  });
});
