import type { Entry } from '../catalogue.js';

export const doctorSetup: Record<string, Entry> = {
  'doctor.setup.title': {
    en: 'The least that cockpit needs on {host}. Nothing here is run: read it, fill in what says REPLACE, and copy what you want.',
    ja: '{host} で cockpit に必要な最小権限の設定です。ここでは何も実行しません。内容を確認し、REPLACE の箇所を置き換えて、必要な部分をコピーしてください。',
  },
  'doctor.setup.login': {
    en: 'On the host: login {user}, by key alone',
    ja: 'ホスト側: 鍵だけでログインする {user}',
  },
  'doctor.setup.login.key': {
    en: 'A key of its own on your machine: ssh-keygen -t ed25519 -f ~/.ssh/cockpit_ed25519',
    ja: '手元の端末で専用の鍵を作成します: ssh-keygen -t ed25519 -f ~/.ssh/cockpit_ed25519',
  },
  'doctor.setup.login.locked': {
    en: "It needs a shell, because commands are run; '*' fits no password, but does not lock the login as '!' would.",
    ja: "コマンドを実行するためシェルが必要です。'*' に一致するパスワードはありませんが、'!' と違ってログイン自体は禁止されません。",
  },
  'doctor.setup.login.adm': {
    en: 'Group adm may read /var/log.',
    ja: 'adm グループは /var/log を読み取れます。',
  },
  'doctor.setup.sshd': {
    en: 'On the host: what sshd lets {user} do',
    ja: 'ホスト側: sshd が {user} に許可する操作',
  },
  'doctor.setup.sshd.include': {
    en: 'Where sshd_config has no Include of sshd_config.d, put the block at its end.',
    ja: 'sshd_config に sshd_config.d の Include がない場合は、末尾にこのブロックを追加してください。',
  },
  'doctor.setup.sshd.forwarding': {
    en: 'Forwarding stays on for sockets and for the ports {ports}; AllowTcpForwarding no would also stop the forwarding of sockets.',
    ja: 'ソケットとポート {ports} への転送だけを許可します。AllowTcpForwarding を no にするとソケットの転送もできなくなります。',
  },
  'doctor.setup.sshd.sockets-only': {
    en: 'Forwarding stays on for sockets alone; AllowTcpForwarding no would stop that too.',
    ja: 'ソケットへの転送だけを許可します。AllowTcpForwarding を no にするとソケットの転送もできなくなります。',
  },
  'doctor.setup.sshd.pty': {
    en: 'Watching needs no terminal. For shells and psql from cockpit, leave PermitTTY out and write restrict,port-forwarding,pty before the key.',
    ja: '監視だけなら端末は不要です。cockpit からシェルや psql を使う場合は PermitTTY の行を外し、鍵の前を restrict,port-forwarding,pty にしてください。',
  },
  'doctor.setup.proxy': {
    en: 'Docker, one of three: a proxy on {socket} that only reads',
    ja: 'Docker（3 つから 1 つ選択）: 読み取り専用のプロキシ {socket}',
  },
  'doctor.setup.proxy.reads': {
    en: 'The only one of the three that is less than root: it passes the GET requests that cockpit makes and refuses all else.',
    ja: '3 つのうち root 相当にならない唯一の方法です。cockpit が使う GET リクエストだけを通し、ほかは拒否します。',
  },
  'doctor.setup.proxy.environment': {
    en: 'What it passes shows the environment of containers, and with it their passwords.',
    ja: '通過する情報にはコンテナの環境変数が含まれ、パスワードも読み取れます。',
  },
  'doctor.setup.proxy.exec': {
    en: "psql and redis-cli inside containers can't step in when no connection is left, and cockpit can change nothing.",
    ja: '接続枠がないときのコンテナ内 psql や redis-cli による代替と、cockpit からの操作は使えません。',
  },
  'doctor.setup.sudo': {
    en: 'Docker, one of three: sudo for one command',
    ja: 'Docker（3 つから 1 つ選択）: コマンド 1 つだけの sudo',
  },
  'doctor.setup.sudo.root': {
    en: 'No other command is allowed, but this one speaks the whole Docker API: whoever has the key of this login can become root.',
    ja: 'ほかのコマンドは許可されませんが、このコマンドで Docker API をすべて使えます。このログインの鍵を持つ人は root になれます。',
  },
  'doctor.setup.group': {
    en: 'Docker, one of three: group docker',
    ja: 'Docker（3 つから 1 つ選択）: docker グループ',
  },
  'doctor.setup.group.root': {
    en: 'The simplest, and the fastest. The group is as good as root: it can start a container that mounts the whole disk.',
    ja: '最も簡単で高速です。ただし、ディスク全体をマウントしたコンテナを起動できるため、root と同等の権限になります。',
  },
  'doctor.setup.pg': { en: 'Postgres {server}: role {user}', ja: 'Postgres {server}: ロール {user}' },
  'doctor.setup.pg.monitor': {
    en: 'pg_monitor shows the sessions and statements of all; three connections at most, statements end after 2 s.',
    ja: 'pg_monitor ですべてのセッションと SQL を参照できます。接続は最大 3、SQL の制限時間は 2 秒です。',
  },
  'doctor.setup.pg.tables': {
    en: 'SELECT alone on what the entry reads: {tables}',
    ja: 'ホスト定義が参照するテーブルだけに SELECT を許可します: {tables}',
  },
  'doctor.setup.pg.unclear': {
    en: "The tables of these alert sources can't be told, grant SELECT on them too: {ids}",
    ja: '次のアラートの参照テーブルは判別できません。SELECT 権限を追加してください: {ids}',
  },
  'doctor.setup.pg.hba': {
    en: 'pg_hba.conf has to let {user} in by password (scram-sha-256).',
    ja: 'pg_hba.conf で {user} のパスワード認証（scram-sha-256）を許可してください。',
  },
  'doctor.setup.redis': { en: 'Redis {server}: user {user}', ja: 'Redis {server}: ユーザー {user}' },
  'doctor.setup.redis.reads': {
    en: 'The reads that cockpit sends, command by command; no write, no KEYS, no MONITOR. Needs Redis 6.2.',
    ja: 'cockpit が送る読み取りコマンドだけを個別に許可します。書き込み、KEYS、MONITOR は含みません。Redis 6.2 以降が必要です。',
  },
  'doctor.setup.redis.keep': {
    en: 'A restart forgets it: ACL SAVE where an aclfile is configured, else put the same rules into redis.conf.',
    ja: '再起動で失われます。aclfile があれば ACL SAVE を、なければ redis.conf に同じ規則を user 行で記述してください。',
  },
  'doctor.setup.redis.channels': {
    en: "The channel is that of the workers' heartbeats.",
    ja: 'チャネルはワーカーのハートビート用です。',
  },
  'doctor.setup.yaml': { en: 'On your machine: hosts.yaml', ja: '手元の端末: hosts.yaml' },
  'doctor.setup.yaml.rest': {
    en: 'All else of the entry stays as it is.',
    ja: 'ホスト定義のほかの項目はそのままにしてください。',
  },
  'doctor.setup.yaml.no-servers': {
    en: 'This entry names no Postgres and no Redis, and the host is not asked. Have the entry written first (cockpit {host}, then W): with them in it, their roles and ports stand here too.',
    ja: 'ホスト定義に Postgres と Redis がなく、ホストへの問い合わせもしないため、そのロールとポートは含まれていません。先に cockpit {host} で開いて W で登録すると、それらも出力します。',
  },
  'doctor.setup.yaml.docker': {
    en: 'docker_socket belongs to the proxy, sudo to sudo, neither to the group.',
    ja: 'docker_socket はプロキシ、sudo は sudo 方式のときに有効にします。docker グループではどちらも不要です。',
  },
  'doctor.setup.yaml.secrets': {
    en: 'Passwords also come from a file or a command: { file: PATH }, { command: [pass, show, cockpit] }.',
    ja: 'パスワードはファイルやコマンドからも取得できます: { file: PATH }、{ command: [pass, show, cockpit] }',
  },
};
