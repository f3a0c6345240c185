import type { Entry } from '../catalogue.js';

export const access: Record<string, Entry> = {
  'access.timeout': {
    en: '{what}: no answer within {seconds} s',
    ja: '{what}: {seconds} 秒以内に応答がありません',
  },
  'access.aws.none': { en: '{host} is not on ECS', ja: '{host} は ECS ではありません' },
  'access.stopped': { en: '{what}: called off', ja: '{what}: 中止しました' },
  'access.process.lost': {
    en: '{what}: the connection broke before the command ended',
    ja: '{what}: コマンドの終了前に接続が切れました',
  },
  'access.process.long': {
    en: '{what}: more than {kib} KiB of output',
    ja: '{what}: 出力が {kib} KiB を超えました',
  },
  'access.what.metrics': { en: 'host metrics', ja: 'ホストのメトリクス' },
  'access.what.command': { en: 'host command {command}', ja: 'ホストのコマンド {command}' },
  'access.host.no-proc': { en: 'the host has no readable /proc', ja: 'ホストの /proc を読み取れません' },
  'access.host.no-proc.next': {
    en: 'host figures need Linux and a login shell that may run sh',
    ja: 'ホストの数値には Linux と、sh を実行できるログインシェルが必要です',
  },
  'access.host.loop-ended': {
    en: 'the metrics loop at the host ended',
    ja: 'ホスト側のメトリクス取得ループが終了しました',
  },
  'access.host.loop-ended.next': {
    en: 'it is started again; when it never runs, the login shell or a ForceCommand of the host keeps sh from running',
    ja: '自動で再開します。一度も動かない場合は、ログインシェルか ForceCommand が sh の実行を妨げています',
  },
  'access.open-timeout': {
    en: 'the connection was not opened within {seconds} s',
    ja: '接続を {seconds} 秒以内に開けませんでした',
  },
  'access.what.docker': { en: 'Docker', ja: 'Docker' },
  'access.what.containers': { en: 'list of containers', ja: 'コンテナの一覧' },
  'access.what.container': { en: 'container {container}', ja: 'コンテナ {container}' },
  'access.what.image': { en: 'image {image}', ja: 'イメージ {image}' },
  'access.what.events': { en: 'Docker events', ja: 'Docker のイベント' },
  'access.docker.bad-name': {
    en: '{what}: not a name that Docker allows',
    ja: '{what}: Docker では使えない名前です',
  },
  'access.docker.refused': {
    en: '{what}: Docker answered with an error',
    ja: '{what}: Docker がエラーを返しました',
  },
  'access.docker.malformed': {
    en: "{what}: Docker's answer can't be read",
    ja: '{what}: Docker の応答を解釈できません',
  },
  'access.docker.broke': {
    en: '{what}: the connection to Docker broke',
    ja: '{what}: Docker との接続が切れました',
  },
  'access.docker.not-read-only': {
    en: 'refused before sending, because it does not only read: {request}',
    ja: '読み取り専用ではないため送信しませんでした: {request}',
  },
  'access.docker.streams': {
    en: '{what}: no connection left beside {count} open streams, because sshd does not forward the socket',
    ja: '{what}: sshd がソケットを転送しないため、{count} 本のストリームのほかに接続を開けません',
  },
  'access.docker.no-socket': {
    en: "Docker's socket {path} is missing: the engine is not running",
    ja: 'Docker のソケット {path} がありません（エンジンが停止しています）',
  },
  'access.docker.no-socket.next': {
    en: 'on the host: systemctl status docker',
    ja: 'ホスト上で確認: systemctl status docker',
  },
  'access.docker.absent': {
    en: 'the host has neither {path} nor a docker command',
    ja: 'ホストに {path} も docker コマンドもありません',
  },
  'access.docker.absent.next': {
    en: 'check that this is the right host, and that Docker is installed',
    ja: '正しいホストか、Docker がインストールされているかを確認してください',
  },
  'access.docker.denied': {
    en: '{user} may not use {path} (groups: {groups})',
    ja: '{user} には {path} を使う権限がありません（グループ: {groups}）',
  },
  'access.docker.denied.next': {
    en: 'on the host: sudo usermod -aG docker {user}, then connect again; where the login may use sudo: `sudo: true` for this host in hosts.yaml',
    ja: 'ホスト上で sudo usermod -aG docker {user} を実行し、再接続してください。sudo を使えるログインなら hosts.yaml のこのホストに sudo: true を設定してください',
  },
  'access.docker.daemon-down': {
    en: "Docker's socket is there, but the engine does not answer",
    ja: 'Docker のソケットはありますが、エンジンが応答しません',
  },
  'access.docker.no-way': {
    en: "{path} can't be opened through sshd, and the host runs no command that could reach Docker",
    ja: 'sshd 経由で {path} を開けず、Docker に届くコマンドもホストで実行できません',
  },
  'access.docker.no-way.next': {
    en: 'is Docker installed, may this login use it (group docker)? In sshd_config: AllowStreamLocalForwarding yes, or MaxSessions above 0 and a login shell that runs commands',
    ja: 'Docker の有無とログインの権限（docker グループ）を確認し、sshd_config で AllowStreamLocalForwarding yes とするか、MaxSessions を 1 以上にしてコマンドを実行できるログインシェルを使ってください',
  },
  'access.docker.sudo': {
    en: '{user} may not run docker by sudo without a password',
    ja: '{user} はパスワードなしで sudo docker を実行できません',
  },
  'access.docker.sudo.next': {
    en: 'on the host, by `visudo -f /etc/sudoers.d/cockpit`, this line: {line}',
    ja: 'ホスト上で visudo -f /etc/sudoers.d/cockpit を実行し、次の行を追加してください: {line}',
  },
  'access.docker.no-sudo': {
    en: 'hosts.yaml says `sudo: true`, but the host has no sudo command',
    ja: 'hosts.yaml に sudo: true とありますが、ホストに sudo コマンドがありません',
  },
  'access.docker.no-sudo.next': {
    en: 'take `sudo: true` out and, as root on the host: usermod -aG docker {user}',
    ja: 'sudo: true を外し、ホスト上で root として usermod -aG docker {user} を実行してください',
  },
  'access.docker.no-command': {
    en: 'the host has no docker command that sudo could run',
    ja: 'ホストに sudo で実行できる docker コマンドがありません',
  },
  'access.docker.forward-refused': {
    en: '{path} could not be opened through sshd, nor with the docker command',
    ja: 'sshd 経由でも docker コマンドでも {path} を開けませんでした',
  },
  'access.docker.forward-refused.next': {
    en: 'set AllowStreamLocalForwarding yes in sshd_config, or install the docker command; check that dockerd runs',
    ja: 'sshd_config の AllowStreamLocalForwarding を yes にするか docker コマンドを導入し、dockerd の稼働も確認してください',
  },
  'access.secret.env': {
    en: 'the environment variable {variable} with the password is not set',
    ja: 'パスワードの環境変数 {variable} が設定されていません',
  },
  'access.secret.env.next': {
    en: 'set {variable} before starting, or name another source in hosts.yaml',
    ja: '起動前に {variable} を設定するか、hosts.yaml で別の取得元を指定してください',
  },
  'access.secret.file': {
    en: "the password file {path} on this machine can't be read",
    ja: 'この端末のパスワードファイル {path} を読み取れません',
  },
  'access.secret.file.next': {
    en: 'check the path in hosts.yaml and the permissions of the file',
    ja: 'hosts.yaml のパスとファイルの権限を確認してください',
  },
  'access.secret.command': {
    en: 'the password command {command} gave no password ({how})',
    ja: 'パスワード取得コマンド {command} が失敗しました（{how}）',
  },
  'access.secret.command.next': {
    en: 'run it by hand on this machine: the first line of its output must be the password',
    ja: 'この端末で直接実行し、出力の 1 行目がパスワードになるか確認してください',
  },
  'access.secret.container': {
    en: 'container {container} has no variable {variable}',
    ja: 'コンテナ {container} に環境変数 {variable} がありません',
  },
  'access.secret.container.next': {
    en: 'name the right variable in hosts.yaml, or another source of the password',
    ja: 'hosts.yaml で正しい変数名か、別のパスワード取得元を指定してください',
  },
  'access.secret.url': {
    en: 'the variable {variable} of container {container} holds no URL with a password',
    ja: 'コンテナ {container} の環境変数 {variable} は、パスワード付きの URL ではありません',
  },
  'access.secret.argument': {
    en: 'the command of container {container} has no value for {option}',
    ja: 'コンテナ {container} の起動コマンドに {option} の値がありません',
  },
  'access.secret.argument.next': {
    en: 'name another source of the password in hosts.yaml',
    ja: 'hosts.yaml で別のパスワード取得元を指定してください',
  },
  'access.secret.no-container': {
    en: 'the password is to come from a container, but the server runs in none',
    ja: 'パスワードの取得元がコンテナですが、サーバーはコンテナで動いていません',
  },
  'access.secret.none-of': {
    en: 'there is no container {pattern} to take the password from',
    ja: 'パスワードの取得元となるコンテナ {pattern} がありません',
  },
  'access.service.not-running': {
    en: 'container {container} is not running ({state})',
    ja: 'コンテナ {container} が動作していません（{state}）',
  },
  'access.service.not-running.next': {
    en: 'read its last log lines: docker logs --tail 50 {container}',
    ja: '直近のログを確認してください: docker logs --tail 50 {container}',
  },
  'access.service.no-address': {
    en: 'container {container} has no address and does not publish port {port}',
    ja: 'コンテナ {container} に IP アドレスがなく、ポート {port} も公開されていません',
  },
  'access.service.no-address.next': {
    en: 'check the networks of the container: docker inspect',
    ja: 'docker inspect でコンテナのネットワークを確認してください',
  },
  'access.what.query': { en: '{server}: query {name}', ja: '{server}: クエリ {name}' },
  'access.what.psql': { en: 'psql in the container of {server}', ja: '{server} のコンテナ内の psql' },
  'access.pg.only-select': {
    en: '{name}: only SELECT statements are sent',
    ja: '{name}: SELECT 文以外は送信しません',
  },
  'access.pg.one-statement': {
    en: '{name}: more than one statement in the text',
    ja: '{name}: 複数の SQL 文が含まれています',
  },
  'access.pg.changes': {
    en: '{name}: {call} does more than read, so it is not sent',
    ja: '{name}: {call} は読み取り以外の動作をするため送信しません',
  },
  'access.pg.slots': {
    en: '{server} has no connection slot left',
    ja: '{server} の接続枠が残っていません',
  },
  'access.pg.slots.next': {
    en: 'the process list of its container shows who holds the slots',
    ja: 'コンテナのプロセス一覧で接続元を確認できます',
  },
  'access.pg.password': {
    en: '{server} refuses the password',
    ja: '{server} がパスワードを拒否しました',
  },
  'access.pg.password.next': {
    en: 'check user and password source of {server} in hosts.yaml',
    ja: 'hosts.yaml の {server} のユーザーとパスワード取得元を確認してください',
  },
  'access.pg.refused': {
    en: '{server} refuses this user from this address (pg_hba.conf)',
    ja: '{server} がこのユーザーまたは接続元を拒否しました（pg_hba.conf）',
  },
  'access.pg.no-database': {
    en: '{server} has no such database',
    ja: '{server} にそのデータベースはありません',
  },
  'access.pg.privilege': {
    en: '{name}: the role lacks the right to read this',
    ja: '{name}: ロールに参照権限がありません',
  },
  'access.pg.privilege.next': {
    en: 'as an administrator: GRANT pg_monitor TO the role, and SELECT on the tables named',
    ja: '管理者権限で、ロールに GRANT pg_monitor と対象テーブルの SELECT 権限を付与してください',
  },
  'access.pg.no-table': { en: '{name}: the table does not exist', ja: '{name}: テーブルが存在しません' },
  'access.pg.no-column': { en: '{name}: a column does not exist', ja: '{name}: 列が存在しません' },
  'access.pg.statement-timeout': {
    en: '{name}: cancelled by the server after 2 s',
    ja: '{name}: 2 秒を超えたためサーバーが打ち切りました',
  },
  'access.pg.lock-timeout': {
    en: '{name}: gave way to a lock',
    ja: '{name}: ロック待ちのため中断しました',
  },
  'access.pg.starting': {
    en: '{server} is starting up or recovering',
    ja: '{server} は起動中またはリカバリー中です',
  },
  'access.pg.shutdown': { en: '{server} is shutting down', ja: '{server} は停止処理中です' },
  'access.pg.read-only': {
    en: '{name}: would change data, so the server refused it',
    ja: '{name}: データを変更する文のためサーバーが拒否しました',
  },
  'access.tls.untrusted': {
    en: 'the certificate of {server} could not be verified',
    ja: '{server} の証明書を検証できません',
  },
  'access.tls.untrusted.next': {
    en: "check the server's name and the `ca` file of {server} in hosts.yaml",
    ja: 'hosts.yaml の {server} のホスト名と ca ファイルを確認してください',
  },
  'access.tls.ca': {
    en: "the CA file {path} of {server} can't be read",
    ja: '{server} の CA ファイル {path} を読み取れません',
  },
  'access.pg.statement': { en: '{name}: the statement failed', ja: '{name}: SQL 文の実行に失敗しました' },
  'access.pg.unreachable': { en: "{server} can't be reached", ja: '{server} に接続できません' },
  'access.pg.no-container': {
    en: '{server} does not run in a container of this host',
    ja: '{server} はこのホストのコンテナで動作していません',
  },
  'access.pg.no-psql': {
    en: 'container {container} has no psql',
    ja: 'コンテナ {container} に psql がありません',
  },
  'access.pg.bound-values': {
    en: '{name}: has values to bind, which psql in the container can not do, and the host forbids a connection',
    ja: '{name}: コンテナ内の psql では値をバインドできず、ホストは接続を禁止しています',
  },
  'access.what.redis-cli': {
    en: 'redis-cli in the container of {server}',
    ja: '{server} のコンテナ内の redis-cli',
  },
  'access.redis.cli-malformed': {
    en: "{what}: its output can't be read",
    ja: '{what}: 出力を解釈できません',
  },
  'access.redis.no-cli': {
    en: 'the host forbids a connection, and container {container} has no redis-cli',
    ja: 'ホストが接続を禁止しており、コンテナ {container} に redis-cli もありません',
  },
  'access.redis.no-cli.next': {
    en: 'AllowTcpForwarding yes in sshd_config of the host lets cockpit connect',
    ja: 'ホストの sshd_config で AllowTcpForwarding yes とすると接続できます',
  },
  'access.redis.no-subscription': {
    en: "{server}: messages can't be followed, because the host forbids a connection; commands go by redis-cli",
    ja: '{server}: ホストが接続を禁止しているためメッセージを購読できません（コマンドは redis-cli で実行します）',
  },
  'access.redis.no-subscription.next': {
    en: 'AllowTcpForwarding yes in sshd_config of the host makes the heartbeats of workers visible',
    ja: 'ホストの sshd_config で AllowTcpForwarding yes とすると、ワーカーのハートビートを表示できます',
  },
  'access.what.redis': { en: 'Redis {server}', ja: 'Redis {server}' },
  'access.redis.not-read-only': {
    en: 'Redis command {command} is not on the read-only list, so it is not sent',
    ja: 'Redis コマンド {command} は読み取り専用リストにないため送信しません',
  },
  'access.redis.unbounded': {
    en: '{command} is sent for at most {limit} elements',
    ja: '{command} で一度に読み取れるのは {limit} 件までです',
  },
  'access.redis.password': { en: '{server} refuses the password', ja: '{server} がパスワードを拒否しました' },
  'access.redis.password.next': {
    en: 'check user and password source of {server} in hosts.yaml',
    ja: 'hosts.yaml の {server} のユーザーとパスワード取得元を確認してください',
  },
  'access.redis.no-right': {
    en: '{server}: the user may not run this command',
    ja: '{server}: このコマンドの実行権限がありません',
  },
  'access.redis.full': { en: '{server} takes no more clients', ja: '{server} の接続数が上限に達しています' },
  'access.redis.loading': {
    en: '{server} is still loading its data',
    ja: '{server} はデータを読み込み中です',
  },
  'access.redis.timeout': { en: '{server} did not answer in time', ja: '{server} が時間内に応答しません' },
  'access.redis.unreachable': { en: "{server} can't be reached", ja: '{server} に接続できません' },
  'access.what.web': { en: 'request to {url}', ja: '{url} へのリクエスト' },
  'access.web.url': {
    en: 'not an http or https address: {url}',
    ja: 'http / https の URL ではありません: {url}',
  },
  'access.web.prohibited': {
    en: '{what}: the host forbids forwarding, so it can not be asked from there',
    ja: '{what}: ホストが転送を禁止しているため、ホストからは確認できません',
  },
  'access.web.prohibited.next': {
    en: '`from: operator` in this check of hosts.yaml asks from your machine; or AllowTcpForwarding yes in sshd_config of the host',
    ja: 'hosts.yaml のこのチェックに from: operator を設定すると手元の端末から確認します。またはホストの sshd_config で AllowTcpForwarding yes としてください',
  },
  'access.web.unreachable': { en: '{what}: no connection', ja: '{what}: 接続できません' },
};
