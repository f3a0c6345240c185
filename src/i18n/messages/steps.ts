import type { Entry } from '../catalogue.js';
import { stepColumns } from './step-columns.js';

export const steps: Record<string, Entry> = {
  'steps.live.pending': {
    en: 'Nothing was read yet',
    ja: 'まだ読み取られていません',
  },
  'steps.live.old': {
    en: 'The last data are {seconds} s old',
    ja: '最後のデータは {seconds} 秒前のものです',
  },
  'steps.no-postgres': {
    en: 'The host entry names no Postgres server',
    ja: 'ホスト定義に Postgres サーバーがありません',
  },
  'steps.no-redis': {
    en: 'The host entry names no Redis server',
    ja: 'ホスト定義に Redis サーバーがありません',
  },
  'steps.no-server': {
    en: 'The host entry names no server {name}',
    ja: 'ホスト定義にサーバー {name} がありません',
  },
  'steps.no-queues': {
    en: 'The host entry names no queue system',
    ja: 'ホスト定義にキューシステムがありません',
  },
  'steps.no-system': {
    en: 'The host entry names no queue system {name}',
    ja: 'ホスト定義にキューシステム {name} がありません',
  },
  'steps.no-check': {
    en: 'The host entry names no check {id}',
    ja: 'ホスト定義にチェック {id} がありません',
  },
  'steps.no-statements': {
    en: '{server} keeps no statement statistics (pg_stat_statements)',
    ja: '{server} にはクエリ統計がありません（pg_stat_statements）',
  },
  'steps.no-argument': {
    en: 'The look needs {name}, which has no value',
    ja: '必要な値 {name} がありません',
  },
  'steps.one-value': {
    en: '{name} takes one value, not a list',
    ja: '{name} に指定できる値は 1 つだけです',
  },
  'steps.logs.since': {
    en: '“{since}” is no length of time: a number with s, m, h or d',
    ja: '「{since}」は期間ではありません：数字に s、m、h、d のいずれかを付けます',
  },
  'steps.files.pattern': {
    en: 'A pattern can not begin with a dash',
    ja: 'パターンは「-」で始められません',
  },
  'steps.files.unlisted': {
    en: 'The folder {dir} can not be listed',
    ja: 'フォルダ {dir} を一覧できません',
  },
  'steps.sql.template': {
    en: 'A statement gets values only as $1, $2, …, never as a template',
    ja: 'SQL に値を渡せるのは $1、$2、… だけです（テンプレートは使えません）',
  },
  'steps.log-files.denied': {
    en: 'The log files belong to root: their sizes can not be read',
    ja: 'ログファイルは root 所有のためサイズを読めません',
  },
  'steps.docker.failed': {
    en: '{command} failed',
    ja: '{command} が失敗しました',
  },
  'steps.kamal.list': {
    en: 'kamal-proxy in {proxy} does not give its list',
    ja: '{proxy} の kamal-proxy が一覧を返さない',
  },
  'steps.bucket.unread': {
    en: 'the bucket {bucket} can not be read',
    ja: 'バケット {bucket} を読めない',
  },
  'steps.kamal.lock': {
    en: "Kamal's deploy lock can not be read",
    ja: 'Kamal のデプロイロックを読めない',
  },
  'steps.kamal.no-proxy': { en: 'there is no container {name}', ja: 'コンテナ {name} が存在しない' },
  'steps.migrations.unread': {
    en: '{dir} of {container} can not be read',
    ja: '{container} の {dir} を読めない',
  },
  'steps.docker.malformed': {
    en: '{command} answered something else than JSON',
    ja: '{command} の応答が JSON ではありません',
  },
  'steps.command.lost': {
    en: 'The link was lost before {program} had ended',
    ja: '{program} の終了前に接続が切れました',
  },
  'steps.command.late': {
    en: '{program} did not end within {seconds} s',
    ja: '{program} が {seconds} 秒以内に終わりませんでした',
  },
  'steps.command.docker-denied': {
    en: 'The login may not use Docker',
    ja: 'このログインには Docker の権限がありません',
  },
  'steps.command.no-docker': {
    en: 'The Docker daemon does not answer',
    ja: 'Docker デーモンが応答しません',
  },
  'steps.command.no-container': {
    en: 'There is no such container',
    ja: 'そのコンテナは存在しません',
  },
  'steps.command.not-running': {
    en: 'The container does not run',
    ja: 'コンテナが稼働していません',
  },
  'steps.command.no-program': {
    en: '{program} can not be run there',
    ja: 'そこでは {program} を実行できません',
  },
  'steps.command.killed': {
    en: '{program} was killed before it had ended',
    ja: '{program} は終了前に強制終了されました',
  },
  'steps.git.refused': {
    en: '{program} could not read it',
    ja: '{program} で読み取れませんでした',
  },
  'steps.refused.program': {
    en: '“{program}” is not on the list of programs that only read',
    ja: '「{program}」は読み取り専用プログラムの一覧にありません',
  },
  'steps.refused.word': {
    en: '{program} is not known to only read with “{word}”',
    ja: '{program} に「{word}」を付けると読み取り専用とは言えません',
  },
  'steps.refused.needs': {
    en: '{program} only reads with {wanted}',
    ja: '{program} は {wanted} を付けた場合だけ読み取り専用です',
  },
  'steps.refused.shell': {
    en: '“{program}” is a shell: a value could become a command in it',
    ja: '「{program}」はシェルです：値がコマンドとして実行される恐れがあります',
  },
  'steps.aws.no-service': {
    en: 'The cluster has no service {service}, or it has no deployment',
    ja: 'クラスターにサービス {service} がない、またはデプロイメントがありません',
  },
  'steps.aws.no-alarms': {
    en: 'The entry of {host} does not say what the names of its alarms begin with (stack.alarms)',
    ja: '{host} のホスト定義にアラーム名の接頭辞（stack.alarms）がありません',
  },
  'steps.aws.no-groups': {
    en: 'The entry of {host} names no log group of CloudWatch (logs)',
    ja: '{host} のホスト定義に CloudWatch のロググループ（logs）がありません',
  },
  'steps.aws.no-metrics': {
    en: 'The entry of {host} does not say whose figures these are (stack: services, load_balancer, database)',
    ja: '{host} のホスト定義に指標の対象（stack の services、load_balancer、database）がありません',
  },
  'steps.aws.no-database': {
    en: 'The entry of {host} names no RDS instance (stack.database), or there is none of that name',
    ja: '{host} のホスト定義に RDS インスタンス（stack.database）がない、またはその名前のものがありません',
  },
  ...stepColumns,
};
