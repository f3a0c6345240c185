import type { Entry } from '../catalogue.js';

export const drill: Record<string, Entry> = {
  'drill.not-started': {
    en: 'the practice host did not start',
    ja: '演習用ホストを起動できませんでした',
  },
  'drill.not-started.next': {
    en: 'reinstall cockpit, or open a real host: cockpit NAME',
    ja: 'cockpit を再インストールするか、実際のホストを開いてください: cockpit 名前',
  },

  'drill.expect.file': {
    en: 'a map with id, title, story, effects, solved and cause; perhaps begins, for, playbook, keys, hints, worse',
    ja: 'id, title, story, effects, solved, cause を含むマップ（begins, for, playbook, keys, hints, worse は任意）',
  },
  'drill.expect.effects': { en: 'a list of {after, effect}', ja: '{after, effect} のリスト' },
  'drill.expect.timed': {
    en: '{effect: {do: …}}, perhaps with after: 5s',
    ja: '{effect: {do: …}}（after: 5s は任意）',
  },
  'drill.expect.effect': { en: 'do: one of {names}', ja: 'do: 次のいずれか: {names}' },
  'drill.expect.effect-keys': { en: 'a map of {keys}', ja: '{keys} のマップ' },
  'drill.expect.test': {
    en: 'a list of words, such as [CMD, wget, …]',
    ja: '単語のリスト（例: [CMD, wget, …]）',
  },
  'drill.expect.solved': {
    en: 'a list of what must hold, such as {service: api, state: running}',
    ja: '満たすべき状態のリスト（例: {service: api, state: running}）',
  },
  'drill.expect.wanted': {
    en: 'a map of what must hold: service with state or health, site, queueBelow, diskBelow, waiting, freeSlots, slowQueries, redisBelow, backupYoungerThanHours, certificateDays',
    ja: '満たすべき状態のマップ: service と state または health, site, queueBelow, diskBelow, waiting, freeSlots, slowQueries, redisBelow, backupYoungerThanHours, certificateDays',
  },
  'drill.expect.cause': { en: '{en, ja, named: [id, …]}', ja: '{en, ja, named: [id, …]}' },
  'drill.expect.named': {
    en: 'a list of ids of causes, such as [app-stopped]',
    ja: '原因の id のリスト（例: [app-stopped]）',
  },
  'drill.expect.keys': { en: 'a list of keys, such as [t, Enter]', ja: 'キーのリスト（例: [t, Enter]）' },
  'drill.expect.deed': {
    en: 'a regular expression of JavaScript over a command',
    ja: 'コマンドに対する JavaScript の正規表現',
  },
  'drill.expect.worse': { en: '{deed: REGEX, why: {en, ja}}', ja: '{deed: 正規表現, why: {en, ja}}' },
  'drill.expect.worse-list': { en: 'a list of {deed, why}', ja: '{deed, why} のリスト' },

  'drill.no-such': {
    en: 'There is no scenario "{id}"; there are: {known}',
    ja: 'シナリオ「{id}」はありません。使えるのは: {known}',
  },
  'drill.no-such.near': {
    en: 'There is no scenario "{id}". Did you mean "{near}"? There are: {known}',
    ja: 'シナリオ「{id}」はありません。「{near}」ではありませんか? 使えるのは: {known}',
  },
  'drill.none-at-all': { en: 'there are no scenarios', ja: 'シナリオがありません' },
  'drill.bad-file': {
    en: 'this scenario can not be used:\n{problems}',
    ja: 'このシナリオは使えません:\n{problems}',
  },
  'drill.bad-action': {
    en: 'There is no "cockpit drill {action}"; there is: list. A scenario is named by --scenario ID',
    ja: '「cockpit drill {action}」はありません。使えるのは list です。シナリオは --scenario ID で指定してください',
  },
  'drill.random-or-named': {
    en: '--random and --scenario exclude each other',
    ja: '--random と --scenario は同時に指定できません',
  },
  'drill.seed-alone': { en: '--seed goes with --random', ja: '--seed は --random と一緒に指定してください' },
  'drill.bad-number': { en: '{option} takes a whole number', ja: '{option} には整数を指定してください' },
  'drill.list.how': {
    en: '{program} drill --scenario ID, or --random; your own: a folder scenarios beside hosts.yaml',
    ja: '{program} drill --scenario ID または --random。独自のものは hosts.yaml と同じ場所の scenarios フォルダーへ',
  },
  'drill.drawn': {
    en: 'A scenario was drawn; the same again: {program} drill --random --seed {seed}',
    ja: 'シナリオを抽選しました。同じものをもう一度: {program} drill --random --seed {seed}',
  },

  'drill.line.idle': {
    en: 'practice host inside cockpit, nothing real · t playbooks · ? keys · q quit · a real host: {program} user@host',
    ja: 'cockpit 内蔵の演習用ホスト（実機ではありません） · t 手順 · ? キー一覧 · q 終了 · 実機へ接続: {program} user@host',
  },
  'drill.line.story': { en: '{text}  · H hint', ja: '{text} · H ヒント' },
  'drill.line.hint': { en: 'hint {n} of {of}: {text}', ja: 'ヒント {n}/{of}: {text}' },
  'drill.line.gone': {
    en: 'the practice host has ended and does not come back · q quit, then {program} drill for a new one',
    ja: '演習用ホストが停止した（復帰しない） · q で終了し、{program} drill で再開',
  },
  'drill.line.solved': {
    en: 'solved after {time} · D debrief · q quit · a real host: {program} user@host',
    ja: '{time} で解決 · D 振り返り · q 終了 · 実機へ接続: {program} user@host',
  },
  'drill.no-hint': { en: 'the trouble is over', ja: 'すでに解決しています' },
  'drill.not-begun': { en: 'nothing has gone wrong yet', ja: 'まだ何も起きていません' },

  'drill.debrief': { en: 'debrief', ja: '振り返り' },
  'drill.debrief.was': { en: 'What was wrong', ja: '何が起きていたか' },
  'drill.debrief.times': { en: 'How long it took', ja: '所要時間' },
  'drill.debrief.cause-after': { en: 'cause named after {time}', ja: '原因の特定まで {time}' },
  'drill.debrief.no-cause': { en: 'the cause was not named', ja: '原因は特定されていない' },
  'drill.debrief.solved-after': { en: 'repaired after {time}', ja: '復旧まで {time}' },
  'drill.debrief.unsolved': { en: 'not repaired', ja: '未復旧' },
  'drill.debrief.hints': { en: 'hints used: {n} of {of}', ja: '使ったヒント: {n}/{of}' },
  'drill.debrief.looked': { en: 'What you looked at', ja: '何を見たか' },
  'drill.debrief.nothing-looked': { en: 'the overview alone', ja: '全体表示のみ' },
  'drill.debrief.screens': { en: 'screens: {screens}', ja: '画面: {screens}' },
  'drill.debrief.list': { en: '{first}, {rest}', ja: '{first}、{rest}' },
  'drill.debrief.screen.container': { en: 'a container', ja: 'コンテナの詳細' },
  'drill.debrief.playbook': { en: 'playbook: {title}', ja: '手順: {title}' },
  'drill.debrief.step': { en: '{text}', ja: '{text}' },
  'drill.debrief.step-read': { en: '{text}  $ {command}', ja: '{text}  $ {command}' },
  'drill.debrief.cause': { en: 'cause named: {text}', ja: '特定された原因: {text}' },
  'drill.debrief.end': { en: 'playbook ended: {outcome}', ja: '手順終了: {outcome}' },
  'drill.debrief.changed': { en: 'What you changed', ja: '何を変えたか' },
  'drill.debrief.nothing-changed': { en: 'nothing', ja: '変更なし' },
  'drill.debrief.deed': { en: '$ {command}', ja: '$ {command}' },
  'drill.debrief.deed-failed': { en: '$ {command}  (failed)', ja: '$ {command}（失敗）' },
  'drill.debrief.deeds-alike': { en: 'and {n} more like it', ja: 'ほか同種 {n} 件' },
  'drill.debrief.outage': { en: 'this interrupted users', ja: 'この操作で利用者に影響が出た' },
  'drill.debrief.data': { en: 'this lost data', ja: 'この操作でデータが失われた' },
  'drill.debrief.hint': { en: 'hint {n}', ja: 'ヒント {n}' },
  'drill.debrief.shortest': { en: 'The shortest way', ja: '最短の進め方' },
  'drill.debrief.keys': { en: '{keys}  ({n} keys)', ja: '{keys}（{n} キー）' },
  'drill.debrief.by-playbook': { en: 'playbook {playbook}', ja: '手順 {playbook}' },
};
