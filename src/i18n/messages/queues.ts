import type { Entry } from '../catalogue.js';

export const queues: Record<string, Entry> = {
  'queues.noRedis': {
    en: 'no access to the Redis server {name} has been set up',
    ja: 'Redis サーバー {name} への接続が設定されていません',
  },
  'queues.noPostgres': {
    en: 'no access to the Postgres server {name} has been set up',
    ja: 'Postgres サーバー {name} への接続が設定されていません',
  },

  'queues.redis.noInfo': { en: 'Redis {name} refuses INFO', ja: 'Redis {name} が INFO を拒否しました' },
  'queues.redis.noInfo.next': {
    en: 'give the user the right: ACL SETUSER … +info',
    ja: 'ユーザーに権限を付与してください: ACL SETUSER … +info',
  },
  'queues.redis.loading': {
    en: 'Redis is loading its data and answers no commands yet',
    ja: 'Redis がデータを読み込み中で、まだコマンドに応答しません',
  },
  'queues.redis.persistence': {
    en: 'Redis could not write its data to disk',
    ja: 'Redis がデータをディスクに書き込めませんでした',
  },
  'queues.redis.masterDown': {
    en: 'this Redis replica has lost its master',
    ja: 'この Redis レプリカはマスターとの接続を失っています',
  },
  'queues.redis.outOfMemory': {
    en: 'Redis refuses writes: out of memory (OOM)',
    ja: 'Redis がメモリ不足 (OOM) で書き込みを拒否しています',
  },
  'queues.redis.misconf': {
    en: 'Redis refuses writes because it can’t save to disk (MISCONF)',
    ja: 'Redis がディスクに保存できず書き込みを拒否しています (MISCONF)',
  },
  'queues.redis.rejected': {
    en: 'Redis rejected {count} connections: maxclients reached',
    ja: 'Redis が接続 {count} 件を拒否しました (maxclients に到達)',
  },
  'queues.redis.evicted': {
    en: 'Redis evicted {count} keys to free memory',
    ja: 'Redis がメモリ確保のためキー {count} 件を削除しました',
  },
  'queues.redis.memory': {
    en: 'Redis uses {percent} % of maxmemory',
    ja: 'Redis が maxmemory の {percent} % を使用中',
  },
  'queues.redis.policy': {
    en: 'the broker may evict jobs: maxmemory-policy is {policy}, not noeviction',
    ja: 'ブローカーがジョブを破棄する恐れ: maxmemory-policy が noeviction ではなく {policy} です',
  },

  'queues.worker.waiting': { en: 'waiting for a heartbeat', ja: 'ハートビート待ち' },
  'queues.worker.leftOver': {
    en: 'no heartbeat: killed earlier, or heartbeats are off',
    ja: 'ハートビートなし: 以前に強制終了されたか、無効化されています',
  },
  'queues.worker.stopped': { en: 'stopped in an orderly way', ja: '正常に停止しました' },
  'queues.worker.diedHard': {
    en: 'fell silent without a goodbye: killed or hung',
    ja: '終了通知なしに途絶: 強制終了またはハング',
  },
  'queues.worker.late': { en: 'heartbeat is late', ja: 'ハートビートが遅れています' },
  'queues.worker.dead': { en: 'no heartbeat: counts as dead', ja: 'ハートビートなし: 停止とみなされます' },

  'queues.beat.container': { en: 'its container is {state}', ja: 'コンテナの状態: {state}' },
  'queues.beat.redbeatLock': { en: 'holds the RedBeat lock', ja: 'RedBeat のロックを保持しています' },
  'queues.beat.redbeatNoLock': {
    en: 'nobody holds the RedBeat lock',
    ja: 'RedBeat のロックを保持するプロセスがありません',
  },
  'queues.beat.notSeen': {
    en: 'its container runs; it has not been seen sending yet',
    ja: 'コンテナは稼働中ですが、送信はまだ確認できていません',
  },
  'queues.beat.noEvidence': {
    en: 'nothing tells whether it lives: its container can’t be inspected',
    ja: '稼働状態を判断する材料がありません (コンテナを参照できません)',
  },
  'queues.beat.silent': {
    en: 'silent for much longer than between its last jobs',
    ja: '直近の送信間隔に比べて長く途絶えています',
  },

  'queues.figure.prefetched': { en: 'prefetched/ETA', ja: 'プリフェッチ/ETA' },
  'queues.figure.stuck': { en: 'unacknowledged too long', ja: '未確認のまま期限超過' },
  'queues.figure.perSecond': { en: 'jobs/s', ja: 'ジョブ/秒' },

  'queues.celery.stalled': {
    en: 'jobs wait, workers live, but none is being taken',
    ja: 'ワーカーは稼働中ですが、待機中のジョブが取り出されていません',
  },
  'queues.why.workerContainer': {
    en: 'the worker’s container {name} is {state}',
    ja: 'ワーカーのコンテナ {name} の状態: {state}',
  },
  'queues.why.noWorker': {
    en: 'no worker lives, {waiting} jobs wait',
    ja: '稼働中のワーカーがなく、{waiting} 件のジョブが待機中です',
  },
  'queues.why.workerDied': {
    en: 'worker {name} fell silent without a goodbye',
    ja: 'ワーカー {name} が終了通知なしに途絶えました',
  },
  'queues.why.beatDead': {
    en: 'the scheduler {name} does not run: periodic jobs are not sent',
    ja: 'スケジューラー {name} が停止しており、定期ジョブが送信されません',
  },
  'queues.why.beatSilent': {
    en: 'the scheduler {name} has been silent for unusually long',
    ja: 'スケジューラー {name} が通常より長く途絶えています',
  },
  'queues.why.waiting': {
    en: '{name}: {depth} jobs wait, the oldest for {seconds} s',
    ja: '{name}: {depth} 件待機中、最も古いものは {seconds} 秒',
  },
  'queues.why.stuck': {
    en: '{count} jobs unacknowledged beyond the visibility timeout',
    ja: '{count} 件のジョブが可視性タイムアウトを過ぎても未確認です',
  },

  'queues.figure.scheduled': { en: 'scheduled', ja: '予定' },
  'queues.figure.overdue': { en: 'overdue', ja: '期限超過' },
  'queues.figure.claimed': { en: 'claimed', ja: '実行中' },
  'queues.figure.orphaned': { en: 'orphaned', ja: '孤立' },
  'queues.figure.blocked': { en: 'blocked', ja: 'ブロック中' },
  'queues.figure.expired': { en: 'blocked, expired', ja: 'ブロック期限切れ' },
  'queues.figure.failed': { en: 'failed', ja: '失敗' },

  'queues.solid.noTable': { en: 'there is no table {table}', ja: 'テーブル {table} がありません' },
  'queues.solid.noTable.next': {
    en: 'Solid Queue often has a database of its own: name it, or the schema, in hosts.yaml',
    ja: 'Solid Queue は専用データベースにあることが多いので、hosts.yaml でデータベースまたはスキーマを指定してください',
  },
  'queues.solid.denied': { en: 'no right to read {table}', ja: '{table} を読む権限がありません' },
  'queues.solid.denied.next': {
    en: 'GRANT SELECT ON ALL TABLES IN SCHEMA {schema} to the role (pg_monitor is not enough)',
    ja: 'ロールに GRANT SELECT ON ALL TABLES IN SCHEMA {schema} を実行してください (pg_monitor では不十分です)',
  },
  'queues.solid.noProcess': {
    en: 'no Solid Queue process lives, {waiting} jobs wait',
    ja: '稼働中の Solid Queue プロセスがなく、{waiting} 件のジョブが待機中です',
  },
  'queues.solid.noWorker': {
    en: 'no worker process lives, {waiting} jobs wait',
    ja: '稼働中の Worker プロセスがなく、{waiting} 件のジョブが待機中です',
  },
  'queues.solid.noDispatcher': {
    en: 'no dispatcher lives: {count} scheduled jobs won’t become ready',
    ja: 'Dispatcher が稼働しておらず、予定ジョブ {count} 件が実行可能になりません',
  },
  'queues.solid.noScheduler': {
    en: '{count} recurring tasks, but no scheduler lives',
    ja: '定期タスクが {count} 件ありますが、Scheduler が稼働していません',
  },
  'queues.solid.overdue': {
    en: '{count} scheduled jobs are overdue though all heartbeats are fresh',
    ja: 'ハートビートは正常ですが、予定ジョブ {count} 件が期限を過ぎています',
  },
  'queues.solid.notClaimed': {
    en: 'jobs are ready, but none is being claimed',
    ja: '実行可能なジョブがありますが、取得されていません',
  },
  'queues.solid.late': {
    en: '{name}: last heartbeat {seconds} s ago',
    ja: '{name}: 最後のハートビートは {seconds} 秒前',
  },
  'queues.solid.paused': {
    en: 'queue {name} is paused, {depth} jobs wait',
    ja: 'キュー {name} は一時停止中 ({depth} 件待機)',
  },
  'queues.solid.orphaned': {
    en: '{count} claimed jobs belong to no process any more',
    ja: '取得済みジョブ {count} 件のプロセスが存在しません',
  },
  'queues.solid.missed': {
    en: 'recurring task {key} has missed a run',
    ja: '定期タスク {key} が実行されていません',
  },
  'queues.solid.failed': { en: '{count} failed jobs', ja: '失敗したジョブが {count} 件あります' },
  'queues.solid.expired': {
    en: '{count} blocked jobs have waited beyond their limit',
    ja: 'ブロック中のジョブ {count} 件が期限を過ぎています',
  },
};
