import { itemsOf } from '../item.js';

/** Docker Compose with Ollama. */
export const smartOffice = itemsOf(`
SO01 playbook high | First deploy | 初期デプロイ
SO02 action reads | Make a secret key | シークレットキーの生成
SO03 playbook high | Deploy an update | アップデートデプロイ
SO04 playbook destructive | Deploy without downtime | ゼロダウンタイムデプロイ
SO05 probe reads | Health of the backend | バックエンドヘルスチェック
SO06 probe reads | Health of the AI service | AIサービスヘルスチェック
SO07 probe low | Can the database be reached? | データベース接続チェック
SO08 probe reads | State of all services | 全サービスの状態
SO09 probe reads | State of one service | 個別のサービス状態
SO10 probe reads | Health of the AI service on the host | AIサービスヘルスチェック（ローカル）
SO11 probe reads | Models at hand | AI モデルの確認
SO12 probe reads | Use of resources | リソース使用状況
SO13 probe reads | Errors of the backend | バックエンドログ（エラーのみ）
SO14 probe reads | Log of the database | データベースログ
SO15 stream reads | Follow all logs | 全サービスの最新ログ
SO16 alert-rule reads | Response time above 5 s | アラート: API レスポンスタイム
SO17 alert-rule reads | More than 5 % errors | アラート: エラー率
SO18 alert-rule reads | More than 80 % of the database connections | アラート: データベース接続数
SO19 alert-rule reads | Disk above 80 % | アラート: ディスク使用率
SO20 alert-rule reads | Memory above 85 % | アラート: メモリ使用率
SO21 playbook high | The API does not answer | 問題: APIが応答しない
SO22 playbook high | Database connection error | 問題: データベース接続エラー
SO23 playbook destructive | A migration fails | 問題: マイグレーション失敗
SO24 playbook high | The page stays white | 問題: 画面が真っ白
SO25 playbook low | Ollama does not answer | 問題: Ollamaが応答しない
SO26 playbook destructive | Roll back the code | コードのロールバック
SO27 action destructive | Go back one migration | マイグレーションを1つ戻す
SO28 action destructive | Go back to a revision | 特定のバージョンへ戻す
SO29 action destructive | Go back to the beginning | 全て戻す（ベースラインへ）
SO30 playbook high | Emergency rollback of everything | 緊急ロールバック（全システム）
SO31 action low | Make a backup | データベースバックアップ作成
SO32 action low | Make a compressed backup | 圧縮付きバックアップ
SO33 reference low | Cron entry of the backup | 自動バックアップ（cronジョブ）
SO34 playbook destructive | Restore a compressed backup | データベースリストア
SO35 playbook destructive | Restore a plain backup | データベースリストア（非圧縮）
SO36 probe reads | List the volumes | ボリュームの確認
SO37 action low | Back a volume up | ボリュームのバックアップ（tar形式）
SO38 action destructive | Restore a volume | ボリュームからのリストア
SO39 playbook low | Daily backup | 日次: バックアップ
SO40 probe reads | Weekly look at the logs | 週次: ログローテーション確認
SO41 action high | Monthly security updates | 月次: セキュリティアップデート
SO42 reference by-hand | Quarterly archive | 四半期: 古いデータのアーカイブ
SO43 action destructive | Clean-up of logs | ログのクリーンアップ
SO44 reference high | Limits of the logs | ログサイズ制限設定
SO45 escalation none | Contacts | 緊急時の連絡先
SO46 reference none | History of changes | 変更履歴
`);
