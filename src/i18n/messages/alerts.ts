import type { Entry } from '../catalogue.js';

export const alerts: Record<string, Entry> = {
  'alerts.container.missing': { en: 'container is not there', ja: 'コンテナがありません' },
  'alerts.container.paused': { en: 'paused: it answers nothing', ja: '一時停止中: 何にも応答しません' },
  'alerts.container.unhealthy': { en: 'health check fails', ja: 'ヘルスチェックが失敗しています' },
  'alerts.container.unhealthy-output': {
    en: 'health check fails: {output}',
    ja: 'ヘルスチェックが失敗しています: {output}',
  },
  'alerts.container.restarting': {
    en: 'restarts over and over ({n} so far)',
    ja: '再起動を繰り返しています (計 {n} 回)',
  },
  'alerts.container.exited': { en: 'exited {code}', ja: '終了コード {code} で停止' },
  'alerts.container.exited-meaning': {
    en: 'exited {code}: {meaning}',
    ja: '終了コード {code} で停止: {meaning}',
  },
  'alerts.container.stopped': { en: 'was stopped (exit {code})', ja: '停止されました (終了コード {code})' },
  'alerts.container.oom': { en: 'killed for lack of memory', ja: 'メモリ不足で強制終了されました (OOM)' },
  'alerts.container.restarted': { en: 'was restarted', ja: '再起動されました' },
  'alerts.queue.unread': { en: 'cannot be read: {why}', ja: '読み取れません: {why}' },
  'alerts.service.bad': { en: 'in trouble', ja: '異常があります' },
  'alerts.link.down': { en: 'connection lost', ja: '接続が切れました' },
  'alerts.link.down-why': { en: 'connection lost: {why}', ja: '接続が切れました: {why}' },
  'alerts.link.refused': { en: 'login refused: {why}', ja: 'ログインを拒否されました: {why}' },
  'alerts.sql.row': { en: '{text}', ja: '{text}' },
  'alerts.sql.row-kind': { en: '{kind}: {text}', ja: '{kind}: {text}' },
  'alerts.sql.no-server': {
    en: 'the host entry names no Postgres server "{server}"',
    ja: 'ホスト定義に Postgres サーバー「{server}」がありません',
  },
  'alerts.sql.columns': {
    en: 'the statement of {source} gives no usable column "at"',
    ja: '{source} の SQL が有効な列「at」を返しません',
  },
  'alerts.threshold.host-cpu': {
    en: 'CPU {value} % (limit {limit} %)',
    ja: 'CPU 使用率 {value} % (しきい値 {limit} %)',
  },
  'alerts.threshold.host-memory': {
    en: 'memory {value} % used (limit {limit} %)',
    ja: 'メモリ使用率 {value} % (しきい値 {limit} %)',
  },
  'alerts.threshold.host-swap': {
    en: 'swap {value} % used (limit {limit} %)',
    ja: 'スワップ使用率 {value} % (しきい値 {limit} %)',
  },
  'alerts.threshold.host-load': {
    en: 'load {value} (limit {limit})',
    ja: 'ロードアベレージ {value} (しきい値 {limit})',
  },
  'alerts.threshold.disk-used': {
    en: 'disk {object} {value} % full (limit {limit} %)',
    ja: 'ディスク {object} の使用率 {value} % (しきい値 {limit} %)',
  },
  'alerts.threshold.disk-inodes': {
    en: 'disk {object}: {value} % of inodes used (limit {limit} %)',
    ja: 'ディスク {object} の inode 使用率 {value} % (しきい値 {limit} %)',
  },
  'alerts.threshold.container-cpu': {
    en: '{object}: CPU at {value} % of its limit (limit {limit} %)',
    ja: '{object}: CPU が上限の {value} % (しきい値 {limit} %)',
  },
  'alerts.threshold.container-memory': {
    en: '{object}: memory at {value} % of its limit (limit {limit} %)',
    ja: '{object}: メモリが上限の {value} % (しきい値 {limit} %)',
  },
  'alerts.threshold.postgres-connections': {
    en: '{object}: {value} % of the connection slots taken (limit {limit} %)',
    ja: '{object}: 接続枠の {value} % を使用中 (しきい値 {limit} %)',
  },
  'alerts.threshold.postgres-count': {
    en: '{object}: {value} connections (limit {limit})',
    ja: '{object}: 接続数 {value} (しきい値 {limit})',
  },
  'alerts.threshold.postgres-query': {
    en: '{object}: a query has been running for {value} s (limit {limit} s)',
    ja: '{object}: {value} 秒間実行中のクエリがあります (しきい値 {limit} 秒)',
  },
  'alerts.threshold.queue-depth': {
    en: 'queue {object}: {value} jobs wait (limit {limit})',
    ja: 'キュー {object}: {value} 件が待機中 (しきい値 {limit})',
  },
  'alerts.threshold.queue-latency': {
    en: 'queue {object}: oldest job has waited {value} s (limit {limit} s)',
    ja: 'キュー {object}: 最古のジョブが {value} 秒待機中 (しきい値 {limit} 秒)',
  },
  'alerts.threshold.queue-failed': {
    en: '{object}: {value} failed jobs (limit {limit})',
    ja: '{object}: 失敗ジョブ {value} 件 (しきい値 {limit})',
  },
  'alerts.threshold.job-duration': {
    en: 'queue {object}: a job has been running for {value} s (limit {limit} s)',
    ja: 'キュー {object}: {value} 秒間実行中のジョブがあります (しきい値 {limit} 秒)',
  },
  'alerts.threshold.redis-memory': {
    en: '{object}: {value} % of maxmemory used (limit {limit} %)',
    ja: '{object}: maxmemory の {value} % を使用中 (しきい値 {limit} %)',
  },
  'alerts.threshold.http-latency': {
    en: '{object}: {value} ms (limit {limit} ms)',
    ja: '{object}: {value} ms (しきい値 {limit} ms)',
  },
};
