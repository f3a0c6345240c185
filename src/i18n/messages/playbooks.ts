import type { Entry } from '../catalogue.js';
import { playbooksForms } from './playbooks-forms.js';
import { playbooksLint } from './playbooks-lint.js';

export const playbooks: Record<string, Entry> = {
  ...playbooksForms,
  ...playbooksLint,

  'playbooks.file.big.next': {
    en: 'a playbook has a few hundred lines; check the file',
    ja: '手順は数百行程度です。ファイルを確認してください',
  },
  'playbooks.file.missing.next': { en: 'check the path', ja: 'パスを確認してください' },
  'playbooks.folder': { en: "the folder can't be read ({code})", ja: 'フォルダーを読めません（{code}）' },

  'playbooks.set.twice': {
    en: 'the id {id} is that of {file}, too',
    ja: 'id {id} は {file} と重複しています',
  },
  'playbooks.set.twice.next': {
    en: 'give one of them another id; this file is not used',
    ja: '一方の id を変えてください（このファイルは使われません）',
  },
  'playbooks.set.no_playbook': {
    en: 'there is no playbook {id} to call',
    ja: '呼び出し先の手順 {id} がありません',
  },
  'playbooks.set.broken': {
    en: 'the playbook {id} to call is left out for its own problems',
    ja: '呼び出し先の手順 {id} に問題があり、使えません',
  },
  'playbooks.set.broken.next': { en: 'solve those first', ja: '先にそちらを解決してください' },
  'playbooks.set.no_need': {
    en: 'the playbook {id} has no parameter {name}',
    ja: '手順 {id} に {name} というパラメーターはありません',
  },
  'playbooks.set.missing_need': {
    en: 'the playbook {id} needs {name}, which only a call or a row can give',
    ja: '手順 {id} に必要な {name} は、呼び出し元か行からしか得られません',
  },
  'playbooks.set.missing_need.next': {
    en: 'add {name} under `with`',
    ja: '`with` に {name} を加えてください',
  },
  'playbooks.set.circle': {
    en: 'the calls go round in a circle: {ids}',
    ja: '呼び出しが循環しています: {ids}',
  },
  'playbooks.set.circle.next': {
    en: 'let one of them go to an end instead of the call',
    ja: 'いずれかの call を end に置き換えてください',
  },
  'playbooks.set.key': {
    en: "the key {key} in the menu of {pane} is {id}'s",
    ja: '{pane} のメニューのキー {key} は {id} が使用しています',
  },
  'playbooks.set.key.next': { en: 'take another letter', ja: '別の文字にしてください' },

  'playbooks.binding.no_playbook': {
    en: 'there is no playbook {id} that can be used',
    ja: '使用できる手順 {id} がありません',
  },

  'playbooks.clean': { en: '{n} playbooks, no problems', ja: '手順 {n} 件、問題なし' },
  'playbooks.count': { en: '{n} playbooks', ja: '手順 {n} 件' },
  'playbooks.none': {
    en: 'There is no playbook "{id}". cockpit playbooks list shows all',
    ja: '手順「{id}」はありません。一覧は cockpit playbooks list で確認できます',
  },
  'playbooks.none.near': {
    en: 'There is no playbook "{id}". Did you mean "{near}"?',
    ja: '手順「{id}」はありません。「{near}」ではありませんか?',
  },
  'playbooks.origin.built-in': { en: 'built in', ja: '内蔵' },
  'playbooks.origin.team': { en: 'team', ja: 'チーム' },
  'playbooks.origin.replaces': { en: 'team (replaces built in)', ja: 'チーム (内蔵を置換)' },
  'playbooks.suggested-by': { en: 'suggested by {signals}', ja: '候補になるシグナル: {signals}' },
  'playbooks.on-row': { en: 'on a row of {pane}: {key}', ja: '{pane} の行から: {key}' },
  'playbooks.optional': { en: 'optional', ja: '任意' },
  'playbooks.way.empty': { en: 'nothing to choose', ja: '候補なし' },
  'playbooks.risk': {
    en: 'risk {risk} · confirmed by {confirm} · target {target}',
    ja: 'リスク {risk} · 確認 {confirm} · 対象 {target}',
  },
  'playbooks.requires': { en: 'only when ok: {steps}', ja: '事前に ok が必要: {steps}' },
  'playbooks.reconciled-by': {
    en: 'when its outcome is unknown: {step}',
    ja: '結果不明のときの判定: {step}',
  },
};
