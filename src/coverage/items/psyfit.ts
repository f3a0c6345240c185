import { itemsOf } from '../item.js';

/** Kamal with Solid Queue. */
export const psyfit = itemsOf(`
PF01 reference none | Contacts and access | 緊急連絡先・アクセス情報
PF02 probe reads | API health | APIヘルスチェック
PF03 probe reads | Do the containers run? | コンテナ稼働確認
PF04 probe reads | Look at kamal-proxy | kamal-proxy 確認
PF05 playbook high | The whole service is down | サービス全停止 (HTTP 5xx / 接続不可)
PF06 action high | Deploy again | 再デプロイ（推奨）
PF07 action low | Start a stopped container | 停止コンテナの起動
PF08 playbook reads | Database connection error | データベース接続エラー
PF09 playbook reads | High load, slow answers | 高負荷・レスポンス遅延
PF10 playbook high | Manual rollback | 手動ロールバック
PF11 reference by-hand | Usual deploy (by pull request) | 通常デプロイ（PR経由）
PF12 playbook high | Manual deploy (emergency) | 手動デプロイ（緊急時）
PF13 action high | Migrate the database only | DBマイグレーションのみ実行
PF14 action low | Make a backup | 手動バックアップ実行
PF15 probe reads | Check the backups | バックアップ確認
PF16 playbook destructive | Restore the newest (for tests) | リストア（テスト用）
PF17 probe reads | List what can be restored | リストア可能なバックアップ一覧
PF18 playbook destructive | Restore a file | 指定ファイルからのリストア
PF19 reference low | Encrypted backups | 暗号化バックアップの設定
PF20 reference low | Backups off site (S3) | S3オフサイトバックアップの設定
PF21 probe reads | Run the monitoring script | 監視スクリプト手動実行
PF22 probe reads | Look at the monitoring log | 監視ログ確認
PF23 alert-rule reads | Monitored: HTTP | 監視項目: HTTP ステータス
PF24 alert-rule reads | Monitored: psyfit-web | 監視項目: psyfit-web コンテナ
PF25 alert-rule reads | Monitored: psyfit-db | 監視項目: psyfit-db コンテナ
PF26 alert-rule reads | Monitored: psyfit-redis | 監視項目: psyfit-redis コンテナ
PF27 alert-rule reads | Monitored: certificate | 監視項目: SSL 証明書
PF28 alert-rule reads | Monitored: disk | 監視項目: ディスク使用率
PF29 alert-rule reads | Monitored: backup | 監視項目: バックアップ鮮度
PF30 probe reads | Check the crontab | crontab 設定確認
PF31 probe reads | Days left of the certificate | SSL証明書の残日数確認
PF32 action low | Renew the certificate | SSL証明書更新
PF33 reference none | What a change of each secret does | 重要な環境変数
PF34 playbook high | Rotate SECRET_KEY_BASE | シークレットローテーション: SECRET_KEY_BASE
PF35 playbook destructive | Rotate ATTR_ENCRYPTED_KEY | シークレットローテーション: ATTR_ENCRYPTED_KEY
PF36 reference by-hand | Secrets of the CI | GitHub Actions シークレットの更新
PF37 stream reads | Follow the log | アプリケーションログ（リアルタイム）
PF38 probe reads | The last 100 lines | アプリケーションログ（直近100行）
PF39 reference reads | Rotation of Docker's logs | Dockerログローテーション
PF40 action destructive | Weekly clean-up of Docker | Dockerクリーンアップ（週次）
PF41 action destructive | Clean-up of Docker by hand | Dockerクリーンアップ（手動）
PF42 playbook reads | A container does not start | 問題: コンテナが起動しない
PF43 playbook by-hand | Nobody can log in | 問題: ログイン不可
PF44 playbook low | The backup is old or missing | 問題: バックアップが古い / 存在しない
PF45 playbook destructive | The disk is short of space | 問題: ディスク容量不足
`);
