import { itemsOf } from '../item.js';

/** Docker Compose and Celery. */
export const salonGbp = itemsOf(`
SG01 reference none | The common compose command | 共通の docker compose コマンド
SG02 probe reads | State of the services | サービス状態の確認
SG03 probe reads | Use of resources | リソース使用状況
SG04 probe reads | Newest log lines of all services | 全サービスの最新ログ
SG05 stream reads | Follow the logs | ログのリアルタイムフォロー
SG06 probe reads | Log of one service | 特定サービスのログ
SG07 probe reads | API health from inside | ヘルスチェック（コンテナ内部の API）
SG08 probe reads | Web healthz | ヘルスチェック（web の healthz）
SG09 probe reads | API health from outside | ヘルスチェック（外部からドメイン経由）
SG10 probe reads | Start page from outside | 外部からのトップページ確認
SG11 playbook high | Deploy an update | 更新デプロイ
SG12 action high | Rebuild the frontend only | フロントエンドのみ再ビルド
SG13 action high | Rebuild the backend only | バックエンドのみ再ビルド (API + ワーカー + Beat)
SG14 action low | Restart one service | 特定サービスのみ再起動
SG15 action high | Restart all services | 全サービスの再起動
SG16 action high | Recreate a container after a change of settings | コンテナを完全に再作成 (設定変更時)
SG17 probe reads | Current revision of the database | 現在のリビジョン確認
SG18 probe reads | History of migrations | マイグレーション履歴
SG19 action high | Migrate to the newest revision | マイグレーションを最新まで適用
SG20 action destructive | Go back one migration | マイグレーションを1つ戻す
SG21 action high | Open psql | psql に接続
SG22 probe reads | One line of SQL | SQL のワンライナー実行
SG23 action low | Make a backup | バックアップ作成
SG24 probe reads | List the backups | バックアップ一覧
SG25 playbook destructive | Restore | リストア
SG26 playbook by-hand | Create the super_admin user | super_admin ユーザーの作成
SG27 reference by-hand | Create a salon | サロンの作成
SG28 reference by-hand | Invite a user | ユーザーの招待
SG29 reference by-hand | Link GBP | GBP 連携
SG30 playbook destructive | Roll back | ロールバック
SG31 playbook low | 502 Bad Gateway | 502 Bad Gateway
SG32 playbook reads | A container restarts over and over | コンテナが再起動を繰り返す
SG33 playbook reads | The web container is unhealthy | web コンテナが unhealthy
SG34 playbook reads | Celery tasks do not run | Celery タスクが実行されない
SG35 playbook destructive | The disk is short of space | ディスク容量不足
SG36 playbook reads | Check the media files | メディアファイルの確認
SG37 action low | Daily backup | 毎日のバックアップ
SG38 probe reads | Weekly look at the error log | 週次のエラーログ確認
SG39 probe reads | Weekly look at the disk | 週次のディスク使用量確認
SG40 action destructive | Monthly clean-up of images | 月次の未使用イメージ削除
SG41 playbook destructive | Monthly clean-up of old backups | 月次の古いバックアップ整理
SG42 reference low | Cron entry of the backup | バックアップの自動化 (cron)
SG43 reference destructive | Cron entry that deletes old backups | 古いバックアップの自動削除 (cron)
SG44 alert-rule reads | Containers and their limits | コンテナ一覧とリソース制限
SG45 reference by-hand | The alerts page | アラート画面 (/dashboard/alerts)
SG46 probe reads | Recent alerts | 最近のアラート確認
SG47 probe reads | Recent jobs | 最近のジョブログ確認
`);
