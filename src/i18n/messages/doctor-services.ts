import type { Entry } from '../catalogue.js';

export const doctorServices: Record<string, Entry> = {
  'doctor.pg.fails': {
    en: '{server}: no answer for {login}',
    ja: '{server}: {login} で問い合わせできません',
  },
  'doctor.pg.login': {
    en: '{server}: {login} on PostgreSQL {version}',
    ja: '{server}: {login} で接続（PostgreSQL {version}）',
  },
  'doctor.pg.psql': {
    en: '{server}: {login} on PostgreSQL {version}, by psql in the container',
    ja: '{server}: コンテナ内の psql により {login} で接続（PostgreSQL {version}）',
  },
  'doctor.pg.old': {
    en: '{server}: PostgreSQL {version} is too old',
    ja: '{server}: PostgreSQL {version} は古すぎます',
  },
  'doctor.pg.old.next': { en: 'PostgreSQL 10 or newer is needed', ja: 'PostgreSQL 10 以降が必要です' },
  'doctor.pg.superuser': {
    en: '{server}: {role} is a superuser, more than is needed (--setup prints a smaller role)',
    ja: '{server}: {role} はスーパーユーザーで、必要以上の権限です（--setup で最小権限のロールを出力）',
  },
  'doctor.pg.monitor': {
    en: '{server}: {role} is a member of pg_monitor',
    ja: '{server}: {role} は pg_monitor のメンバーです',
  },
  'doctor.pg.no-monitor': {
    en: '{server}: {role} is no member of pg_monitor',
    ja: '{server}: {role} は pg_monitor のメンバーではありません',
  },
  'doctor.pg.no-monitor.why': {
    en: 'sessions and statements of other roles stay hidden',
    ja: '他のロールのセッションと SQL が表示されません',
  },
  'doctor.pg.no-monitor.next': {
    en: 'as an administrator: GRANT pg_monitor TO "{role}"',
    ja: '管理者で実行: GRANT pg_monitor TO "{role}"',
  },
  'doctor.pg.read-only': {
    en: '{server}: sessions are read-only, statements end after {timeout}',
    ja: '{server}: セッションは読み取り専用、SQL の制限時間は {timeout} です',
  },
  'doctor.pg.not-read-only': {
    en: '{server}: the server did not take the read-only settings of the session',
    ja: '{server}: セッションの読み取り専用設定が反映されていません',
  },
  'doctor.pg.not-read-only.next': {
    en: 'a pooler in between? Name the server itself in the host entry, or set default_transaction_read_only on the role',
    ja: 'プーラー経由の可能性があります。ホスト定義で直接サーバーを指定するか、ロールに default_transaction_read_only を設定してください',
  },
  'doctor.pg.slots': {
    en: '{server}: {free} of {usable} connection slots are free',
    ja: '{server}: 接続枠 {usable} のうち {free} が空いています',
  },
  'doctor.pg.slots.why': {
    en: 'a cockpit that starts now may find none',
    ja: '新たに起動した cockpit は接続できない可能性があります',
  },
  'doctor.pg.role-limit': {
    en: "{server}: the role's limit of {limit} connections is reached ({mine} open)",
    ja: '{server}: ロールの接続上限 {limit} に達しています（使用中 {mine}）',
  },
  'doctor.pg.role-limit.next': {
    en: 'raise it: ALTER ROLE "{role}" CONNECTION LIMIT 5',
    ja: '上限を増やしてください: ALTER ROLE "{role}" CONNECTION LIMIT 5',
  },
  'doctor.pg.fallback': {
    en: '{server}: without a slot, psql in {container} steps in',
    ja: '{server}: 接続枠がないときは {container} 内の psql で代替します',
  },
  'doctor.pg.no-fallback': {
    en: '{server}: not in a container, so nothing steps in when no slot is left',
    ja: '{server}: コンテナではないため、接続枠がないときの代替手段はありません',
  },
  'doctor.pg.statements': {
    en: '{server}: pg_stat_statements {version}',
    ja: '{server}: pg_stat_statements {version}',
  },
  'doctor.pg.no-statements': {
    en: '{server}: no pg_stat_statements in database {database}',
    ja: '{server}: データベース {database} に pg_stat_statements がありません',
  },
  'doctor.pg.statements-unread': {
    en: "{server}: pg_stat_statements is there, but can't be read",
    ja: '{server}: pg_stat_statements はありますが、読み取れません',
  },
  'doctor.pg.no-statements.why': {
    en: 'the slowest statements of the past stay unknown',
    ja: '過去の遅い SQL を表示できません',
  },
  'doctor.pg.no-statements.next': {
    en: "shared_preload_libraries = 'pg_stat_statements', restart, then in {database}: CREATE EXTENSION pg_stat_statements",
    ja: "shared_preload_libraries = 'pg_stat_statements' を設定して再起動し、{database} で CREATE EXTENSION pg_stat_statements を実行してください",
  },

  'doctor.redis.fails': { en: '{server}: no answer', ja: '{server}: 応答がありません' },
  'doctor.redis.login': {
    en: '{server}: {login} on Redis {version}',
    ja: '{server}: {login} で接続（Redis {version}）',
  },
  'doctor.redis.commands': {
    en: '{server}: all {n} reads are allowed',
    ja: '{server}: 読み取りコマンド {n} 種がすべて許可されています',
  },
  'doctor.redis.refused': {
    en: '{server}: {login} may not run {commands}',
    ja: '{server}: {login} に {commands} の実行権限がありません',
  },
  'doctor.redis.keys': {
    en: '{server}: {login} may not read every key',
    ja: '{server}: {login} には読み取れないキーがあります',
  },
  'doctor.redis.refused.next': {
    en: 'an ACL that fits: cockpit doctor HOST --setup',
    ja: '適切な ACL の出力: cockpit doctor HOST --setup',
  },
  'doctor.redis.absent': {
    en: '{server}: this version does not know {commands}',
    ja: '{server}: このバージョンにない命令: {commands}',
  },

  'doctor.queue.fails': { en: "{name} can't be read", ja: '{name} を読み取れません' },
  'doctor.celery.found': { en: '{name}: queues {queues}', ja: '{name}: キュー {queues}' },
  'doctor.celery.absent': {
    en: '{name}: no trace of {queues} in Redis {redis}',
    ja: '{name}: Redis {redis} に {queues} の痕跡がありません',
  },
  'doctor.celery.absent.why': {
    en: 'no worker has declared it there, and no job waits',
    ja: 'ワーカーが宣言しておらず、待機中のジョブもありません',
  },
  'doctor.celery.absent.prefix': {
    en: 'no worker has declared it under the prefix {prefix}, and no job waits',
    ja: '接頭辞 {prefix} ではワーカーが宣言しておらず、待機中のジョブもありません',
  },
  'doctor.celery.absent.declared': { en: 'there are: {declared}', ja: '宣言されているキュー: {declared}' },
  'doctor.celery.absent.next': {
    en: 'check db and prefix in the host entry, and whether a worker runs',
    ja: 'ホスト定義の db と prefix、ワーカーの稼働を確認してください',
  },
  'doctor.celery.heard': {
    en: '{name}: workers are heard',
    ja: '{name}: ワーカーのハートビートを受信しました',
  },
  'doctor.celery.silent': {
    en: '{name}: no worker was heard within {seconds} s',
    ja: '{name}: {seconds} 秒以内にワーカーのハートビートを受信できません',
  },
  'doctor.celery.silent.why': {
    en: 'they are stopped, or run with --without-heartbeat',
    ja: '停止しているか、--without-heartbeat で起動しています',
  },
  'doctor.celery.silent.next': {
    en: "look at the worker's container and its command line",
    ja: 'ワーカーのコンテナと起動コマンドを確認してください',
  },
  'doctor.celery.deaf': {
    en: '{name}: the login may not listen to workers',
    ja: '{name}: ワーカーのハートビートを受信できません',
  },
  'doctor.solid.tables': {
    en: '{name}: {n} tables of Solid Queue in schema {schema}',
    ja: '{name}: スキーマ {schema} に Solid Queue のテーブルが {n} 個あります',
  },

  'doctor.alerts.fails': { en: '{id}: the statement does not run', ja: '{id}: SQL を実行できません' },
  'doctor.alerts.reads': {
    en: '{id}: the statement runs and has the columns, {n} rows seen',
    ja: '{id}: SQL を実行でき、列も揃っています（{n} 行を確認）',
  },
  'doctor.alerts.columns': {
    en: '{id}: the statement lacks the columns {missing}',
    ja: '{id}: SQL の結果に列 {missing} がありません',
  },
  'doctor.alerts.columns.why': { en: 'it gives: {columns}', ja: '結果の列: {columns}' },
  'doctor.alerts.columns.next': {
    en: 'name them in the SELECT: … AS at, … AS severity, … AS text',
    ja: 'SELECT で名前を付けてください: … AS at, … AS severity, … AS text',
  },
  'doctor.alerts.times': {
    en: '{id}: {n} of {of} rows have no usable time in at',
    ja: '{id}: {of} 行のうち {n} 行で at を日時として解釈できません',
  },
  'doctor.alerts.times.next': {
    en: 'at must be a timestamp or epoch seconds; a row that has not ended may need coalesce(finished_at, started_at)',
    ja: 'at は timestamp か epoch 秒にしてください。未完了の行には coalesce(finished_at, started_at) などが必要です',
  },

  'doctor.check.works': { en: '{kind} {id}: {text}', ja: '{kind} {id}: {text}' },
  'doctor.check.alarms': {
    en: '{kind} {id}: the check works and raises an alarm',
    ja: '{kind} {id}: チェックは動作しており、異常を検知しています',
  },
  'doctor.check.fails': {
    en: "{kind} {id}: the check can't be made",
    ja: '{kind} {id}: チェックを実行できません',
  },
  'doctor.check.late': { en: 'it did not end in time', ja: '制限時間内に終わりませんでした' },
  'doctor.check.http.next': {
    en: 'is {url} right, does its name resolve where it is asked from (from: host or operator, address:)?',
    ja: '{url} が正しいか、問い合わせ元（from: host / operator、address:）で名前を解決できるかを確認してください',
  },
  'doctor.check.tls.next': {
    en: 'does {host}:{port} speak TLS, seen from where it is asked (from:, address:)?',
    ja: '問い合わせ元（from:、address:）から {host}:{port} に TLS で接続できるかを確認してください',
  },
  'doctor.check.backup.next': {
    en: 'correct dir and pattern in the host entry; on the host: ls -l {dir}/{pattern}',
    ja: 'ホスト定義の dir と pattern を修正してください。ホスト上で確認: ls -l {dir}/{pattern}',
  },
  'doctor.check.cron.next': {
    en: "only the login user's own crontab can be read: write the job there, or leave the check out",
    ja: '読み取れるのはログインユーザーの crontab だけです。そこに登録するか、このチェックを削除してください',
  },
  'doctor.check.command.next': {
    en: 'run it by hand as the login user: {program}',
    ja: 'ログインユーザーで直接実行してください: {program}',
  },
  'doctor.check.no-program': {
    en: 'command {id}: {program} is not there',
    ja: 'command {id}: {program} がありません',
  },
  'doctor.check.no-program.next': {
    en: 'correct run in the host entry, or look for it on the host: command -v {program}',
    ja: 'ホスト定義の run を修正するか、ホスト上で command -v {program} を確認してください',
  },
  'doctor.check.not-run': { en: 'command {id}: not tried', ja: 'command {id}: 実行していません' },
  'doctor.check.not-run.why': {
    en: 'it is not marked as one that only reads',
    ja: '読み取り専用と指定されていません',
  },
  'doctor.check.not-run.next': {
    en: 'when it changes nothing and mails nobody: watch: allowed',
    ja: '何も変更せずメールも送らないなら watch: allowed を指定してください',
  },

  'doctor.entry.fine': {
    en: '{thresholds} thresholds, {contacts} contacts: nothing is blank',
    ja: 'しきい値 {thresholds} 件、連絡先 {contacts} 件: 不備はありません',
  },
  'doctor.entry.discovered': {
    en: 'no entry of hosts.yaml describes this host; what was found on it was tried',
    ja: 'hosts.yaml に定義がないため、検出した内容で確認しました',
  },
  'doctor.entry.discovered.next': {
    en: 'open it with cockpit to have an entry written',
    ja: 'cockpit で開くとホスト定義の書き出しを提案します',
  },
  'doctor.entry.twice': {
    en: '{names} leads to the same machine ({host})',
    ja: '{names} は同じマシン（{host}）を指しています',
  },
  'doctor.entry.twice.next': {
    en: 'keep one entry: both would read the host and raise its alerts',
    ja: 'どちらか一方にしてください。両方が同じホストを読み取り、アラートを出します',
  },
  'doctor.contacts.blank': { en: 'contact {role}: nobody is named', ja: '連絡先 {role}: 担当者が未記入です' },
  'doctor.contacts.nameless': { en: 'contact {role}: no name', ja: '連絡先 {role}: 名前が未記入です' },
  'doctor.contacts.unreachable': {
    en: 'contact {role}: no way to reach {name}',
    ja: '連絡先 {role}: {name} への連絡方法が未記入です',
  },
  'doctor.contacts.next': {
    en: 'fill in name and reach of {role} before the night when it is needed',
    ja: '必要になる前に {role} の name と reach を記入してください',
  },
  'doctor.threshold.never': {
    en: 'threshold {metric} can never be reached',
    ja: 'しきい値 {metric} は発報しません',
  },
  'doctor.threshold.no-level': {
    en: 'it has neither warn nor critical',
    ja: 'warn も critical も指定されていません',
  },
  'doctor.threshold.no-level.next': {
    en: 'give it a level, or leave it out',
    ja: '値を指定するか、削除してください',
  },
  'doctor.threshold.no-source': {
    en: 'nothing on this host gives that figure',
    ja: 'このホストにその数値の取得元がありません',
  },
  'doctor.threshold.add': {
    en: 'add {key} to the host entry, or leave the threshold out',
    ja: 'ホスト定義に {key} を追加するか、しきい値を削除してください',
  },
  'doctor.threshold.no-object': { en: 'there is nothing called {of}', ja: '{of} という対象がありません' },
  'doctor.threshold.no-object.next': { en: 'there are: {names}', ja: '存在する対象: {names}' },
  'doctor.playbook.unread': { en: "the playbooks can't be read", ja: '手順を読み込めません' },
  'doctor.playbook.fit': {
    en: 'all {n} playbooks have their values on this host',
    ja: '手順 {n} 件すべてで必要な値が揃っています',
  },
  'doctor.playbook.some': {
    en: '{n} playbooks have their values on this host; not: {lame}',
    ja: '手順 {n} 件で必要な値が揃っています。不足: {lame}',
  },
  'doctor.playbook.unknown': {
    en: 'playbooks: there is no playbook {use}',
    ja: 'playbooks: {use} という手順はありません',
  },
  'doctor.playbook.unknown.next': { en: 'there are: {names}', ja: '存在する手順: {names}' },
  'doctor.playbook.unused': {
    en: 'playbook {use}: it has no use for {names}',
    ja: '手順 {use}: {names} は使われません',
  },
  'doctor.playbook.unused.next': {
    en: 'correct the name under with, or take it out',
    ja: 'with の名前を修正するか、削除してください',
  },
  'doctor.playbook.wrong': {
    en: 'playbook {use}: the value of {names} is of the wrong kind',
    ja: '手順 {use}: {names} の値の形式が正しくありません',
  },
  'doctor.playbook.missing': {
    en: 'playbook {use}: nothing gives {names}',
    ja: '手順 {use}: {names} の値がありません',
  },
  'doctor.playbook.missing.next': {
    en: 'set {names} under with of playbook {use} in the host entry',
    ja: 'ホスト定義の playbooks で、{use} の with に {names} を設定してください',
  },
};
