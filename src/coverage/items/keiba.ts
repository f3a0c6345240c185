import { itemsOf } from '../item.js';

/** ECS and RDS in production, Compose on a single host. */
export const keiba = itemsOf(`
KB01 action low | Start the scheduler | スケジューラの起動
KB02 action low | Run the job once | データ更新ジョブの手動実行
KB03 reference reads | Settings of the job | ジョブの設定
KB04 playbook low | Run a failed job again | 失敗したジョブの再実行
KB05 action low | Update selected races | 特定のレースデータのみ更新
KB06 action high | Train the model again | モデル再学習の実行
KB07 playbook high | Make VAPID keys | VAPID鍵の生成
KB08 reference by-hand | Settings of notifications | 通知設定の確認
KB09 probe reads | Notifications to the administrators | 管理者への通知
KB10 action low | Send a notification again | 通知の再送信
KB11 reference reads | Log level | ログレベルの確認
KB12 reference reads | Standard output | 標準出力/標準エラー出力
KB13 probe reads | Log store of the administrators | 管理者向けログストレージ
KB14 probe reads | Log of the backend | バックエンドのログを確認
KB15 stream reads | Follow the log | リアルタイムでログを確認
KB16 probe reads | Log since a time | 特定の時間以降のログを確認
KB17 reference reads | Log file | ログファイル
KB18 reference none | What the log levels mean | ログレベルの説明
KB19 probe reads | Errors only | エラーログのみ確認
KB20 probe reads | Log of one job | 特定のジョブのログを確認
KB21 probe reads | Log of a time range | 時間範囲でフィルタリング
KB22 action high | Open the database | データベースに接続
KB23 action high | Migrate | マイグレーションの実行
KB24 reference by-hand | Make a migration | マイグレーションの作成
KB25 action low | Make a backup | データベースのバックアップ
KB26 playbook destructive | Restore a backup | バックアップから復元
KB27 probe reads | State of the database | データベースの状態確認
KB28 playbook low | A job does not run | ジョブが実行されない
KB29 playbook low | The data update fails | データ更新が失敗する
KB30 playbook high | A notification is not sent | 通知が送信されない
KB31 playbook low | The model's inference fails | モデル推論が失敗する
KB32 playbook reads | Trouble with performance | パフォーマンスの問題
KB33 action destructive | Stop all services | システム全体の停止
KB34 action high | Stop, keeping the database | データベースを保持したまま停止
KB35 action destructive | Go back to a migration | データベースのロールバック
KB36 action destructive | Go back all migrations | すべてのマイグレーションをロールバック
KB37 playbook by-hand | Roll back by GitHub Actions | ロールバック 方法1: GitHub Actions経由（推奨）
KB38 playbook high | Roll back by the AWS CLI | ロールバック 方法2: AWS CLI経由
KB39 playbook high | Roll back by Terraform | ロールバック 方法3: Terraform経由
KB40 probe reads | After a rollback: health | ロールバック後の確認: ヘルスチェック
KB41 probe reads | After a rollback: smoke test | ロールバック後の確認: スモークテスト
KB42 reference by-hand | After a rollback: metrics | ロールバック後の確認: メトリクス
KB43 alert-rule reads | Alert: error rate | 高エラー率アラート
KB44 alert-rule reads | Alert: response time | 高レスポンスタイムアラート
KB45 alert-rule reads | Alert: ECS service | ECSサービス異常アラート
KB46 alert-rule reads | Alert: RDS | RDS異常アラート
KB47 escalation none | Channels of alerts | アラート通知の確認
KB48 escalation none | What to do on an alert | アラート受信時の対応
KB49 escalation none | Contacts | 緊急時の連絡先
KB50 playbook by-hand | Deploy to staging | ステージング環境へのデプロイ
KB51 playbook by-hand | Deploy to production | 本番環境へのデプロイ
KB52 reference by-hand | Checklist before a deploy | デプロイ前のチェックリスト
KB53 reference by-hand | Checklist after a deploy | デプロイ後のチェックリスト
KB54 playbook reads | Daily maintenance | 定期メンテナンス: 毎日
KB55 playbook destructive | Weekly maintenance | 定期メンテナンス: 毎週
KB56 playbook low | Monthly maintenance | 定期メンテナンス: 毎月
`);
