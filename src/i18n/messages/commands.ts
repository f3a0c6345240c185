import type { Entry } from '../catalogue.js';

export const commands: Record<string, Entry> = {
  'commands.undeclared': {
    en: 'hosts.yaml declares no command check "{id}"',
    ja: 'hosts.yaml にコマンドチェック「{id}」はありません',
  },
  'commands.not-in-watch': {
    en: 'not run while only watching: not marked as read-only',
    ja: '監視専用モードでは実行しません（読み取り専用の指定なし）',
  },
  'commands.not-in-watch.next': {
    en: 'if it only reads, mark it with watch: allowed in hosts.yaml',
    ja: '読み取りだけの場合は hosts.yaml で watch: allowed を指定してください',
  },
  'commands.not-in-watch.why': {
    en: 'not run while only watching: {why}',
    ja: '監視専用モードでは実行しません: {why}',
  },
  'commands.objection.changes': {
    en: '{command} changes something',
    ja: '{command} は変更を伴います',
  },
  'commands.objection.changes.next': {
    en: 'checks run unasked: make it an action of a playbook, which asks first',
    ja: 'チェックは確認なしに実行されます。確認を伴う手順の操作にしてください',
  },
  'commands.objection.publishes': {
    en: '{command} sends a message through the broker',
    ja: '{command} はブローカーにメッセージを送ります',
  },
  'commands.objection.mails': {
    en: '{command} sends mail or writes a log of its own',
    ja: '{command} はメールを送るか、独自のログに書き込みます',
  },
  'commands.objection.watch.next': {
    en: 'leave watch: allowed out; then it runs only where cockpit may operate',
    ja: 'watch: allowed を外してください。操作できるモードでのみ実行されます',
  },
  'commands.secret': {
    en: 'the command holds a password or token (not shown)',
    ja: 'コマンドにパスワードかトークンが含まれています（表示しません）',
  },
  'commands.secret.next': {
    en: 'let the command read it from a file or an environment on the host',
    ja: 'ホスト上のファイルか環境変数から読むようにしてください',
  },
  'commands.still-running': {
    en: 'the run before has not ended yet',
    ja: '前回の実行がまだ終わっていません',
  },
  'commands.said': { en: 'exit {code}: {line}', ja: '終了コード {code}: {line}' },
  'commands.silent': { en: 'exit {code}, no output', ja: '終了コード {code}、出力なし' },
  'commands.cannot-run': {
    en: 'could not be run (exit {code}): {line}',
    ja: '実行できません（終了コード {code}）: {line}',
  },
  'commands.killed': { en: 'ended by signal {signal}', ja: 'シグナル {signal} で終了しました' },
  'commands.killed-some': { en: 'ended by a signal', ja: 'シグナルで終了しました' },
};
