import { itemsOf } from '../item.js';

/** Kamal and Rails. */
export const shiojiriRainbow = itemsOf(`
SR01 reference none | Architecture | システム構成
SR02 probe reads | Daily: health | 毎日の確認: ヘルスチェック
SR03 reference by-hand | Daily: errors in Sentry | 毎日の確認: Sentry のエラー
SR04 probe reads | Daily: logs | 毎日の確認: ログ
SR05 reference by-hand | Weekly: metrics | 週次の確認: メトリクス
SR06 probe reads | Weekly: disk | 週次の確認: ディスク使用量
SR07 probe reads | Weekly: size of the database | 週次の確認: データベースサイズ
SR08 reference by-hand | Weekly: security | 週次の確認: セキュリティ
SR09 alert-rule reads | Response time (p95) | 監視項目: レスポンスタイム (p95)
SR10 alert-rule reads | Error rate | 監視項目: エラー率
SR11 alert-rule reads | Memory | 監視項目: メモリ使用率
SR12 alert-rule reads | CPU | 監視項目: CPU使用率
SR13 alert-rule reads | Database connections | データベース監視: 接続数
SR14 alert-rule reads | Query time | データベース監視: クエリ時間
SR15 alert-rule reads | Disk of the database | データベース監視: ディスク使用率
SR16 alert-rule reads | Queued jobs | ジョブキュー監視: 待機ジョブ数
SR17 alert-rule reads | Failed jobs | ジョブキュー監視: 失敗ジョブ数
SR18 alert-rule reads | Duration of jobs | ジョブキュー監視: 処理時間
SR19 escalation none | Level Critical | エラーレベル: Critical
SR20 escalation none | Level High | エラーレベル: High
SR21 escalation none | Level Medium | エラーレベル: Medium
SR22 escalation none | Level Low | エラーレベル: Low
SR23 playbook high | The service is down | Critical: サービス停止
SR24 playbook high | Database connection error | High: データベース接続エラー
SR25 playbook low | Memory grows | Medium: メモリ使用量増加
SR26 playbook by-hand | Monthly: dependencies | 月次メンテナンス: 依存関係の更新
SR27 playbook reads | Monthly: security scan | 月次メンテナンス: セキュリティスキャン
SR28 action low | Monthly: VACUUM ANALYZE | 月次メンテナンス: データベースの VACUUM
SR29 playbook destructive | Monthly: delete old data | 月次メンテナンス: 古いデータの削除
SR30 probe reads | Quarterly: certificate | 四半期メンテナンス: SSL証明書の確認
SR31 reference by-hand | Quarterly: performance | 四半期メンテナンス: パフォーマンスの見直し
SR32 playbook destructive | Quarterly: recovery drill | 四半期メンテナンス: 災害復旧訓練
SR33 alert-rule reads | Strategy of backups | バックアップ戦略
SR34 action low | Make a backup | 手動バックアップ
SR35 action reads | Copy a backup | バックアップファイルのコピー
SR36 playbook destructive | Restore | リストア手順
SR37 playbook high | Quarterly: rotate credentials | 定期的なセキュリティタスク: 認証情報の更新
SR38 reference by-hand | Monthly: who has access | 定期的なセキュリティタスク: アクセス権の監査
SR39 reference by-hand | Monthly: vulnerabilities | 定期的なセキュリティタスク: 脆弱性スキャン
SR40 playbook by-hand | Security incident | インシデント対応（セキュリティ）
SR41 escalation none | Contacts | 緊急連絡先
SR42 escalation none | Ladder | エスカレーション
SR43 stream reads | Follow the logs | アプリログ確認
SR44 action high | Rails console | Railsコンソール
SR45 action high | Shell | シェルアクセス
SR46 action high | Database console | DBコンソール
SR47 probe reads | Details of the containers | コンテナ詳細
SR48 action low | Clear the cache | キャッシュクリア
SR49 probe reads | State of the monitoring | 監視ステータス
SR50 reference none | Other documents | 参考ドキュメント
`);
