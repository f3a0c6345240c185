import type { Entry } from '../catalogue.js';

export const link: Record<string, Entry> = {
  'link.closed': { en: 'The link is closed', ja: '接続は閉じられています' },
  'link.not-up': { en: 'The link is not up yet', ja: 'まだ接続していません' },
  'link.lost': { en: 'The connection to the host was lost', ja: 'ホストとの接続が切れました' },
  'link.lost.next': { en: 'It comes back by itself', ja: '自動で再接続します' },
  'link.host-says': { en: '{text}', ja: '{text}' },

  'link.open.failed': { en: 'Could not open {target} on the host', ja: 'ホスト上の {target} を開けません' },
  'link.open.timeout': {
    en: 'Opening {target} on the host took too long',
    ja: 'ホスト上の {target} を開く処理がタイムアウトしました',
  },
  'link.unix.refused': { en: 'The host does not open {target}', ja: 'ホストが {target} を開けません' },
  'link.unix.refused.next': {
    en: 'Check on the host: does {target} exist, may this user use it (id, ls -l), do AllowTcpForwarding and AllowStreamLocalForwarding in sshd_config allow it',
    ja: 'ホスト側で確認してください：{target} が存在するか、このユーザーに権限があるか（id、ls -l）、sshd_config の AllowTcpForwarding と AllowStreamLocalForwarding で許可されているか',
  },
  'link.tcp.prohibited': {
    en: 'The host forbids forwarding to {target}',
    ja: 'ホストが {target} への転送を禁止しています',
  },
  'link.tcp.prohibited.next': {
    en: 'AllowTcpForwarding, DisableForwarding or PermitOpen in sshd_config of the host decide this',
    ja: 'ホストの sshd_config の AllowTcpForwarding、DisableForwarding、PermitOpen を確認してください',
  },
  'link.exec.failed': { en: 'Could not run {command}', ja: '{command} を実行できません' },
  'link.exec.refused': { en: 'The host starts no command', ja: 'ホストがコマンドの実行を受け付けません' },
  'link.exec.refused.next': {
    en: 'MaxSessions or ForceCommand in sshd_config of the host may forbid it',
    ja: 'ホストの sshd_config の MaxSessions または ForceCommand で禁止されている可能性があります',
  },
  'link.what.shell': { en: 'login shell', ja: 'ログインシェル' },
  'link.exec.replaced': {
    en: 'The host runs something else in place of our commands',
    ja: 'ホストが指定したコマンドの代わりに別のプログラムを実行しています',
  },
  'link.exec.replaced.next': {
    en: 'The login needs a shell that runs commands: check chsh (nologin?), ForceCommand in sshd_config and command= in authorized_keys; what goes by forwards works on',
    ja: 'コマンドを実行できるログインシェルが必要です。chsh（nologin ではないか）、sshd_config の ForceCommand、authorized_keys の command= を確認してください。転送で届くものは引き続き使えます',
  },
  'link.exec.busy': {
    en: 'All command slots of the connection are in use ({count} running)',
    ja: '接続で同時に実行できるコマンド数の上限に達しています（{count} 個実行中）',
  },
  'link.exec.busy.next': {
    en: 'It is tried again; MaxSessions in sshd_config sets how many the host allows',
    ja: '自動で再試行します。上限はホストの sshd_config の MaxSessions で決まります',
  },

  'link.name-unknown': { en: 'The name {host} is not known', ja: 'ホスト名 {host} を解決できません' },
  'link.name-unknown.next': {
    en: 'Check the spelling, HostName in ~/.ssh/config and the DNS (VPN?)',
    ja: '綴り、~/.ssh/config の HostName、DNS（VPN 接続の有無）を確認してください',
  },
  'link.port-closed': {
    en: '{host} refuses connections on port {port}',
    ja: '{host} のポート {port} への接続が拒否されました',
  },
  'link.port-closed.next': {
    en: 'Is sshd running there, and is this its port?',
    ja: 'sshd が起動しているか、ポート番号が正しいかを確認してください',
  },
  'link.no-route': {
    en: '{host}, port {port}, does not answer',
    ja: '{host} のポート {port} から応答がありません',
  },
  'link.no-route.next': {
    en: 'Check network, VPN and the firewall (security group) in front of the host',
    ja: 'ネットワーク、VPN、ホスト手前のファイアウォール（セキュリティグループ）を確認してください',
  },
  'link.jump.failed': {
    en: '{jump} does not pass on to {host}, port {port}',
    ja: '踏み台 {jump} から {host} のポート {port} へ接続できません',
  },
  'link.jump.failed.next': {
    en: 'Can the jump host reach it, and does its sshd allow forwarding (AllowTcpForwarding)?',
    ja: '踏み台から到達できるか、踏み台の sshd が転送を許可しているか（AllowTcpForwarding）を確認してください',
  },
  'link.handshake.timeout': {
    en: '{host}, port {port}, accepts the connection but does not complete the login',
    ja: '{host} のポート {port} は接続を受け付けましたが、ログインが完了しません',
  },
  'link.handshake.closed': {
    en: '{host} closed the connection during the login',
    ja: 'ログイン中に {host} から切断されました',
  },
  'link.handshake.closed.next': {
    en: 'MaxStartups, fail2ban or an access list of the host may be the reason',
    ja: 'ホストの MaxStartups、fail2ban、アクセス制限が原因の可能性があります',
  },
  'link.no-common-algorithm': {
    en: 'No algorithm in common with {host}',
    ja: '{host} と共通の暗号アルゴリズムがありません',
  },
  'link.no-common-algorithm.next': {
    en: 'The host offers only what the built-in SSH client lacks (host certificates, post-quantum key exchange) or old SHA-1 keys; let it offer an ed25519 host key and curve25519-sha256',
    ja: '内蔵 SSH クライアントが対応していない方式（ホスト証明書、耐量子鍵交換）か、古い SHA-1 の鍵しか提供されていません。ホスト側で ed25519 のホスト鍵と curve25519-sha256 を有効にしてください',
  },

  'link.hostkey.unknown': {
    en: 'The host key of {name} is not known yet',
    ja: '{name} のホスト鍵はまだ登録されていません',
  },
  'link.hostkey.unknown.strict': {
    en: 'The host key of {name} is not in known_hosts, and StrictHostKeyChecking is yes',
    ja: '{name} のホスト鍵が known_hosts になく、StrictHostKeyChecking が yes です',
  },
  'link.hostkey.declined': {
    en: 'The host key of {name} was not trusted',
    ja: '{name} のホスト鍵は信頼されませんでした',
  },
  'link.hostkey.unknown.next': {
    en: 'Compare the fingerprint with the one that the administrator of the host gives you, then connect by hand (cockpit HOST, or ssh) and answer yes',
    ja: 'ホストの管理者から得たフィンガープリントと照合し、手動で接続して (cockpit HOST または ssh) yes と答えてください',
  },
  'link.hostkey.changed': {
    en: 'THE HOST KEY OF {name} HAS CHANGED (known by {where}): someone may be in between, or the host was set up anew',
    ja: '{name} のホスト鍵が変わっています（登録箇所: {where}）。通信の途中に第三者がいるか、ホストが再構築された可能性があります',
  },
  'link.hostkey.changed.next': {
    en: 'On the console of the host, not over this network: ssh-keygen -lf /etc/ssh/ssh_host_{type}_key.pub. Only if it shows {fingerprint}: {command}',
    ja: 'このネットワークを経由せず、ホストのコンソールで ssh-keygen -lf /etc/ssh/ssh_host_{type}_key.pub を実行してください。{fingerprint} と表示された場合に限り: {command}',
  },
  'link.hostkey.revoked': {
    en: 'The host key of {name} is revoked ({where})',
    ja: '{name} のホスト鍵は失効しています（{where}）',
  },
  'link.hostkey.revoked.next': {
    en: 'Do not connect; ask the administrator of the host',
    ja: '接続せず、ホストの管理者に確認してください',
  },
  'link.hostkey.not-stored': {
    en: 'The host key could not be stored in {file}; it is trusted until cockpit ends',
    ja: 'ホスト鍵を {file} に保存できませんでした。cockpit の終了まで信頼します',
  },

  'link.login.refused': {
    en: 'The host refused the login {login}',
    ja: 'ホストが {login} のログインを拒否しました',
  },
  'link.login.refused.next': {
    en: '`{command}` shows what OpenSSH tries; check User, IdentityFile and the keys in the agent (ssh-add -l)',
    ja: '`{command}` で OpenSSH の動作を確認し、User、IdentityFile、エージェントの鍵（ssh-add -l）を見直してください',
  },
  'link.login.prompt-needed': {
    en: 'The login {login} needs an answer from you',
    ja: '{login} のログインには入力が必要です',
  },
  'link.login.prompt-needed.next': {
    en: 'Press the retry key to be asked',
    ja: '再試行キーを押すと入力を求めます',
  },
  'link.login.too-many': {
    en: '{host} ended the login after too many keys',
    ja: '試行した鍵が多すぎるため、{host} がログインを打ち切りました',
  },
  'link.login.too-many.next': {
    en: 'Set IdentityFile and IdentitiesOnly yes for this host in ~/.ssh/config',
    ja: '~/.ssh/config でこのホストに IdentityFile と IdentitiesOnly yes を設定してください',
  },
  'link.login.password-expired': {
    en: 'The password has expired',
    ja: 'パスワードの有効期限が切れています',
  },
  'link.login.password-expired.next': {
    en: 'Log in with ssh once and set a new one',
    ja: '一度 ssh でログインして新しいパスワードを設定してください',
  },
  'link.key.unprotected': {
    en: '{path} can be read by others and is not used: chmod 600 it',
    ja: '{path} は他のユーザーから読めるため使用しません。chmod 600 を実行してください',
  },
  'link.key.unreadable': {
    en: '{path} holds no key that can be used',
    ja: '{path} に使用できる鍵がありません',
  },

  'link.ask.passphrase': { en: 'Passphrase for {path}: ', ja: '{path} のパスフレーズ: ' },
  'link.ask.passphrase.wrong': { en: 'That passphrase does not fit.', ja: 'パスフレーズが違います。' },
  'link.ask.password': { en: 'Password for {login}: ', ja: '{login} のパスワード: ' },
  'link.ask.host': { en: '({login}) {prompt} ', ja: '({login}) {prompt} ' },
  'link.ask.again': {
    en: 'Permission denied, please try again.',
    ja: '認証に失敗しました。もう一度入力してください。',
  },
  'link.ask.trust': {
    en: 'The host {name} is not known. Its {type} key has the fingerprint\n  {fingerprint}\nCompare it with what the administrator of the host gives you.',
    ja: 'ホスト {name} は未登録です。{type} 鍵のフィンガープリント:\n  {fingerprint}\nホストの管理者から得たものと照合してください。',
  },
  'link.ask.trust.others': {
    en: 'Warning: the host is already known by other keys ({types}), but did not show one of them.',
    ja: '警告: このホストは別の種類の鍵（{types}）で登録済みですが、それらは提示されませんでした。',
  },
  'link.ask.trust.question': { en: 'Trust it (yes/no)? ', ja: '信頼しますか (yes/no)? ' },
  'link.ask.trust.unclear': { en: "Please type 'yes' or 'no'.", ja: "'yes' か 'no' と入力してください。" },

  'link.config.bad': { en: 'The ssh configuration can not be read', ja: 'ssh の設定を読み込めません' },
  'link.config.bad.next': { en: 'Correct the named line', ja: '示された行を修正してください' },
  'link.config.jump-loop': {
    en: 'ProxyJump leads to {host} in a circle',
    ja: 'ProxyJump が循環して {host} に戻ります',
  },
  'link.config.jump-loop.next': {
    en: 'Give the jump host ProxyJump none in ~/.ssh/config',
    ja: '~/.ssh/config で踏み台に ProxyJump none を設定してください',
  },
  'link.destination.bad': {
    en: '"{destination}" is not a host to connect to',
    ja: '「{destination}」は接続先として使えません',
  },
  'link.destination.bad.next': {
    en: 'Write an alias of ~/.ssh/config or [user@]host[:port]',
    ja: '~/.ssh/config の別名か [ユーザー@]ホスト[:ポート] の形式で指定してください',
  },

  'link.lacks.proxy-command': {
    en: '{host} is configured with ProxyCommand, which the built-in SSH client can not run',
    ja: '{host} には ProxyCommand が設定されていますが、内蔵 SSH クライアントは対応していません',
  },
  'link.lacks.proxy-command.next': {
    en: 'Use ProxyJump in ~/.ssh/config, or jump: of the host in hosts.yaml',
    ja: '~/.ssh/config の ProxyJump、または hosts.yaml のホストの jump: を使ってください',
  },
  'link.lacks.certificate': {
    en: 'A certificate is configured (CertificateFile), which the built-in SSH client can not use: add a plain key for this login',
    ja: '証明書（CertificateFile）が設定されていますが、内蔵 SSH クライアントは対応していません。このログインに通常の鍵を追加してください',
  },
  'link.lacks.pkcs11': {
    en: 'A smart card is configured (PKCS11Provider): load it into the agent with ssh-add -s',
    ja: 'スマートカード（PKCS11Provider）が設定されています。ssh-add -s でエージェントに読み込んでください',
  },
  'link.lacks.security-key': {
    en: '{path} belongs to a security key (FIDO), which the built-in SSH client can not use: add a plain key for this login',
    ja: '{path} はセキュリティキー（FIDO）の鍵で、内蔵 SSH クライアントは対応していません。このログインに通常の鍵を追加してください',
  },
  'link.lacks.gssapi': {
    en: 'The host only accepts Kerberos (GSSAPI), which the built-in SSH client can not do: add a key for this login',
    ja: 'ホストは Kerberos（GSSAPI）認証だけを受け付けますが、内蔵 SSH クライアントは対応していません。このログインに鍵を追加してください',
  },
};
