import type { Bilingual, Condition, Playbook, Step, VerdictRule } from '../../src/domain/playbook.js';

const place = { file: 'src/playbooks/web-502.yaml', line: 1, column: 1 };
const text = (en: string, ja: string): Bilingual => ({ en, ja });

const base = (id: string, title: Bilingual, source: string[] = []) => ({ id, title, source, place });

const rule = (
  verdict: VerdictRule['verdict'],
  say: Bilingual,
  go: string,
  when?: Condition,
): VerdictRule => ({ verdict, say, go, capture: [], place, ...(when ? { when } : {}) });

const read = (probe: string) => ({ name: probe, probe, with: {}, timeoutSeconds: 5 });

const steps: readonly Step[] = [
  {
    ...base('app-state', text('Is @{app} running?', '@{app} は動いているか'), ['SG31', 'SG02']),
    kind: 'probe',
    reads: [read('containers')],
    rules: [
      rule('fail', text('it has exited', '停止している'), 'start-app', {
        op: 'row',
        where: { name: { is: 'salon_gbp_api' }, state: { is: 'exited' } },
      }),
      rule('ok', text('it is running', '動いている'), 'app-answers'),
    ],
  },
  {
    ...base('app-answers', text('Does @{app} answer on @{health}?', '@{app} は @{health} に応答するか'), [
      'SG31',
    ]),
    kind: 'probe',
    reads: [read('http'), read('ports')],
    rules: [
      rule('fail', text('refused', '拒否'), 'app-logs', { op: 'exit', match: { is: 7 } }),
      rule('ok', text('it answers', '応答あり'), 'gateway'),
    ],
  },
  {
    ...base('app-logs', text('What do the logs of @{app} say?', '@{app} のログに何が出ているか'), [
      'SG31',
      'SG09',
    ]),
    differs: text(
      'The runbook greps for ERROR only; a traceback without that word was missed.',
      '手順書は ERROR だけを検索するため、その語を含まないトレースバックを見落とす。',
    ),
    kind: 'probe',
    reads: [read('logs')],
    rules: [
      rule('fail', text('the password is wrong', 'パスワードが違う'), 'who-changed', {
        op: 'line',
        in: 'logs',
        stream: 'output',
        pattern: 'password authentication failed for user "(\\w+)"',
      }),
      rule('inconclusive', text('nothing known', '既知の兆候なし'), 'escalate'),
    ],
  },
  {
    ...base('who-changed', text('Did somebody change the password today?', '本日パスワードを変更したか')),
    kind: 'ask',
    options: [
      { id: 'yes', label: text('yes, today', 'はい、本日変更'), go: 'pick-image' },
      { id: 'no', label: text('no', 'いいえ'), go: 'escalate' },
      {
        id: 'unsure',
        label: text('nobody knows; ask on-call first', '不明（先に当番に確認）'),
        go: 'escalate',
      },
    ],
  },
  {
    ...base('pick-image', text('Which image goes back in?', 'どのイメージに戻すか')),
    kind: 'pick',
    read: read('images'),
    columns: ['tag', 'built', 'size', 'note'],
    capture: [{ name: 'image', type: 'image', source: { from: 'row', field: 'tag' } }],
    go: 'start-app',
    empty: 'escalate',
  },
  {
    ...base('start-app', text('Start @{app}', '@{app} を起動する'), ['SG31']),
    kind: 'action',
    deed: {
      act: { do: 'run', on: 'host', argv: ['docker', 'start', '@{app}'] },
      risk: 'low',
      confirm: 'key',
      target: '@{app}',
      impact: text('requests reach it again', '再びリクエストを受け付ける'),
      timeoutSeconds: 60,
    },
    requires: ['app-state'],
    reconcile: 'app-state',
    go: { done: 'healthy', failed: 'escalate', declined: 'escalate' },
  },
  {
    ...base('healthy', text('Wait until @{app} is healthy', '@{app} が healthy になるまで待つ')),
    kind: 'wait',
    reads: [read('containers')],
    until: { op: 'row', where: { state: { is: 'running' } } },
    everySeconds: 2,
    consecutive: 3,
    timeoutSeconds: 60,
    go: { met: 'fixed', late: 'escalate' },
  },
  {
    ...base('tell', text('Tell the salon', '店舗に連絡する')),
    kind: 'note',
    text: text(
      'Write to the salon that bookings of the last @{minutes} minutes may be missing.\nThe template is in the handbook.',
      '直近 @{minutes} 分の予約が欠けている可能性があることを店舗に連絡する。\n文面はハンドブックにある。',
    ),
    copy: 'We had an outage of @{minutes} minutes on @{app}.',
    open: 'https://handbook.example/outage?minutes=@{minutes}',
    go: 'fixed',
  },
  { ...base('undo', text('Undo what was done', '実施した操作を元に戻す')), kind: 'undo', go: 'escalate' },
  {
    ...base('deeper', text('Look into the database', 'データベースを調べる')),
    kind: 'call',
    playbook: 'db-slots',
    with: {},
    go: 'fixed',
  },
  {
    ...base('fixed', text('The site answers again', 'サイトが復旧した')),
    kind: 'end',
    outcome: 'resolved',
    say: text('@{app} answers on @{health} again', '@{app} が @{health} に再び応答する'),
  },
  {
    ...base('escalate', text('Hand over', '引き継ぐ'), ['SG51']),
    kind: 'end',
    outcome: 'escalate',
    say: text('call the maintainer with what stands here', 'この画面の内容を添えて保守担当に連絡する'),
  },
];

/** A tree with every kind of step. */
export const web502: Playbook = {
  id: 'web-502',
  title: text('502 Bad Gateway', '502 Bad Gateway'),
  about: text('The site answers 502 or 504, or not at all', 'サイトが 502 / 504 を返す、または応答しない'),
  aliases: ['502 Bad Gateway'],
  source: ['SG31'],
  suggest: [],
  needs: [],
  steps,
  origin: 'built-in',
  place,
};

export const otherTree = (id: string, en: string, ja: string, source: string[]): Playbook => ({
  ...web502,
  id,
  title: text(en, ja),
  about: text(`About ${en.toLowerCase()}`, `${ja}の切り分け`),
  aliases: [],
  source,
  steps: [],
});
