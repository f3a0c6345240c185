import type { PaneId } from '../domain/model.js';

/** What runbooks call that which a pane shows, for the palette. */
export const namesOfPanes: Readonly<Record<PaneId, readonly string[]>> = {
  containers: ['containers', 'コンテナ', 'コンテナ状態', 'コンテナの状態確認', 'サービスの状態確認'],
  stats: ['stats', 'リソース', 'リソース使用状況', 'リソース使用量', 'CPU・メモリ使用率'],
  logs: [
    'logs',
    'ログ',
    'ログ確認',
    'ログの確認',
    'ログ監視',
    'ログ管理',
    'アプリケーションログ',
    'リアルタイムログ',
  ],
  postgres: ['postgres', 'データベース', 'アクティブなクエリ', 'スロークエリ'],
  queues: ['queues', 'キュー', 'ジョブ', 'ジョブキュー', 'キューの状態確認'],
  alerts: ['alerts', 'アラート', 'アラート確認', '通知', 'ヘルスチェックの結果'],
};

/** What runbooks call the chapter of what is wrong. */
export const namesOfTriage: readonly string[] = [
  'トラブルシューティング',
  'よくある問題と解決策',
  '障害対応',
  'troubleshooting',
];
