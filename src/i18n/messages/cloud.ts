import type { Entry } from '../catalogue.js';

export const cloud: Record<string, Entry> = {
  // Reading
  'cloud.what': { en: 'AWS ({call})', ja: 'AWS（{call}）' },
  'cloud.failed': { en: '{what}: the aws command failed', ja: '{what}: aws コマンドが失敗しました' },
  'cloud.malformed': {
    en: "{what}: the aws command's answer can't be read",
    ja: '{what}: aws コマンドの応答を解釈できません',
  },
  'cloud.malformed.next': {
    en: 'check the endpoint_url of the entry, and what `aws --version` says',
    ja: 'ホスト定義の endpoint_url と `aws --version` の結果を確認',
  },
  'cloud.no-list': {
    en: "AWS's answer has no {key}",
    ja: 'AWS の応答に {key} がありません',
  },
  'cloud.no-command.host': {
    en: 'the host has no aws command on the PATH of its login',
    ja: 'ホストのログインの PATH に aws コマンドがありません',
  },
  'cloud.no-command.host.next': {
    en: 'install the AWS CLI there, or set `aws: operator` in the entry to use the one of this machine',
    ja: 'ホストに AWS CLI を導入するか、ホスト定義で `aws: operator` としてこの端末のものを使用',
  },
  'cloud.no-command.here': {
    en: 'this machine has no aws command',
    ja: 'この端末に aws コマンドがありません',
  },
  'cloud.no-command.here.next': {
    en: 'install the AWS CLI, or set `aws: host` in the entry to use the one of the host',
    ja: 'AWS CLI を導入するか、ホスト定義で `aws: host` としてホスト側のものを使用',
  },
  'cloud.no-credentials': { en: 'aws finds no credentials', ja: 'aws の認証情報が見つかりません' },
  'cloud.expired': { en: 'the AWS session has expired', ja: 'AWS のセッションが期限切れです' },
  'cloud.bad-credentials': {
    en: 'AWS does not accept the credentials',
    ja: 'AWS が認証情報を受け付けません',
  },
  'cloud.sign-in.here': {
    en: 'sign in on this machine: aws sso login --profile {profile}, or whatever this profile uses',
    ja: 'この端末でサインイン: aws sso login --profile {profile}（プロファイルの方式に応じて）',
  },
  'cloud.sign-in.host': {
    en: "on the host: check the instance's role, or the profile of the login (aws sts get-caller-identity)",
    ja: 'ホスト上でインスタンスロールまたはログインのプロファイルを確認（aws sts get-caller-identity）',
  },
  'cloud.clock': {
    en: "AWS refuses the request for its time: the machine's clock is wrong",
    ja: '時刻のずれにより AWS が要求を拒否しました（時計が不正）',
  },
  'cloud.clock.next': {
    en: 'set the clock of the machine that runs aws (timedatectl)',
    ja: 'aws を実行するマシンの時刻を修正（timedatectl）',
  },
  'cloud.denied': { en: 'AWS refuses: no permission {action}', ja: 'AWS が拒否: 権限 {action} がありません' },
  'cloud.denied.next': {
    en: 'add {action} to the policy; cockpit doctor --setup prints one with everything that is read',
    ja: 'ポリシーに {action} を追加（読み取りに必要な一式は cockpit doctor --setup が出力）',
  },
  'cloud.no-profile': {
    en: 'the aws profile {profile} does not exist',
    ja: 'aws のプロファイル {profile} がありません',
  },
  'cloud.no-profile.host.next': {
    en: 'on the host: aws configure list-profiles; then correct `profile` in the entry',
    ja: 'ホスト上で aws configure list-profiles を確認し、ホスト定義の `profile` を修正',
  },
  'cloud.no-profile.here.next': {
    en: 'aws configure list-profiles; then correct `profile` in the entry',
    ja: 'aws configure list-profiles を確認し、ホスト定義の `profile` を修正',
  },
  'cloud.no-region': { en: 'aws knows no region', ja: 'aws のリージョンが未設定です' },
  'cloud.no-region.next': { en: 'set `region` in the entry', ja: 'ホスト定義に `region` を設定' },
  'cloud.throttled': { en: 'AWS is asked too often', ja: 'AWS への要求が多すぎます' },
  'cloud.throttled.next': {
    en: 'cockpit asks less often for a while; others may be using up the limit of the account',
    ja: 'しばらく間隔を空けて読み取り。アカウントの上限を他の利用者が使い切っている可能性あり',
  },
  'cloud.throttled.quiet': {
    en: 'AWS was asked too often: not asked for a while',
    ja: 'AWS への要求が多すぎたため、一時的に読み取りを停止中',
  },
  'cloud.throttled.wait': { en: 'asked again in {seconds} s', ja: '{seconds} 秒後に再開' },
  'cloud.no-cluster': {
    en: 'there is no cluster {cluster} in this account and region',
    ja: 'このアカウントとリージョンにクラスター {cluster} がありません',
  },
  'cloud.no-cluster.next': {
    en: 'check `cluster`, `region` and `profile` in the entry (aws ecs list-clusters)',
    ja: 'ホスト定義の `cluster`・`region`・`profile` を確認（aws ecs list-clusters）',
  },
  'cloud.no-database': { en: 'there is no RDS instance {name}', ja: 'RDS インスタンス {name} がありません' },
  'cloud.no-database.next': {
    en: 'check `database` in the entry (aws rds describe-db-instances)',
    ja: 'ホスト定義の `database` を確認（aws rds describe-db-instances）',
  },
  'cloud.no-group': { en: 'there is no log group {name}', ja: 'ロググループ {name} がありません' },
  'cloud.no-group.next': {
    en: 'check `logs` in the entry (aws logs describe-log-groups)',
    ja: 'ホスト定義の `logs` を確認（aws logs describe-log-groups）',
  },
  'cloud.refused': { en: '{what}: AWS refused the request', ja: '{what}: AWS が要求を拒否しました' },
  'cloud.refused.next': {
    en: 'check the names in the stack of the entry',
    ja: 'ホスト定義の stack に書いた名前を確認',
  },
  'cloud.unreachable': { en: 'AWS does not answer', ja: 'AWS が応答しません' },
  'cloud.unreachable.next': {
    en: 'check the way out of the machine that runs aws, its proxy, and `region` or `endpoint_url` in the entry',
    ja: 'aws を実行するマシンの外向き通信・プロキシと、ホスト定義の `region`・`endpoint_url` を確認',
  },
  'cloud.old-command': {
    en: 'the aws command is too old for this',
    ja: 'aws コマンドが古く、この操作に対応していません',
  },
  'cloud.old-command.next': { en: 'install a newer AWS CLI', ja: '新しい AWS CLI を導入' },
  'cloud.no-task': {
    en: 'this task is no longer there',
    ja: 'このタスクはすでに存在しません',
  },
  'cloud.logs.gap': {
    en: 'more lines than can be read: some are left out',
    ja: '読み取りが追いつかないため一部の行を省略',
  },

  // Verdicts of rows
  'cloud.why.unhealthy': { en: 'health check fails', ja: 'ヘルスチェック失敗' },
  'cloud.why.stopped': { en: '{reason}', ja: '{reason}' },
  'cloud.why.status': { en: 'status {status}', ja: '状態 {status}' },
  'cloud.why.failed': { en: 'deployment failed: {reason}', ja: 'デプロイ失敗: {reason}' },
  'cloud.why.none': { en: 'no task of {desired} runs', ja: '稼働タスクなし（{desired} 必要）' },
  'cloud.why.short': { en: '{running} of {desired} tasks run', ja: 'タスク {running}/{desired} 稼働' },
  'cloud.why.rollout': { en: 'a deployment is in progress', ja: 'デプロイ進行中' },
  'cloud.why.zero': { en: 'no tasks are wanted', ja: '必要タスク数 0' },
  'cloud.why.missing': {
    en: 'the cluster does not have this service',
    ja: 'クラスターにこのサービスがありません',
  },
  'cloud.why.database': { en: 'status {status}', ja: '状態 {status}' },
  'cloud.why.storage': { en: '{percent} % of the storage left', ja: 'ストレージ残り {percent} %' },
  'cloud.why.cpu': { en: 'CPU {percent} %', ja: 'CPU {percent} %' },
  'cloud.why.memory': { en: '{mib} MiB of memory left', ja: '空きメモリ {mib} MiB' },

  // Facts of a task
  'cloud.fact.id': { en: 'Task', ja: 'タスク' },
  'cloud.fact.definition': { en: 'Task definition', ja: 'タスク定義' },
  'cloud.fact.status': { en: 'Status', ja: '状態' },
  'cloud.fact.health': { en: 'Health', ja: 'ヘルス' },
  'cloud.fact.stopped': { en: 'Stopped', ja: '停止理由' },
  'cloud.fact.size': { en: 'Size', ja: 'サイズ' },
  'cloud.fact.launch': { en: 'Runs on', ja: '実行基盤' },
  'cloud.fact.container': { en: 'Container {name}', ja: 'コンテナ {name}' },

  // Panes
  'cloud.pane.tasks': { en: '{running}/{desired} tasks', ja: 'タスク {running}/{desired}' },
  'cloud.pane.balancer': { en: 'ALB', ja: 'ALB' },
  'cloud.pane.requests': { en: 'requests/min', ja: 'リクエスト/分' },
  'cloud.pane.errors': { en: '5xx/min', ja: '5xx/分' },
  'cloud.pane.response': { en: 'response', ja: '応答時間' },
  'cloud.pane.database': { en: 'RDS', ja: 'RDS' },
  'cloud.pane.connections': { en: 'connections', ja: '接続' },
  'cloud.pane.storage': { en: 'free', ja: '空き' },
  'cloud.pane.free-memory': { en: 'free memory', ja: '空きメモリ' },
  'cloud.pane.host': { en: 'host {name}', ja: 'ホスト {name}' },
  'cloud.pane.waiting': { en: 'waiting for CloudWatch', ja: 'CloudWatch を待機中' },
  'cloud.pane.old': { en: 'figures {age} old', ja: '{age}前の値' },
  'cloud.pane.average': { en: "average of the service's tasks", ja: 'サービスの全タスクの平均' },

  // Signals
  'cloud.signal.unread': { en: "AWS can't be read: {why}", ja: 'AWS を読み取れません: {why}' },
  'cloud.signal.deployment-failed': {
    en: 'deployment of {service} failed ({definition})',
    ja: '{service} のデプロイ失敗（{definition}）',
  },
  'cloud.signal.oom': {
    en: "{service}'s tasks run out of memory ({n} stopped)",
    ja: '{service} のタスクがメモリ不足で停止（{n} 件）',
  },
  'cloud.signal.image': {
    en: "{service}'s image can't be pulled",
    ja: '{service} のイメージを取得できない',
  },
  'cloud.signal.start': {
    en: "{service}'s tasks can't start",
    ja: '{service} のタスクが起動できない',
  },
  'cloud.signal.stopping': {
    en: "{service}'s tasks stop again and again (exit {code}, {n} times)",
    ja: '{service} のタスクが停止を繰り返す（終了コード {code}、{n} 回）',
  },
  'cloud.signal.unplaced': {
    en: 'there is no place for tasks of {service}',
    ja: '{service} のタスクを配置できない',
  },
  'cloud.signal.unhealthy': {
    en: "{service}'s tasks fail their health check",
    ja: '{service} のタスクがヘルスチェックに失敗',
  },
  'cloud.signal.missing': {
    en: 'the service {service} is not in the cluster',
    ja: 'サービス {service} がクラスターに存在しない',
  },
  'cloud.signal.short': {
    en: '{service}: {running} of {desired} tasks run',
    ja: '{service}: タスク {running}/{desired} のみ稼働',
  },
  'cloud.signal.alarm': { en: 'alarm {name}', ja: 'アラーム {name}' },
  'cloud.signal.database': { en: 'RDS {name} is {status}', ja: 'RDS {name} の状態が {status}' },
  'cloud.signal.storage': {
    en: 'RDS {name}: {percent} % of the storage left',
    ja: 'RDS {name}: ストレージ残り {percent} %',
  },
  'cloud.signal.connections': {
    en: 'RDS {name}: {total} connections (CloudWatch), the server gives out {usable}',
    ja: 'RDS {name}: 接続数 {total}（CloudWatch）、サーバーの上限 {usable}',
  },
  'cloud.signal.cpu': { en: 'RDS {name}: CPU {percent} %', ja: 'RDS {name}: CPU {percent} %' },
  'cloud.signal.memory': {
    en: 'RDS {name}: {mib} MiB of memory left',
    ja: 'RDS {name}: 空きメモリ {mib} MiB',
  },

  // Evidence
  'cloud.evidence.event': { en: 'event: {text}', ja: 'イベント: {text}' },
  'cloud.evidence.task': {
    en: 'task {id} of {definition}: {reason}',
    ja: 'タスク {id}（{definition}）: {reason}',
  },
  'cloud.evidence.task-exit': {
    en: 'task {id} of {definition}: {reason} (exit {code})',
    ja: 'タスク {id}（{definition}）: {reason}（終了コード {code}）',
  },
  'cloud.evidence.rollout': { en: 'rollout {state}: {reason}', ja: 'ロールアウト {state}: {reason}' },
  'cloud.evidence.counts': {
    en: '{service}: desired {desired}, running {running}, pending {pending}',
    ja: '{service}: 必要 {desired}・稼働 {running}・保留 {pending}',
  },
  'cloud.evidence.alarm': { en: '{name}: {reason}', ja: '{name}: {reason}' },
  'cloud.evidence.database': {
    en: '{name}: status {status}, {class}',
    ja: '{name}: 状態 {status}・{class}',
  },

  // Changes and alerts
  'cloud.change.deployment': {
    en: 'deployment of {service}: {definition}',
    ja: '{service} のデプロイ: {definition}',
  },
  'cloud.change.failed': { en: 'deployment of {service} failed', ja: '{service} のデプロイ失敗' },
  'cloud.change.stopped': { en: '{who} stopped: {why}', ja: '{who} が停止: {why}' },
  'cloud.change.not-started': { en: '{who} did not start: {why}', ja: '{who} が起動せず: {why}' },
  'cloud.alert.alarm': { en: '{reason}', ja: '{reason}' },

  // Doctor
  'cloud.use': {
    en: 'services, tasks, alarms and logs of AWS',
    ja: 'AWS のサービス・タスク・アラーム・ログ',
  },
  'cloud.doctor.identity': {
    en: 'signed in as {arn}, by aws on {where}',
    ja: '{arn} としてサインイン済み（{where}の aws）',
  },
  'cloud.doctor.where.host': { en: 'the host', ja: 'ホスト' },
  'cloud.doctor.where.operator': { en: 'this machine', ja: 'この端末' },
  'cloud.doctor.no-identity': { en: 'who the credentials belong to', ja: '認証情報の確認' },
  'cloud.doctor.services': {
    en: '{n} services in {cluster}: {services}',
    ja: '{cluster} のサービス {n} 件: {services}',
  },
  'cloud.doctor.no-services': { en: 'services of {cluster}', ja: '{cluster} のサービス' },
  'cloud.doctor.missing': {
    en: 'the cluster does not have {services}',
    ja: 'クラスターに {services} がありません',
  },
  'cloud.doctor.missing.next': {
    en: 'correct `services` in the entry (aws ecs list-services --cluster {cluster})',
    ja: 'ホスト定義の `services` を修正（aws ecs list-services --cluster {cluster}）',
  },
  'cloud.doctor.tasks': { en: '{n} tasks run', ja: '稼働タスク {n} 件' },
  'cloud.doctor.no-tasks': { en: 'tasks of {cluster}', ja: '{cluster} のタスク' },
  'cloud.doctor.definition': {
    en: 'the task definition {name} can be read',
    ja: 'タスク定義 {name} は読み取り可能',
  },
  'cloud.doctor.no-definition': { en: 'task definitions', ja: 'タスク定義' },
  'cloud.doctor.figures': { en: 'CloudWatch gives figures', ja: 'CloudWatch の数値を取得' },
  'cloud.doctor.no-figures': { en: 'figures of CloudWatch', ja: 'CloudWatch の数値' },
  'cloud.doctor.empty-figures': {
    en: 'CloudWatch has no figures of the last minutes for {names}',
    ja: '{names} の直近の数値が CloudWatch にありません',
  },
  'cloud.doctor.empty-figures.next': {
    en: 'check `load_balancer` (app/NAME/ID) and `database` in the entry',
    ja: 'ホスト定義の `load_balancer`（app/名前/ID）と `database` を確認',
  },
  'cloud.doctor.alarms': { en: '{n} alarms begin with {prefix}', ja: '{prefix} で始まるアラーム {n} 件' },
  'cloud.doctor.no-alarms': { en: 'alarms of CloudWatch', ja: 'CloudWatch のアラーム' },
  'cloud.doctor.alarms-none': {
    en: 'no alarm begins with {prefix}',
    ja: '{prefix} で始まるアラームがありません',
  },
  'cloud.doctor.alarms-none.next': {
    en: 'correct `alarms` in the entry (aws cloudwatch describe-alarms)',
    ja: 'ホスト定義の `alarms` を修正（aws cloudwatch describe-alarms）',
  },
  'cloud.doctor.database': { en: 'RDS {name}: {status}', ja: 'RDS {name}: {status}' },
  'cloud.doctor.no-database': { en: 'the RDS instance', ja: 'RDS インスタンス' },
  'cloud.doctor.group': { en: 'log group {group} can be read', ja: 'ロググループ {group} は読み取り可能' },
  'cloud.doctor.no-group': { en: 'log group {group}', ja: 'ロググループ {group}' },
  'cloud.setup.policy': {
    en: 'AWS: a policy with everything that cockpit reads, for the role or user of aws on {where}',
    ja: 'AWS: cockpit の読み取りに必要な権限のポリシー（{where}の aws が使うロールまたはユーザー用）',
  },
  'cloud.setup.policy.reads': {
    en: 'all of these actions only read; an action of a playbook (update-service) needs its own right on top',
    ja: 'すべて読み取りのみ。手順の操作（update-service）には別途権限が必要',
  },
  'cloud.setup.policy.definitions': {
    en: 'ecs:DescribeTaskDefinition also shows the environment of containers, which cockpit masks before anything else sees it; without it the details of a task stay empty',
    ja: 'ecs:DescribeTaskDefinition はコンテナの環境変数も返す（cockpit は読み取り直後にマスク）。外すとタスクの詳細が空になる',
  },
};
