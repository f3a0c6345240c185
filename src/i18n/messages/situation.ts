import type { Entry } from '../catalogue.js';

export const situation: Record<string, Entry> = {
  'situation.pending': { en: 'reading the host …', ja: 'ホストの状態を読み取り中…' },
  'situation.healthy': { en: 'no trouble found', ja: '異常は見つかりません' },
  'situation.settling': { en: 'settling after a change: {change}', ja: '変更後の安定待ち: {change}' },
  'situation.headline.symptom': { en: '{symptom}: {cause}, {ago}', ja: '{symptom}: {cause} ({ago})' },
  'situation.headline.cause': { en: '{cause}, {ago}', ja: '{cause} ({ago})' },
  'situation.headline.more': { en: '{line} (+{n} more)', ja: '{line} (他 {n} 件)' },
  'situation.headline.unknown': { en: '{symptom}; cause not known', ja: '{symptom} (原因は不明)' },
  'situation.headline.unread': { en: 'not everything is known: {cause}', ja: '一部の状態が不明: {cause}' },
  'situation.ago.seconds': { en: '{n} s ago', ja: '{n} 秒前' },
  'situation.ago.minutes': { en: '{n} min ago', ja: '{n} 分前' },
  'situation.ago.hours': { en: '{n} h ago', ja: '{n} 時間前' },
  'situation.ago.days': { en: '{n} days ago', ja: '{n} 日前' },
  'situation.symptom.status': { en: '{status}', ja: '{status}' },
  'situation.symptom.timeout': { en: 'no answer', ja: '応答なし' },
  'situation.symptom.refused': { en: 'connection refused', ja: '接続拒否' },
  'situation.symptom.unreachable': { en: 'not reachable', ja: '到達不可' },
  'situation.symptom.wrong': { en: 'wrong answer', ja: '異常な応答' },
  'situation.symptom.slow': { en: 'slow', ja: '応答遅延' },
  'situation.symptom.tls': { en: 'TLS fails', ja: 'TLS 失敗' },
  'situation.symptom.jobs': { en: 'jobs do not run', ja: 'ジョブが実行されない' },

  'situation.link.down': {
    en: 'the connection to the host is lost: {why}',
    ja: 'ホストとの接続が切れています: {why}',
  },
  'situation.link.lost': { en: 'the connection to the host is lost', ja: 'ホストとの接続が切れました' },
  'situation.link.refused': {
    en: 'the host refuses the login: {why}',
    ja: 'ホストがログインを拒否しています: {why}',
  },
  'situation.docker.unreachable': {
    en: 'the Docker engine does not answer: {why}',
    ja: 'Docker エンジンが応答しません: {why}',
  },
  'situation.docker.denied': { en: 'Docker cannot be read: {why}', ja: 'Docker を参照できません: {why}' },
  'situation.unread': { en: '{object} cannot be read: {why}', ja: '{object} を読み取れません: {why}' },

  'situation.container.missing': {
    en: 'container {name} is not there',
    ja: 'コンテナ {name} が存在しません',
  },
  'situation.container.exited': { en: '{who} exited {code}', ja: '{who} が {code} で終了' },
  'situation.container.stopped': {
    en: '{who} was stopped (exit {code})',
    ja: '{who} が停止された (終了コード {code})',
  },
  'situation.container.killed': {
    en: '{who} was killed (exit {code})',
    ja: '{who} が kill された (終了コード {code})',
  },
  'situation.container.oom': {
    en: '{who} exited 137 (out of memory)',
    ja: '{who} が 137 で終了 (メモリ不足)',
  },
  'situation.container.oom-child': {
    en: 'a process in {who} was killed for lack of memory',
    ja: '{who} 内のプロセスがメモリ不足で強制終了',
  },
  'situation.container.restarting': {
    en: '{who} crashes and restarts over and over ({n} times)',
    ja: '{who} が異常終了と再起動を繰り返している ({n} 回)',
  },
  'situation.container.crashed': {
    en: '{who} crashed (exit {code}) and was started again',
    ja: '{who} が異常終了 (終了コード {code}) し、再起動された',
  },
  'situation.container.not-started': {
    en: 'the engine can not start {who}',
    ja: 'エンジンが {who} を起動できない',
  },
  'situation.container.paused': { en: '{who} is paused', ja: '{who} が一時停止 (pause) されている' },
  'situation.container.starting': { en: '{who} does not finish starting', ja: '{who} の起動が完了しない' },
  'situation.container.unhealthy': { en: '{who} is unhealthy', ja: '{who} が unhealthy' },

  'situation.crash.db-password': {
    en: '{who} cannot log in to the database: wrong password for user {user} (DATABASE_URL and POSTGRES_PASSWORD differ?)',
    ja: '{who} がデータベースにログインできない: ユーザー {user} のパスワード不一致 (DATABASE_URL と POSTGRES_PASSWORD が不一致?)',
  },
  'situation.crash.secret': {
    en: '{who} cannot start: the setting {name} is missing or empty',
    ja: '{who} が起動できない: 設定 {name} が未設定または空',
  },
  'situation.crash.master-key': {
    en: '{who} cannot decrypt its credentials: wrong master key',
    ja: '{who} が認証情報を復号できない: マスターキーの不一致',
  },
  'situation.crash.db-missing': {
    en: '{who}: the database {database} does not exist',
    ja: '{who}: データベース {database} が存在しない',
  },
  'situation.crash.db-slots': {
    en: '{who} gets no connection slot from the database',
    ja: '{who} がデータベースの接続枠を確保できない',
  },
  'situation.crash.db-starting': {
    en: '{who}: the database is not ready yet',
    ja: '{who}: データベースの準備ができていない',
  },
  'situation.crash.db-refused': {
    en: '{who} cannot connect to the database',
    ja: '{who} がデータベースに接続できない',
  },
  'situation.crash.redis-refused': {
    en: '{who} cannot connect to Redis',
    ja: '{who} が Redis に接続できない',
  },
  'situation.crash.no-space': {
    en: '{who} cannot write: no space left',
    ja: '{who} が書き込めない: ディスクの空きがない',
  },
  'situation.crash.migration': {
    en: '{who}: database schema and code differ ({what})',
    ja: '{who}: データベースのスキーマとコードが不一致 ({what})',
  },
  'situation.crash.memory': { en: '{who} ran out of memory', ja: '{who} のメモリが不足' },
  'situation.crash.port-taken': { en: '{who}: its port is taken', ja: '{who}: ポートが使用中' },
  'situation.crash.module': {
    en: '{who}: module {module} is missing',
    ja: '{who}: モジュール {module} がない',
  },
  'situation.crash.permission': {
    en: '{who} may not access {path}',
    ja: '{who} に {path} へのアクセス権がない',
  },
  'situation.crash.setting': {
    en: '{who} refuses the value of the setting {name}',
    ja: '{who} の設定 {name} の値が不正',
  },
  'situation.crash.file-missing': {
    en: '{who}: the file {path} does not exist',
    ja: '{who}: ファイル {path} が存在しない',
  },
  'situation.crash.file-damaged': {
    en: '{who} cannot read a file that it needs: it is damaged',
    ja: '{who} が必要なファイルを読み込めない: 破損している',
  },

  'situation.job.limited': {
    en: '{job} ({who}) failed: the site limits our requests (429)',
    ja: '{job} ({who}) が失敗: 取得元サイトのレート制限 (429)',
  },
  'situation.job.refused': {
    en: '{job} ({who}) failed: the site refuses us (403)',
    ja: '{job} ({who}) が失敗: 取得元サイトに拒否された (403)',
  },
  'situation.job.unreadable': {
    en: "{job} ({who}) failed: the site's answer can't be parsed",
    ja: '{job} ({who}) が失敗: 取得元サイトの応答を解析できない',
  },
  'situation.job.name': {
    en: "{job} ({who}) failed: the site's name does not resolve",
    ja: '{job} ({who}) が失敗: 取得元サイトの名前解決ができない',
  },
  'situation.job.unanswered': {
    en: '{job} ({who}) failed: the site does not answer',
    ja: '{job} ({who}) が失敗: 取得元サイトが応答しない',
  },
  'situation.notify.keys': {
    en: '{who} sends no notification: the VAPID keys are not set',
    ja: '{who} が通知を送信できない: VAPID 鍵が未設定',
  },
  'situation.notify.gone': {
    en: '{who} sends no notification: the subscription is gone',
    ja: '{who} が通知を送信できない: 購読が失効',
  },
  'situation.notify.push': {
    en: '{who} sends no notification: the push fails',
    ja: '{who} が通知を送信できない: プッシュ送信エラー',
  },
  'situation.notify.nobody': {
    en: '{who} notifies nobody: there is no administrator',
    ja: '{who} の通知先がない: 管理者ユーザーがいない',
  },

  'situation.names.unresolved': {
    en: '{who} cannot resolve the name {name}',
    ja: '{who} が名前 {name} を解決できない',
  },
  'situation.names.dns': { en: '{who} cannot resolve names (DNS)', ja: '{who} が名前解決できない (DNS)' },
  'situation.names.alias': {
    en: '{who} cannot resolve {name} although {target} is there: network or alias missing',
    ja: '{who} が {name} を解決できない ({target} は存在): ネットワークまたはエイリアスの欠落',
  },
  'situation.health.localhost': {
    en: '{who} is called unhealthy only because its check asks localhost (IPv6); use 127.0.0.1',
    ja: '{who} の unhealthy はヘルスチェックの localhost (IPv6) が原因。127.0.0.1 を使うこと',
  },
  'situation.release.failed': {
    en: 'the new release {version} of {who} does not run; the one before serves',
    ja: '{who} の新リリース {version} が起動していない（前のリリースが配信中）',
  },
  'situation.release.failing': {
    en: 'release {version} of {who} answers with errors, {minutes} min after it was deployed',
    ja: '{who} の新リリース {version} がエラーを返している（デプロイから {minutes} 分）',
  },
  'situation.release.errors': {
    en: '{who} has been failing since its new release',
    ja: '{who} は新しいリリース以降に失敗している',
  },
  'situation.evidence.image': {
    en: 'its image is another one than before: {image} ({id})',
    ja: 'イメージが以前と異なる: {image}（{id}）',
  },
  'situation.gateway.detached': {
    en: 'the gateway {name} is not on the network {network}',
    ja: 'ゲートウェイ {name} がネットワーク {network} に接続されていない',
  },
  'situation.http.fails': { en: '{id}: {text}', ja: '{id}: {text}' },
  'situation.tls': { en: 'certificate {id}: {text}', ja: '証明書 {id}: {text}' },
  'situation.backup': { en: 'backup {id}: {text}', ja: 'バックアップ {id}: {text}' },
  'situation.cron': { en: 'cron {id}: {text}', ja: 'cron {id}: {text}' },
  'situation.command': { en: 'command {id}: {text}', ja: 'コマンド {id}: {text}' },

  'situation.postgres.slots': {
    en: 'no connection slots left on {name} ({total} of {usable})',
    ja: '{name} の接続枠が枯渇 ({total} / {usable})',
  },
  'situation.postgres.distress': {
    en: 'no connection slot left on {name}',
    ja: '{name} の接続枠が枯渇',
  },
  'situation.postgres.lock-idle': {
    en: 'an idle transaction (pid {pid}) holds {relation} on {name}; {n} wait',
    ja: '{name}: 放置トランザクション (pid {pid}) が {relation} をロック中、{n} 件が待機',
  },
  'situation.postgres.lock': {
    en: 'pid {pid} holds a lock on {relation} ({name}); {n} wait',
    ja: '{name}: pid {pid} が {relation} をロック中、{n} 件が待機',
  },
  'situation.postgres.lock-prepared': {
    en: 'a prepared transaction holds {relation} on {name}; {n} wait',
    ja: '{name}: プリペアドトランザクションが {relation} をロック中、{n} 件が待機',
  },
  'situation.postgres.slow': {
    en: 'a query on {name} has been running for {seconds} s (pid {pid})',
    ja: '{name} で {seconds} 秒間実行中のクエリがある (pid {pid})',
  },
  'situation.postgres.idle': {
    en: 'a transaction on {name} has been idle for {seconds} s (pid {pid})',
    ja: '{name} に {seconds} 秒間放置されたトランザクションがある (pid {pid})',
  },
  'situation.postgres.other': { en: 'Postgres {name}: {why}', ja: 'Postgres {name}: {why}' },

  'situation.queue.no-workers': {
    en: 'no worker of {name} is alive ({n} jobs wait)',
    ja: '{name} の稼働中ワーカーがない ({n} 件待機)',
  },
  'situation.queue.stalled': { en: '{name} is stalled: {why}', ja: '{name} が停滞: {why}' },
  'situation.queue.backlog': { en: '{n} jobs wait in queue {queue}', ja: 'キュー {queue} に {n} 件が滞留' },
  'situation.queue.paused': {
    en: 'queue {queue} is paused ({n} jobs wait)',
    ja: 'キュー {queue} が一時停止中 ({n} 件待機)',
  },
  'situation.queue.scheduler': {
    en: 'the scheduler {name} is silent',
    ja: 'スケジューラー {name} の動作を確認できない',
  },
  'situation.queue.missed': {
    en: '{n} recurring tasks of {name} were missed',
    ja: '{name} の定期タスク {n} 件が未実行',
  },
  'situation.queue.failed': { en: '{n} failed jobs in {name}', ja: '{name} の失敗ジョブ {n} 件' },
  'situation.queue.orphaned': {
    en: '{n} jobs of {name} belong to processes that are gone',
    ja: '{name} に消滅したプロセスが掴んだままのジョブが {n} 件',
  },
  'situation.queue.other': { en: 'queue {name}: {why}', ja: 'キュー {name}: {why}' },
  'situation.redis.loading': {
    en: 'Redis {name} is still loading its data',
    ja: 'Redis {name} がデータを読み込み中',
  },
  'situation.redis.evicting': {
    en: 'Redis {name} evicts {n} keys a second: jobs may be lost',
    ja: 'Redis {name} が毎秒 {n} 件のキーを追い出し中: ジョブ消失の恐れ',
  },
  'situation.redis.full': {
    en: 'Redis {name} is full ({percent} %)',
    ja: 'Redis {name} のメモリが満杯 ({percent} %)',
  },
  'situation.redis.persistence': {
    en: 'Redis {name} cannot save its data',
    ja: 'Redis {name} がデータを保存できない',
  },
  'situation.redis.other': { en: 'Redis {name}: {why}', ja: 'Redis {name}: {why}' },
  'situation.disk.full': { en: 'disk {mount} is full', ja: 'ディスク {mount} が満杯' },
  'situation.threshold': { en: '{text}', ja: '{text}' },
  'situation.application': {
    en: '{source} reports {n} in 15 min, last: {text}',
    ja: '{source} に 15 分で {n} 件、最新: {text}',
  },

  'situation.evidence.line': { en: '{line}', ja: '{line}' },
  'situation.evidence.exit': { en: 'exit code {code}', ja: '終了コード {code}' },
  'situation.evidence.exit-meaning': {
    en: 'exit code {code}: {meaning}',
    ja: '終了コード {code}: {meaning}',
  },
  'situation.evidence.restarts': { en: '{n} restarts', ja: '再起動 {n} 回' },
  'situation.evidence.paused': { en: 'state: paused', ja: '状態: paused' },
  'situation.evidence.oom-event': {
    en: 'the engine reports an out-of-memory kill',
    ja: 'エンジンが OOM を報告',
  },
  'situation.evidence.memory-limit': { en: 'memory limit {limit} MiB', ja: 'メモリ上限 {limit} MiB' },
  'situation.evidence.health': { en: 'health: unhealthy', ja: 'ヘルス: unhealthy' },
  'situation.evidence.health-output': { en: 'health check: {output}', ja: 'ヘルスチェック: {output}' },
  'situation.evidence.health-test': {
    en: 'health check command: {test}',
    ja: 'ヘルスチェックのコマンド: {test}',
  },
  'situation.evidence.check': { en: '{id}: {text}', ja: '{id}: {text}' },
  'situation.evidence.release': {
    en: 'release {version}, {minutes} min old',
    ja: 'リリース {version}（{minutes} 分前）',
  },
  'situation.evidence.networks': { en: 'networks: {networks}', ja: 'ネットワーク: {networks}' },
  'situation.evidence.connections': {
    en: '{total} of {usable} slots taken',
    ja: '接続枠 {total} / {usable} 使用中',
  },
  'situation.evidence.session': {
    en: 'pid {pid} {state} for {seconds} s ({app}): {query}',
    ja: 'pid {pid} {state} {seconds} 秒 ({app}): {query}',
  },
  'situation.evidence.waits': {
    en: 'pid {pid} has waited {seconds} s for {blockers}: {query}',
    ja: 'pid {pid} が {blockers} を {seconds} 秒待機: {query}',
  },
  'situation.evidence.heartbeat': {
    en: '{worker}: last heartbeat {seconds} s ago',
    ja: '{worker}: 最後のハートビートは {seconds} 秒前',
  },
  'situation.evidence.depth': { en: '{n} jobs wait', ja: '{n} 件が待機中' },
  'situation.evidence.last-run': { en: 'last sign {seconds} s ago', ja: '最後の動作は {seconds} 秒前' },
  'situation.evidence.missed': { en: 'missed: {schedule}', ja: '未実行: {schedule}' },
  'situation.evidence.job-error': { en: '{job}: {error}', ja: '{job}: {error}' },
  'situation.evidence.redis-memory': {
    en: '{percent} % of maxmemory, {policy}',
    ja: 'maxmemory の {percent} %、{policy}',
  },
  'situation.evidence.loading': { en: 'loading: yes', ja: 'loading: あり' },
  'situation.evidence.disk': {
    en: '{percent} % used, {left} MiB left',
    ja: '使用率 {percent} %、残り {left} MiB',
  },

  'situation.change.created': { en: '{who} created', ja: '{who} を作成' },
  'situation.change.recreated': { en: '{who} recreated', ja: '{who} を再作成' },
  'situation.change.recreated-image': {
    en: '{who} recreated from {image}',
    ja: '{who} を {image} から再作成',
  },
  'situation.change.image': {
    en: '{who} now runs another image: {image}',
    ja: '{who} のイメージが変更: {image}',
  },
  'situation.change.started': { en: '{who} started', ja: '{who} が起動' },
  'situation.change.stopped': { en: '{who} stopped', ja: '{who} が停止' },
  'situation.change.restarted': { en: '{who} restarted', ja: '{who} が再起動' },
  'situation.change.exited': { en: '{who} exited {code}', ja: '{who} が {code} で終了' },
  'situation.change.killed': { en: '{who} was killed', ja: '{who} が kill された' },
  'situation.change.removed': { en: '{who} removed', ja: '{who} を削除' },
  'situation.change.oom': { en: '{who}: out of memory', ja: '{who}: メモリ不足 (OOM)' },
  'situation.change.paused': { en: '{who} paused', ja: '{who} が一時停止' },
  'situation.change.unpaused': { en: '{who} unpaused', ja: '{who} の一時停止を解除' },
  'situation.change.unhealthy': { en: '{who} became unhealthy', ja: '{who} が unhealthy に変化' },
  'situation.change.healthy': { en: '{who} is healthy again', ja: '{who} が healthy に復帰' },
  'situation.change.times': { en: '{text} ({n} times)', ja: '{text} ({n} 回)' },
  'situation.change.raised': { en: '{text}', ja: '{text}' },
  'situation.change.disk': {
    en: 'disk {mount} went from {from} % to {to} %',
    ja: 'ディスク {mount} が {from} % から {to} % に増加',
  },
  'situation.change.link': { en: 'connection came back', ja: '接続が復旧' },
};
