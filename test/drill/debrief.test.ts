import { expect, test } from 'vitest';
import type { Scenario } from '../../src/domain/drill.js';
import { bothLanguages } from '../../src/domain/message.js';
import { type Course, causeKnownAt, debriefOf } from '../../src/drill/debrief/debrief.js';
import { debriefText } from '../../src/drill/debrief/text.js';
import { translate } from '../../src/i18n/t.js';

const two = (text: string) => ({ en: text, ja: `${text}（和）` });
const scenario: Scenario = {
  id: 'backlog',
  title: two('Posts do not appear'),
  story: two('Customers wait.'),
  cause: { ...two('The worker is stopped.'), named: ['worker-stopped'] },
  playbook: 'celery-stuck',
  keys: ['t', 'Enter'],
  hints: [two('Look at pane 5.'), two('Start it.')],
  worse: [{ deed: 'flush', why: two('The posts are lost.') }],
};
const said = (text: string) => bothLanguages(text, text);

const course: Course = {
  scenario,
  began: 100_000,
  solved: 175_000,
  noted: [
    { at: 90_000, kind: 'screen', screen: 'logs' },
    { at: 110_000, kind: 'screen', screen: 'queues' },
    { at: 112_000, kind: 'hint', number: 1 },
    { at: 120_000, kind: 'playbook', playbook: 'celery-stuck', title: said('Tasks do not run') },
    { at: 121_000, kind: 'step', text: said('Is the worker there?: failure'), command: 'docker ps' },
    { at: 142_000, kind: 'cause', cause: 'worker-stopped', text: said('the worker is stopped') },
    { at: 180_000, kind: 'end', playbook: 'celery-stuck', outcome: 'resolved' },
  ],
  deeds: [
    { at: 130_000, command: 'redis-cli flushall', ok: true, harm: 'data' },
    { at: 135_000, command: 'docker restart salon_gbp_db', ok: true, harm: 'outage' },
    { at: 140_000, command: 'docker start salon_gbp_wrker', ok: false },
    { at: 170_000, command: 'docker start salon_gbp_worker', ok: true, harm: 'none' },
  ],
};
const text = (of: Course, lang: 'en' | 'ja' = 'en') => debriefText(debriefOf(of), (m) => translate(lang, m));

test('it says what was wrong, how long it took, what was seen, done and made worse, and the shortest way', () => {
  expect(text(course)).toBe(`
What was wrong
    The worker is stopped.

How long it took
  + cause named after 0:42
  + repaired after 1:15
    hints used: 1 of 2

What you looked at
    screens: logs, queues
     +0:12  hint 1
     +0:20  playbook: Tasks do not run
     +0:21  Is the worker there?: failure  $ docker ps
  +  +0:42  cause named: the worker is stopped
     +1:20  playbook ended: resolved

What you changed
  !  +0:30  $ redis-cli flushall
            The posts are lost.
  !  +0:35  $ docker restart salon_gbp_db
            this interrupted users
     +0:40  $ docker start salon_gbp_wrker  (failed)
     +1:10  $ docker start salon_gbp_worker

The shortest way
    playbook celery-stuck
    t Enter  (2 keys)
`);
});

test('it says so where nothing was found and nothing repaired', () => {
  const { solved: _, ...rest } = course;
  const empty = text({ ...rest, noted: [], deeds: [] }, 'ja');
  for (const line of ['! 原因は特定されていない', '! 未復旧', '全体表示のみ', '変更なし'])
    expect(empty).toContain(line);
});

test('screens and the end of a playbook have the names that the screens have, in either language', () => {
  const screen = (name: string) => ({ at: 110_000, kind: 'screen', screen: name }) as const;
  const end = { at: 180_000, kind: 'end', playbook: 'celery-stuck', outcome: 'resolved' } as const;
  const noted = [screen('stats'), screen('triage'), screen('container'), end];
  expect(text({ ...course, noted })).toContain('screens: stats, playbooks, a container\n');
  const japanese = text({ ...course, noted }, 'ja');
  expect(japanese).toContain('画面: リソース、手順、コンテナの詳細\n');
  expect(japanese).toContain('手順終了: 解決\n');
});

test('who took a hint and opened no screen is told of the hint alone', () => {
  const looked = text({ ...course, noted: [{ at: 112_000, kind: 'hint', number: 1 }], deeds: [] });
  expect(looked).toContain('hint 1');
  expect(looked).not.toContain('screens:');
});

test('a hint that is read after the repair was none that it took', () => {
  const noted: Course['noted'] = [{ at: 176_000, kind: 'hint', number: 1 }];
  expect(text({ ...course, noted })).toContain('hints used: 0 of 2');
});

test('deeds in a row that differ in their numbers alone are one, with how many there were', () => {
  const ended = (pid: number, ok = true) =>
    ({ at: 170_000 + pid, command: `SELECT pg_terminate_backend(${pid})`, ok }) as const;
  expect(
    text({ ...course, deeds: [ended(420), ended(421), ended(422), ended(423, false)] }),
  ).toContain(`What you changed
     +1:10  $ SELECT pg_terminate_backend(420)
     +1:10  and 2 more like it
     +1:10  $ SELECT pg_terminate_backend(423)  (failed)
`);
});

test('of a long statement that was read the beginning is shown', () => {
  const command = `psql -c 'SELECT ${'a, '.repeat(100)}'`;
  const noted: Course['noted'] = [{ at: 121_000, kind: 'step', text: said('Who waits?'), command }];
  const looked = text({ ...course, noted });
  expect(looked).toContain(`Who waits?  $ ${command.slice(0, 120)}…\n`);
});

test('there is nothing to say before anything went wrong', () => {
  const { began: _, ...rest } = course;
  expect(debriefOf(rest)).toEqual([]);
});

test('the cause is known by its own name, or by the good end of the right playbook; not by another, nor before', () => {
  const known = (...noted: Course['noted']) => causeKnownAt({ ...course, noted });
  expect(known({ at: 120_000, kind: 'cause', cause: 'redis-down', text: said('x') })).toBeUndefined();
  expect(known({ at: 50_000, kind: 'cause', cause: 'worker-stopped', text: said('x') })).toBeUndefined();
  expect(known({ at: 120_000, kind: 'end', playbook: 'celery-stuck', outcome: 'mitigated' })).toBe(120_000);
  expect(known({ at: 120_000, kind: 'end', playbook: 'celery-stuck', outcome: 'escalate' })).toBeUndefined();
  expect(known({ at: 120_000, kind: 'end', playbook: 'web-502', outcome: 'resolved' })).toBeUndefined();
});
