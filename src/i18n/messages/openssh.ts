import type { Entry } from '../catalogue.js';

export const openssh: Record<string, Entry> = {
  'openssh.missing': {
    en: 'There is no ssh on this machine, and the host needs it',
    ja: 'この端末に ssh がありません（このホストへの接続に必要です）',
  },
  'openssh.missing.next': {
    en: 'Install the OpenSSH client, or set client: built-in for this host in hosts.yaml',
    ja: 'OpenSSH クライアントをインストールするか、hosts.yaml でこのホストに client: built-in を指定してください',
  },
  'openssh.no-common-algorithm.next': {
    en: 'The host offers only what this ssh refuses or lacks: a newer ssh here, or newer algorithms there',
    ja: 'ホストが提供する方式をこの ssh は使えません。手元の ssh を更新するか、ホスト側で新しい方式を有効にしてください',
  },
  'openssh.control.failed': {
    en: 'ssh is connected but can not be talked to',
    ja: 'ssh は接続しましたが、制御ソケットで通信できません',
  },
  'openssh.control.failed.next': {
    en: 'OpenSSH 7.4 or newer is needed on this machine',
    ja: 'この端末に OpenSSH 7.4 以降が必要です',
  },
  'openssh.askpass': {
    en: 'ssh could not start the helper that asks you for passwords',
    ja: 'パスワードを尋ねる補助プログラムを ssh が起動できません',
  },
  'openssh.askpass.next': {
    en: 'The folder for temporary files is mounted noexec: set TMPDIR to one that is not',
    ja: '一時ディレクトリが noexec でマウントされています。TMPDIR に実行可能なディレクトリを指定してください',
  },
  'openssh.declined': {
    en: 'The login {login} was called off at a question',
    ja: '{login} のログインは入力時に取り消されました',
  },
  'openssh.ask': { en: '{prompt} ', ja: '{prompt} ' },
  'openssh.notice': { en: '{text}', ja: '{text}' },
  'openssh.why.set': {
    en: 'hosts.yaml says client: {client}',
    ja: 'hosts.yaml で client: {client} が指定されています',
  },
  'openssh.why.proxy-command': {
    en: 'the ssh configuration has a ProxyCommand',
    ja: 'ssh の設定に ProxyCommand があります',
  },
  'openssh.why.certificate': {
    en: 'the login has a certificate ({path})',
    ja: 'ログインに証明書（{path}）を使います',
  },
  'openssh.why.certificate-agent': {
    en: 'the agent holds a certificate',
    ja: 'エージェントに証明書があります',
  },
  'openssh.why.host-certificate': {
    en: 'known_hosts trusts a certificate authority for the host',
    ja: 'known_hosts がこのホストに対して認証局（@cert-authority）を登録しています',
  },
  'openssh.why.security-key': {
    en: 'the only keys are those of security keys (FIDO)',
    ja: '使える鍵がセキュリティキー（FIDO）のものだけです',
  },
  'openssh.why.pkcs11': {
    en: 'the ssh configuration names a smart card (PKCS11Provider)',
    ja: 'ssh の設定にスマートカード（PKCS11Provider）があります',
  },
  'openssh.why.gssapi': {
    en: 'GSSAPIAuthentication is on and there is a Kerberos ticket',
    ja: 'GSSAPIAuthentication が有効で、Kerberos チケットがあります',
  },
  'openssh.why.shared': {
    en: 'a connection that you opened is shared (ControlPath {path})',
    ja: '既に開かれている接続を共有します（ControlPath {path}）',
  },
  'openssh.why.algorithm': {
    en: 'the host offers no algorithm that the built-in client has',
    ja: '内蔵クライアントが対応する方式をホストが提供していません',
  },
  'openssh.why.refused': {
    en: 'the host refused the built-in client, and ssh has more ways to log in',
    ja: '内蔵クライアントのログインが拒否され、ssh には他の認証方法があります',
  },
};
