import type { Check, Metric } from '../domain/host.js';

/** A figure that a runbook's own table gives, as it stands there, and where the shipped hosts.yaml has it. */
export interface RunbookLevel {
  /** Item of the inventory. */
  readonly id: string;
  /** Entry of hosts.yaml. */
  readonly host: string;
  /** The row of the runbook's table. */
  readonly words: string;
  /** In the unit of the metric: percent, milliseconds, seconds, a count. */
  readonly threshold?: {
    readonly metric: Metric;
    readonly warn: number;
    readonly critical?: number;
    /** Where the table says what is normal: an alert is over only below it. */
    readonly clear?: number;
  };
  readonly check?: {
    readonly kind: Check['kind'];
    readonly id?: string;
    readonly has: Readonly<Record<string, unknown>>;
  };
  /** A container that is missing or has exited is a failure at once. */
  readonly container?: string;
  /** Where what is measured is not quite what the runbook names. */
  readonly differs?: string;
}

const app = 'smart-office';
const rainbow = 'shiojiri-rainbow';

export const runbookLevels: readonly RunbookLevel[] = [
  {
    id: 'SO16',
    host: app,
    words: 'API応答時間 > 5秒',
    threshold: { metric: 'http.latency', warn: 5000 },
    differs: 'The time of the one GET of each HTTP check, not that of users.',
  },
  {
    id: 'SO18',
    host: app,
    words: 'データベース接続 利用率 > 80%',
    threshold: { metric: 'postgres.connections', warn: 80 },
    differs: 'Of the slots that ordinary roles may use (max_connections less those reserved).',
  },
  { id: 'SO19', host: app, words: 'ディスク使用量 > 80%', threshold: { metric: 'disk.used', warn: 80 } },
  { id: 'SO20', host: app, words: 'メモリ使用量 > 85%', threshold: { metric: 'host.memory', warn: 85 } },
  {
    id: 'SO20',
    host: app,
    words: 'メモリ使用量 > 85%',
    threshold: { metric: 'container.memory', warn: 85 },
    differs: 'Also of each container that has a limit: the action of the table restarts a container.',
  },
  {
    id: 'PF23',
    host: 'psyfit',
    words: 'HTTPヘルスチェック HTTP 200 以外',
    check: { kind: 'http', has: { expect: 200 } },
  },
  { id: 'PF24', host: 'psyfit', words: 'psyfit-web コンテナ 停止時', container: 'psyfit-web-*' },
  { id: 'PF25', host: 'psyfit', words: 'psyfit-db コンテナ 停止時', container: 'psyfit-db' },
  { id: 'PF26', host: 'psyfit', words: 'psyfit-redis コンテナ 停止時', container: 'psyfit-redis' },
  {
    id: 'PF27',
    host: 'psyfit',
    words: 'SSL証明書 残り14日以下',
    check: { kind: 'tls', has: { warnDays: 14 } },
  },
  {
    id: 'PF28',
    host: 'psyfit',
    words: 'ディスク使用量 80%以上',
    threshold: { metric: 'disk.used', warn: 80 },
  },
  {
    id: 'PF29',
    host: 'psyfit',
    words: 'バックアップ鮮度 25時間以上経過',
    check: { kind: 'backup', has: { maxAgeHours: 25 } },
  },
  {
    id: 'SR09',
    host: rainbow,
    words: '応答時間 (p95) < 200ms, > 500ms, > 1000ms',
    threshold: { metric: 'http.latency', warn: 500, critical: 1000, clear: 200 },
    differs: 'The time of the one GET of each HTTP check; a 95th percentile over users is not measured.',
  },
  {
    id: 'SR11',
    host: rainbow,
    words: 'メモリ使用率 < 70%, > 80%, > 90%',
    threshold: { metric: 'host.memory', warn: 80, critical: 90, clear: 70 },
  },
  {
    id: 'SR12',
    host: rainbow,
    words: 'CPU使用率 < 60%, > 80%, > 95%',
    threshold: { metric: 'host.cpu', warn: 80, critical: 95, clear: 60 },
  },
  {
    id: 'SR13',
    host: rainbow,
    words: '接続数 < 50, > 80, > 95',
    threshold: { metric: 'postgres.connections.count', warn: 80, critical: 95, clear: 50 },
    differs: 'The table gives no unit; the heading is a number of connections, so they are counted.',
  },
  {
    id: 'SR14',
    host: rainbow,
    words: 'クエリ時間 < 100ms, > 500ms, > 1000ms',
    threshold: { metric: 'postgres.query', warn: 500, critical: 1000, clear: 100 },
    differs: 'The statement that has been running longest at the moment; a dump does not count.',
  },
  {
    id: 'SR15',
    host: rainbow,
    words: 'ディスク使用率 < 70%, > 80%, > 90%',
    threshold: { metric: 'disk.used', warn: 80, critical: 90, clear: 70 },
    differs: 'Every file system of the host, that of the database among them.',
  },
  {
    id: 'SR16',
    host: rainbow,
    words: '待機ジョブ数 < 100, > 500, > 1000',
    threshold: { metric: 'queue.depth', warn: 500, critical: 1000, clear: 100 },
    differs: 'Of each queue, not of all together.',
  },
  {
    id: 'SR17',
    host: rainbow,
    words: '失敗ジョブ数 0, > 10, > 50',
    threshold: { metric: 'queue.failed', warn: 10, critical: 50, clear: 1 },
  },
  {
    id: 'SR18',
    host: rainbow,
    words: '処理時間 < 30s, > 60s, > 120s',
    threshold: { metric: 'job.duration', warn: 60, critical: 120, clear: 30 },
    differs: 'Of the jobs that run at the moment.',
  },
  {
    id: 'SR33',
    host: rainbow,
    words: 'フルバックアップ 毎日',
    check: { kind: 'backup', id: 'full', has: { maxAgeHours: 24 } },
  },
  {
    id: 'SR33',
    host: rainbow,
    words: '差分バックアップ 6時間毎',
    check: { kind: 'backup', id: 'differential', has: { maxAgeHours: 6 } },
  },
];

