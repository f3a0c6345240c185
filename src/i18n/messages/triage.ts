import type { Entry } from '../catalogue.js';

export const triage: Record<string, Entry> = {
  'triage.screen.title': { en: 'playbooks', ja: '手順' },
  'triage.screen.fit': { en: '{n} fit what is going on', ja: '状況に合うもの {n} 件' },
  'triage.screen.others': { en: 'nothing speaks for these now', ja: '現在これらを示す兆候なし' },
  'triage.screen.missing': { en: 'needs: {needs}', ja: '不足: {needs}' },
  'triage.screen.open': { en: 'open, step {n}', ja: '途中（ステップ {n}）' },
  'triage.screen.ended': { en: 'ended: {outcome}', ja: '終了: {outcome}' },
  'triage.screen.reasons': { en: 'because', ja: '根拠' },
  'triage.screen.serves': { en: 'serves', ja: '対応項目' },
  'triage.screen.team': { en: 'of your team:', ja: 'チーム定義:' },
  'triage.screen.none': { en: 'no playbooks', ja: '手順がありません' },
  'triage.screen.loading': { en: 'loading the playbooks…', ja: '手順を読み込み中…' },
  'triage.template.malformed': {
    en: '"{found}" is no template',
    ja: '「{found}」はテンプレートとして読めません',
  },
  'triage.value.missing': { en: 'no value for {name}', ja: '{name} の値がありません' },
  'triage.value.text': {
    en: '{name} is free text and must not enter a command',
    ja: '{name} は自由文なのでコマンドに使えません',
  },
  'triage.value.odd': {
    en: '{name} does not look like {type}: {value}',
    ja: '{name} が {type} の形をしていません: {value}',
  },
  'triage.word.hidden': {
    en: 'a word of the command holds characters that can not be seen: {word}',
    ja: 'コマンドの語に見えない文字が含まれています: {word}',
  },
  'triage.pattern': {
    en: 'not a regular expression: {pattern}',
    ja: '正規表現として読めません: {pattern}',
  },
  'triage.json.path': { en: 'not a path into JSON: {path}', ja: 'JSON のパスとして読めません: {path}' },
  'triage.json.malformed': {
    en: 'the output is not JSON: {command}',
    ja: '出力が JSON ではありません: {command}',
  },
  'triage.exit.unknown': {
    en: 'its exit status is not known: {command}',
    ja: '終了コードが不明です: {command}',
  },
  'triage.evidence.missing': { en: 'no evidence named {name}', ja: '証拠 {name} がありません' },
  'triage.evidence.cut': {
    en: 'too much output to count its lines: {command}',
    ja: '出力が多すぎて行数を数えられません: {command}',
  },
  'triage.capture.missing': {
    en: 'no {name} could be read from the evidence',
    ja: '証拠から {name} を読み取れません',
  },
  'triage.cause.unproven': {
    en: 'no line proves it: {cause}',
    ja: '裏付けとなる行がありません: {cause}',
  },
  'triage.aws.none': {
    en: 'this host is not on ECS',
    ja: 'このホストは ECS ではありません',
  },
  'triage.compose.none': {
    en: 'this host has no compose files',
    ja: 'このホストには compose ファイルがありません',
  },
  'triage.script.variable': {
    en: 'not a name for an environment variable: {name}',
    ja: '環境変数名として使えません: {name}',
  },
  'triage.pin.server': {
    en: '{name} is a database session, which only an SQL action may name',
    ja: '{name} は DB セッションなので SQL の操作にしか使えません',
  },
  'triage.no-rule': { en: 'no rule fits what was seen', ja: '当てはまる判定規則がありません' },
  'triage.unread': { en: 'could not look: {what}', ja: '確認できません: {what}' },
  'triage.unread.docker': {
    en: 'could not look: no answer from Docker ({command})',
    ja: '確認できません: Docker に接続できません（{command}）',
  },
  'triage.unread.program': {
    en: 'could not look: the program is not there ({command})',
    ja: '確認できません: プログラムがありません（{command}）',
  },
  'triage.unread.exit': {
    en: 'could not look: exit {exit}, the program did not run ({command})',
    ja: '確認できません: 終了コード {exit}、プログラムを実行できません（{command}）',
  },
  'triage.unread.denied': {
    en: 'could not look: permission denied ({command})',
    ja: '確認できません: 権限がありません（{command}）',
  },
};
