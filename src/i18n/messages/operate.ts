import type { Entry } from '../catalogue.js';

export const operate: Record<string, Entry> = {
  'operate.sudo.refused': {
    en: '{user} may not run this by sudo without a password; nothing was begun',
    ja: '{user} はパスワードなしの sudo でこれを実行できません（何も実行していません）',
  },
  'operate.terminal.local': {
    en: 'No second terminal is made on this machine for {command}',
    ja: 'このマシンでは {command} 用の端末を別に作りません',
  },
  'operate.shell.lost': {
    en: 'The connection to the host was lost; the program may still run there',
    ja: 'ホストとの接続が切れました。プログラムはホスト側で動き続けている可能性があります',
  },
  'operate.shell.no-terminal': {
    en: 'An interactive program needs a terminal',
    ja: '対話型プログラムには端末が必要です',
  },
  'operate.start.late': {
    en: '{command} was not started in time: other commands are running',
    ja: '他のコマンドが実行中のため、時間内に {command} を開始できませんでした',
  },
  'operate.start.called-off': {
    en: '{command} was called off before it began',
    ja: '{command} は開始前に取り消されました',
  },
  'operate.closed': {
    en: 'cockpit is closing and starts nothing any more',
    ja: 'cockpit の終了処理中のため、新たな実行はできません',
  },

  'operate.compose.other-stack': {
    en: '{host} is not set up as a compose stack',
    ja: '{host} は compose スタックとして設定されていません',
  },
  'operate.compose.other-stack.next': {
    en: 'Give the host entry stack: { compose: { dir: … } } in hosts.yaml',
    ja: 'hosts.yaml のホストに stack: { compose: { dir: … } } を設定してください',
  },
  'operate.compose.missing': {
    en: 'Neither docker compose nor docker-compose works on {host}',
    ja: '{host} では docker compose も docker-compose も動作しません',
  },
  'operate.compose.missing.next': {
    en: 'Install the compose plugin on the host, or check PATH of the login user',
    ja: 'ホストに compose プラグインを導入するか、ログインユーザーの PATH を確認してください',
  },

  'operate.pin.session': {
    en: '"{session}" names no database session',
    ja: '「{session}」はデータベースのセッションとして解釈できません',
  },
  'operate.pin.hidden': {
    en: 'This database user does not see the sessions of others on {server} (pid {pid}): grant it pg_monitor',
    ja: 'このデータベースユーザーには {server} の他ユーザーのセッション（pid {pid}）が見えません。pg_monitor を付与してください',
  },

  'operate.refused.used': {
    en: 'This consent was used already: confirm again',
    ja: 'この承認は使用済みです。もう一度確認してください',
  },
  'operate.refused.expired': {
    en: 'The consent has expired: confirm again',
    ja: '承認の有効期限が切れました。もう一度確認してください',
  },
  'operate.refused.down': {
    en: 'The host is not connected',
    ja: 'ホストに接続していません',
  },
  'operate.refused.hostkey': {
    en: 'This is not the host that you confirmed (its key is {now})',
    ja: '確認時とは別のホストです（現在のホスト鍵: {now}）',
  },
  'operate.refused.reconnected': {
    en: 'The connection was made anew in the meantime: look again, then confirm again',
    ja: 'この間に接続が張り直されました。状態を見直して、もう一度確認してください',
  },
  'operate.refused.container.gone': {
    en: '{name} does not exist any more',
    ja: '{name} はもう存在しません',
  },
  'operate.refused.container.recreated': {
    en: '{name} is another container than the one that was confirmed: somebody made it anew',
    ja: '{name} は確認時とは別のコンテナです。作り直されています',
  },
  'operate.refused.container.restarted': {
    en: '{name} has been restarted since you confirmed',
    ja: '{name} は確認後に再起動されています',
  },
  'operate.refused.session.gone': {
    en: 'Session {pid} on {server} is over',
    ja: '{server} のセッション {pid} は終了しています',
  },
  'operate.refused.called-off': {
    en: 'It was called off before it began',
    ja: '開始前に取り消されました',
  },
  'operate.refused.next': {
    en: 'Nothing was changed; look at the present state first',
    ja: '何も変更していません。まず現在の状態を確認してください',
  },

  'operate.failed.exit': {
    en: 'It ended with exit status {exit}',
    ja: '終了コード {exit} で終了しました',
  },
  'operate.failed.start': {
    en: 'It could not be started; nothing was changed',
    ja: '開始できませんでした。何も変更していません',
  },
  'operate.unknown.lost': {
    en: 'The connection was lost before it told how it ended: it may have been done',
    ja: '結果が届く前に接続が切れました。実行された可能性があります',
  },
  'operate.unknown.time': {
    en: 'It did not end within {seconds} s: it may have been done, or may still be running',
    ja: '{seconds} 秒以内に終わりませんでした。実行済み、または実行中の可能性があります',
  },
  'operate.unknown.signal': {
    en: 'It was ended by the signal {signal}: it may have been done in part',
    ja: 'シグナル {signal} で終了しました。途中まで実行された可能性があります',
  },
  'operate.unknown.stopped': {
    en: 'cockpit stopped waiting for it: it may have been done, or may still be running',
    ja: '待機を中止しました。実行済み、または実行中の可能性があります',
  },
  'operate.unknown.next': {
    en: 'It is not run again by itself: look at the host first',
    ja: '自動では再実行しません。まずホストの状態を確認してください',
  },
  'operate.bug': {
    en: 'cockpit failed while it ran this; it may have been done',
    ja: '実行中に cockpit 内部でエラーが発生しました。実行された可能性があります',
  },

  'operate.sql.what': { en: 'the statement on {server}', ja: '{server} での SQL 実行' },
  'operate.sql.no-server': {
    en: 'The host entry has no Postgres server {server}',
    ja: 'ホスト定義に Postgres サーバー {server} がありません',
  },
  'operate.sql.not-one': {
    en: 'Only one statement is run at a time',
    ja: '一度に実行できる SQL は 1 文だけです',
  },
  'operate.sql.none': {
    en: 'There was nothing left to do it to: no row matched',
    ja: '対象がすでに存在しません（該当行なし）',
  },
  'operate.sql.false': {
    en: 'The server answered that it was not done',
    ja: '実行できなかったとサーバーが回答しました',
  },

  'operate.record.denied': {
    en: "The record of actions in {path} can't be written",
    ja: '操作記録 {path} に書き込めません',
  },
  'operate.record.denied.next': {
    en: 'No action is run without a record: make the folder writable, or set XDG_STATE_HOME',
    ja: '記録なしでは操作を実行しません。フォルダーを書き込み可能にするか、XDG_STATE_HOME を設定してください',
  },
  'operate.record.unwritten': { en: "{path} can't be written", ja: '{path} に書き込めません' },
  'operate.record.unwritten.next': {
    en: 'check owner, permissions (`ls -l`) and free space, or set XDG_STATE_HOME',
    ja: '所有者と権限（`ls -l`）、空き容量を確認するか、XDG_STATE_HOME を設定してください',
  },
  'operate.record.unread': { en: "{path} can't be read", ja: '{path} を読み取れません' },
  'operate.record.unread.next': {
    en: 'check its owner and permissions with `ls -l`',
    ja: '`ls -l` で所有者と権限を確認してください',
  },
  'operate.record.foreign': {
    en: '{path} is not a plain file of your own (a link, or owned by somebody else)',
    ja: '{path} が自分の所有する通常ファイルではありません（リンク、または他ユーザーの所有）',
  },

  'operate.sql.time': {
    en: 'The server gave the statement up after {seconds} s',
    ja: '{seconds} 秒を超えたため、サーバーが SQL を打ち切りました',
  },
  'operate.sql.privilege': {
    en: 'The database user of {server} has no right to do this',
    ja: '{server} のデータベースユーザーに権限がありません',
  },
  'operate.sql.failed': {
    en: 'The server did not carry the statement out',
    ja: 'サーバーが SQL を実行しませんでした',
  },

  'operate.job.what': {
    en: 'the actions that run by themselves on the host',
    ja: 'ホスト上で独立して実行中の操作',
  },
  'operate.job.answer': {
    en: 'The host gave no usable answer about the actions that run there',
    ja: '実行中の操作についてホストの応答を解釈できません',
  },
  'operate.job.answer.next': {
    en: 'Look into ~/.cockpit/jobs on the host',
    ja: 'ホストの ~/.cockpit/jobs を確認してください',
  },
  'operate.job.id': {
    en: '"{id}" names no action',
    ja: '「{id}」は操作の ID として解釈できません',
  },
  'operate.job.folder': {
    en: 'The host has no folder for this action that belongs to this login alone; nothing was begun',
    ja: 'この操作の記録先にできる、ログインユーザー専用のフォルダーがホストにありません（何も実行していません）',
  },
  'operate.job.folder.next': {
    en: 'Check owner, free space and symbolic links of ~/.cockpit (or /var/tmp/cockpit-<uid>) on the host',
    ja: 'ホストの ~/.cockpit（または /var/tmp/cockpit-<uid>）の所有者・空き容量・シンボリックリンクを確認してください',
  },
  'operate.job.logind': {
    en: 'This host ends everything of a login that logs out (KillUserProcesses=yes); nothing was begun',
    ja: 'このホストはログアウト時にユーザーの全プロセスを終了します（KillUserProcesses=yes）。何も実行していません',
  },
  'operate.job.logind.next': {
    en: 'Add {user} to KillExcludeUsers= in /etc/systemd/logind.conf on the host',
    ja: 'ホストの /etc/systemd/logind.conf の KillExcludeUsers= に {user} を追加してください',
  },
  'operate.job.input': {
    en: 'The command did not reach the host as a whole; nothing was begun',
    ja: 'コマンドの一部がホストに届きませんでした（何も実行していません）',
  },
  'operate.job.taken': {
    en: 'This action was begun before, or called off; it is not begun again',
    ja: 'この操作は実行済みまたは取り消し済みのため、再実行しません',
  },
  'operate.job.gone': {
    en: 'The host knows of no such action any more',
    ja: 'この操作の記録がホストにありません',
  },
  'operate.job.broken': {
    en: 'It ended without telling how: it was killed, or the host was restarted',
    ja: '終了コードを残さずに停止しました（強制終了またはホストの再起動）',
  },
  'operate.job.void': {
    en: 'The connection was lost before it began; it was not begun, and will not be',
    ja: '開始前に接続が切れました。実行されておらず、今後も実行されません',
  },
  'operate.job.goes-on': {
    en: 'It goes on by itself on the host; cockpit finds it there when it comes back',
    ja: 'ホスト上で実行を続けます。cockpit を再び開くと経過を確認できます',
  },
  'operate.job.not-here': {
    en: 'Only a command on the host can run by itself there',
    ja: '独立して実行できるのはホスト上のコマンドだけです',
  },
  'operate.job.no-note': {
    en: 'There is no note of what this action is; it is not begun',
    ja: '操作の記録票がないため、実行しません',
  },

  'operate.report.time': { en: 'TIME', ja: '時刻' },
  'operate.report.who': { en: 'WHO', ja: '実行者' },
  'operate.report.host': { en: 'HOST', ja: 'ホスト' },
  'operate.report.step': { en: 'PLAYBOOK/STEP', ja: '手順/ステップ' },
  'operate.report.command': { en: 'COMMAND', ja: 'コマンド' },
  'operate.report.outcome': { en: 'OUTCOME', ja: '結果' },
  'operate.report.here': { en: '{host} (from here)', ja: '{host}（手元で実行）' },
  'operate.report.undoing': { en: '{place} (undo)', ja: '{place}（取り消し）' },
  'operate.report.done': { en: 'done', ja: '完了' },
  'operate.report.failed': { en: 'failed', ja: '失敗' },
  'operate.report.unknown': { en: 'unknown', ja: '不明' },
  'operate.report.refused': { en: 'not begun', ja: '未実行' },
  'operate.report.dry-run': { en: 'dry run', ja: 'ドライラン' },
  'operate.report.copied': { en: 'copied', ja: 'コピーのみ' },
  'operate.report.declined': { en: 'declined', ja: '取りやめ' },
  'operate.report.unrecorded': { en: 'outcome not recorded', ja: '結果の記録なし' },
  'operate.report.exit': { en: 'exit {exit}', ja: '終了コード {exit}' },
  'operate.report.reconciled': { en: 'looked up later: {outcome}', ja: '後の確認: {outcome}' },
  'operate.report.none': {
    en: 'No action is on record in {dir}',
    ja: '{dir} に操作の記録はありません',
  },
  'operate.report.unreadable': {
    en: '{count} lines in {dir} can not be read (cut off by a crash?)',
    ja: '{dir} に読み取れない行が {count} 行あります（クラッシュによる切断の可能性）',
  },
};