/** What a runbook wants watched and the shipped entry does not, or not by a level of the runbook. */
export const levelGaps: readonly { readonly id: string; readonly words: string; readonly why: string }[] = [
  {
    id: 'SO17',
    words: 'エラーレート > 5%',
    why: 'No metric of answered requests is read all the time. The playbook error-rate counts them in the access log of the last five minutes, against the same 5 %.',
  },
  {
    id: 'SR10',
    words: 'エラー率 < 0.1%, > 1%, > 5%',
    why: 'As SO17; Rails behind kamal-proxy counts its requests in an error tracker or APM that cockpit does not read.',
  },
  {
    id: 'SR33',
    words: 'S3 画像 リアルタイム; 保持 30日, 7日',
    why: 'Replication inside S3 and how long old backups are kept are not read; the age of the newest of each kind is.',
  },
  {
    id: 'SG44',
    words: 'コンテナのCPU・メモリ上限',
    why: 'The table gives limits and no levels. The limits are read from the engine, redis maxmemory from the server; the percentages of them (80, 95) are cockpit’s own.',
  },
  {
    id: 'SG39',
    words: '週次 ディスク確認 df -h',
    why: 'The runbook gives no level; 80 % and 90 % are cockpit’s own.',
  },
  {
    id: 'SR30',
    words: '四半期 SSL証明書',
    why: 'The runbook gives no number of days; those of a TLS check without a setting are cockpit’s own.',
  },
  {
    id: 'KB43',
    words: 'production-keiba-high-error-rate',
    why: 'The runbook names an alarm of CloudWatch and no level; the alarm’s own state is shown.',
  },
  {
    id: 'KB44',
    words: 'production-keiba-high-response-time',
    why: 'As KB43.',
  },
  {
    id: 'KB45',
    words: 'ECSサービス異常',
    why: 'As KB43; tasks that run against those wanted are shown as well.',
  },
  {
    id: 'KB46',
    words: 'RDS異常',
    why: 'As KB43; the runbook names CPU, memory, connections and disk, without a level.',
  },
];

/** エラーレベル of shiojiri-rainbow: in how many minutes each level wants somebody at it. */
export const responseTimes = { SR19: 15, SR20: 60, SR21: 8 * 60, SR22: 7 * 24 * 60 } as const;

/** エスカレーション of shiojiri-rainbow (SR42), and who is reached how (SR41). */
export const ladder: readonly {
  readonly role: string;
  readonly minutes?: number;
  readonly reach?: string;
}[] = [
  { role: 'オンコール', minutes: 15, reach: 'PagerDuty' },
  { role: '開発リード', minutes: 30, reach: 'Slack #rainbow-dev' },
  { role: 'プロジェクトマネージャー', minutes: 60 },
  { role: 'インフラ担当', reach: 'Slack #rainbow-infra' },
];
