import type { Entry } from '../catalogue.js';
import { doctorServices } from './doctor-services.js';
import { doctorSetup } from './doctor-setup.js';

export const doctor: Record<string, Entry> = {
  'doctor.title': { en: 'cockpit doctor: {host}', ja: 'cockpit doctor: {host}' },
  'doctor.ms': { en: '{ms} ms', ja: '{ms} ms' },
  'doctor.next': { en: '→ {next}', ja: '→ {next}' },
  'doctor.why': { en: '{what}: {detail}', ja: '{what}: {detail}' },
  'doctor.words': { en: '{words}', ja: '{words}' },
  'doctor.unexpected': { en: 'an error that was not expected: {words}', ja: '予期しないエラー: {words}' },
  'doctor.late': { en: 'no answer within {seconds} s', ja: '{seconds} 秒以内に応答がありません' },
  'doctor.no-time': { en: 'no time was left for it', ja: '制限時間内に確認できませんでした' },
  'doctor.summary.fail': { en: '{n} not working', ja: '動作しない {n} 件' },
  'doctor.summary.warn': { en: '{n} to look at', ja: '要確認 {n} 件' },
  'doctor.summary.ok': { en: '{n} working', ja: '正常 {n} 件' },
  'doctor.summary.skipped': { en: '{n} not tried', ja: '未確認 {n} 件' },
  'doctor.area.ssh': { en: 'SSH', ja: 'SSH' },
  'doctor.area.host': { en: 'Host', ja: 'ホスト' },
  'doctor.area.docker': { en: 'Docker', ja: 'Docker' },
  'doctor.area.aws': { en: 'AWS', ja: 'AWS' },
  'doctor.area.containers': { en: 'Containers', ja: 'コンテナ' },
  'doctor.area.logs': { en: 'Logs', ja: 'ログ' },
  'doctor.area.postgres': { en: 'Postgres', ja: 'Postgres' },
  'doctor.area.redis': { en: 'Redis', ja: 'Redis' },
  'doctor.area.queues': { en: 'Queues', ja: 'キュー' },
  'doctor.area.alerts': { en: 'SQL alerts', ja: 'SQL アラート' },
  'doctor.area.checks': { en: 'Checks', ja: 'チェック' },
  'doctor.area.entry': { en: 'Host entry', ja: 'ホスト定義' },
  'doctor.panes': { en: 'Panes', ja: 'ペイン' },
  'doctor.pane': { en: '{pane}: {state}', ja: '{pane}: {state}' },
  'doctor.pane.full': { en: 'will show everything', ja: 'すべて表示できます' },
  'doctor.pane.partly': { en: 'will show some of it', ja: '一部だけ表示できます' },
  'doctor.pane.empty': { en: 'will stay empty', ja: '何も表示できません' },
  'doctor.pane.unused': { en: 'the host entry names nothing for it', ja: 'ホスト定義に対象がありません' },

  'doctor.ssh.login': { en: 'login {login}, {client}', ja: '{login} にログイン（{client}）' },
  'doctor.ssh.through': {
    en: 'login {login} through {through}, {client}',
    ja: '{through} 経由で {login} にログイン（{client}）',
  },
  'doctor.ssh.client.built-in': { en: 'built-in SSH client', ja: '内蔵 SSH クライアント' },
  'doctor.ssh.client.openssh': { en: 'ssh of this machine', ja: 'この端末の ssh' },
  'doctor.ssh.host-key': {
    en: 'host key {type} {fingerprint}, known by {where}',
    ja: 'ホスト鍵 {type} {fingerprint}（登録箇所: {where}）',
  },
  'doctor.ssh.host-key.not-stored': {
    en: 'host key {fingerprint} stands in no known_hosts file',
    ja: 'ホスト鍵 {fingerprint} が known_hosts にありません',
  },
  'doctor.ssh.host-key.not-stored.why': {
    en: "the next start would ask again, and watch can't answer",
    ja: '次回の起動でも確認を求められ、watch は応答できません',
  },
  'doctor.ssh.host-key.not-stored.next': {
    en: 'log in once by ssh, compare the fingerprint, and let it be stored',
    ja: '一度 ssh でログインし、フィンガープリントを照合して登録してください',
  },
  'doctor.ssh.host-key.by-ssh': {
    en: 'host key checked by ssh ({fingerprint})',
    ja: 'ホスト鍵は ssh が検証しました（{fingerprint}）',
  },
  'doctor.ssh.unasked': { en: 'the login needs no answer from a person', ja: '入力なしでログインできます' },
  'doctor.ssh.asked.passphrase': {
    en: "the key's passphrase was asked for",
    ja: '鍵のパスフレーズの入力を求められました',
  },
  'doctor.ssh.asked.password': { en: 'the login was by password', ja: 'パスワードでログインしました' },
  'doctor.ssh.asked.questions': {
    en: 'the login asked questions',
    ja: 'ログイン時に質問への回答を求められました',
  },
  'doctor.ssh.asked.why': {
    en: 'watch and status have nobody to answer',
    ja: 'watch と status では応答する人がいません',
  },
  'doctor.ssh.asked.passphrase.next': {
    en: 'put the key into the agent: ssh-add',
    ja: '鍵をエージェントに登録してください: ssh-add',
  },
  'doctor.ssh.asked.password.next': {
    en: 'let a key in: ssh-copy-id {login}, or cockpit doctor HOST --setup',
    ja: '鍵でログインできるようにしてください: ssh-copy-id {login}、または cockpit doctor HOST --setup',
  },
  'doctor.ssh.round-trip': { en: 'round trip {ms} ms', ja: '往復遅延 {ms} ms' },
  'doctor.ssh.round-trip.why': {
    en: 'figures come late, and reads are made less often',
    ja: '表示が遅れ、読み取り間隔が長くなります',
  },
  'doctor.ssh.sessions': {
    en: '{n} commands at once, as many as are needed',
    ja: 'コマンドを同時に {n} 個実行できます（必要数を満たす）',
  },
  'doctor.ssh.sessions.few': {
    en: 'only {n} command(s) at once',
    ja: '同時に実行できるコマンドは {n} 個だけです',
  },
  'doctor.ssh.sessions.few.why': {
    en: 'host figures and checks take turns, so they come later',
    ja: 'リソースの取得とチェックが順番待ちになり、表示が遅れます',
  },
  'doctor.ssh.sessions.none': { en: 'the host runs no command', ja: 'ホストでコマンドを実行できません' },
  'doctor.ssh.sessions.next': {
    en: 'raise MaxSessions in sshd_config of the host (its default is 10); ForceCommand and nologin forbid all',
    ja: 'ホストの sshd_config の MaxSessions を増やしてください（既定値 10）。ForceCommand や nologin ではすべて禁止されます',
  },
  'doctor.ssh.shell': {
    en: 'the login shell runs commands and adds nothing to their output',
    ja: 'ログインシェルはコマンドを実行し、余計な出力をしません',
  },
  'doctor.ssh.noise': {
    en: 'the login shell writes something of its own: {line}',
    ja: 'ログインシェルが余計な出力をしています: {line}',
  },
  'doctor.ssh.noise.why': {
    en: 'each command pays for it, and other tools may take it for an answer',
    ja: 'コマンドごとに負荷がかかり、他のツールが応答と誤認するおそれがあります',
  },
  'doctor.ssh.noise.next': {
    en: 'in ~/.bashrc on the host, before what prints: case $- in *i*) ;; *) return;; esac',
    ja: 'ホストの ~/.bashrc で、出力する行より前に次を追加してください: case $- in *i*) ;; *) return;; esac',
  },
  'doctor.ssh.unix': {
    en: 'sshd forwards the socket {socket}',
    ja: 'sshd はソケット {socket} を転送できます',
  },
  'doctor.ssh.unix.unknown': {
    en: "whether sshd forwards sockets can't be told: this login can't use {socket}",
    ja: 'このログインでは {socket} を使えないため、ソケット転送の可否は判定できません',
  },
  'doctor.ssh.unix.refused': {
    en: 'sshd does not forward the socket {socket}',
    ja: 'sshd がソケット {socket} を転送しません',
  },
  'doctor.ssh.unix.refused.why': {
    en: 'Docker is then asked through its own command: slower, and with fewer streams at once',
    ja: 'その場合は docker コマンド経由になり、遅く、同時に開けるストリームも減ります',
  },
  'doctor.ssh.unix.refused.next': {
    en: 'in sshd_config of the host: AllowStreamLocalForwarding yes, AllowTcpForwarding not no; a PermitOpen must name it too, as [/var/run/docker.sock]:*',
    ja: 'ホストの sshd_config で AllowStreamLocalForwarding を yes、AllowTcpForwarding を no 以外にしてください。PermitOpen がある場合は [/var/run/docker.sock]:* の形で追加が必要です',
  },
  'doctor.ssh.tcp': { en: 'sshd forwards to TCP addresses', ja: 'sshd は TCP 転送を許可しています' },
  'doctor.ssh.tcp.some': {
    en: 'sshd forwards to some TCP addresses alone (PermitOpen); the {n} services of the entry are among them',
    ja: 'sshd は一部の宛先だけ TCP 転送を許可しています（PermitOpen）。定義されたサービス {n} 件は転送できます',
  },
  'doctor.ssh.tcp.refused': {
    en: "sshd does not forward to {n} of the entry's services",
    ja: 'sshd がサービス {n} 件への TCP 転送を拒否しています',
  },
  'doctor.ssh.tcp.refused.why': {
    en: 'in containers psql and redis-cli answer in their place: slower, and workers are not heard',
    ja: 'コンテナ内の psql と redis-cli で代替しますが、遅くなり、ワーカーのハートビートは受信できません',
  },
  'doctor.ssh.tcp.unknown': {
    en: "whether sshd forwards to TCP addresses can't be told",
    ja: 'TCP 転送の可否を判定できません',
  },
  'doctor.ssh.tcp.unused': {
    en: 'sshd forwards to no TCP address, and the entry needs none',
    ja: 'sshd は TCP 転送を許可していませんが、このホスト定義では不要です',
  },
  'doctor.ssh.tcp.next': {
    en: "in sshd_config of the host: AllowTcpForwarding local, and PermitOpen with the services' ports (cockpit doctor HOST --setup)",
    ja: 'ホストの sshd_config で AllowTcpForwarding を local にし、PermitOpen にサービスのポートを指定してください（cockpit doctor HOST --setup）',
  },

  'doctor.host.identity': {
    en: '{kernel}, login user {user} (groups: {groups})',
    ja: '{kernel}、ログインユーザー {user}（グループ: {groups}）',
  },
  'doctor.host.unread': { en: 'the host says nothing about itself', ja: 'ホストの情報を取得できません' },
  'doctor.host.programs': { en: 'programs found: {programs}', ja: '利用できるプログラム: {programs}' },
  'doctor.host.no-program': {
    en: '{program} is missing: no {use}',
    ja: '{program} がないため、{use}を取得できません',
  },
  'doctor.host.no-program.next': {
    en: 'install {program} on the host, or look at PATH of its login shell',
    ja: 'ホストに {program} を導入するか、ログインシェルの PATH を確認してください',
  },
  'doctor.host.df': {
    en: 'df does not know -B1: no disk figures',
    ja: 'df が -B1 に対応していないため、ディスクの数値を取得できません',
  },
  'doctor.host.find': {
    en: "find does not know -printf: backup checks can't list files",
    ja: 'find が -printf に対応していないため、バックアップのチェックでファイルを一覧できません',
  },
  'doctor.host.coreutils.next': {
    en: 'install GNU coreutils and findutils on the host (busybox has not all of it)',
    ja: 'ホストに GNU coreutils と findutils を導入してください（busybox には不足があります）',
  },
  'doctor.host.figures': { en: 'host figures come (/proc)', ja: 'ホストの数値を取得できます（/proc）' },
  'doctor.host.no-figures': { en: 'no host figures', ja: 'ホストの数値を取得できません' },
  'doctor.host.disks': { en: 'disks: {mounts}', ja: 'ディスク: {mounts}' },
  'doctor.host.no-disks': { en: 'no disks found', ja: 'ディスクが見つかりません' },
  'doctor.host.path': { en: '{path} can be read', ja: '{path} を読み取れます' },
  'doctor.host.path.missing': { en: '{path} is not there', ja: '{path} がありません' },
  'doctor.host.path.denied': {
    en: "{path} can't be read by this login",
    ja: 'このログインでは {path} を読み取れません',
  },
  'doctor.host.path.why': {
    en: "playbooks that use compose or the deployment's folder need it",
    ja: 'compose やデプロイ用フォルダーを使う手順で必要です',
  },
  'doctor.host.path.missing.next': {
    en: 'correct stack in the host entry, or look for it: ls -l {path}',
    ja: 'ホスト定義の stack を修正するか、ls -l {path} で確認してください',
  },
  'doctor.host.path.denied.next': {
    en: 'let {user} read it: ls -l {path}',
    ja: '{user} に読み取り権限を与えてください: ls -l {path}',
  },
  'doctor.host.compose': { en: '{name} {version}', ja: '{name} {version}' },
  'doctor.host.no-compose': {
    en: 'neither docker compose nor docker-compose is there',
    ja: 'docker compose も docker-compose もありません',
  },
  'doctor.host.no-compose.why': {
    en: "playbooks can't make services anew",
    ja: '手順でサービスを再作成できません',
  },
  'doctor.host.no-compose.next': {
    en: 'install the compose plugin (docker-compose-plugin) on the host',
    ja: 'ホストに compose プラグイン（docker-compose-plugin）を導入してください',
  },
  'doctor.use.metrics': { en: 'host figures', ja: 'ホストの数値' },
  'doctor.use.disks': { en: 'disk figures', ja: 'ディスクの数値' },
  'doctor.use.backup': { en: 'backup checks', ja: 'バックアップの状態' },
  'doctor.use.log-files': { en: 'log files', ja: 'ログファイル' },
  'doctor.use.cron': { en: 'cron checks', ja: 'cron の設定' },
  'doctor.use.sudo': { en: 'Docker through sudo', ja: 'sudo 経由の Docker 情報' },
  'doctor.clock': { en: 'clocks agree within {seconds} s', ja: '時計のずれは {seconds} 秒以内です' },
  'doctor.clock.ahead': {
    en: "the host's clock is {seconds} s ahead of this machine's",
    ja: 'ホストの時計がこの端末より {seconds} 秒進んでいます',
  },
  'doctor.clock.behind': {
    en: "the host's clock is {seconds} s behind this machine's",
    ja: 'ホストの時計がこの端末より {seconds} 秒遅れています',
  },
  'doctor.clock.why': {
    en: '"since" and ages on the screen are wrong by that',
    ja: '画面の経過時間がその分ずれます',
  },
  'doctor.clock.next': {
    en: 'look on both: timedatectl (NTP synchronized?), chronyc tracking',
    ja: '双方で timedatectl（NTP 同期の有無）や chronyc tracking を確認してください',
  },

  'doctor.docker.way.socket': { en: 'socket {socket} over the link', ja: '転送したソケット {socket}' },
  'doctor.docker.way.dial-stdio': { en: 'docker system dial-stdio', ja: 'docker system dial-stdio' },
  'doctor.docker.way.sudo': {
    en: 'sudo -n docker system dial-stdio',
    ja: 'sudo -n docker system dial-stdio',
  },
  'doctor.docker.way.local': { en: 'socket {socket}', ja: 'ソケット {socket}' },
  'doctor.docker.way.used': { en: 'in use: {way} (API {api})', ja: '使用中: {way}（API {api}）' },
  'doctor.docker.way.works': { en: 'also works: {way} (API {api})', ja: '利用可能: {way}（API {api}）' },
  'doctor.docker.way.fails': { en: 'does not work: {way}', ja: '利用不可: {way}' },
  'doctor.docker.fails': { en: "Docker can't be read", ja: 'Docker を読み取れません' },
  'doctor.docker.status': {
    en: 'the engine answers HTTP {status}',
    ja: 'エンジンが HTTP {status} を返しました',
  },
  'doctor.docker.hung-up': { en: 'it hung up without an answer', ja: '応答なしに切断されました' },
  'doctor.docker.engine': {
    en: 'engine {version}, cgroup v{cgroup}',
    ja: 'エンジン {version}、cgroup v{cgroup}',
  },
  'doctor.docker.engine.rootless': {
    en: 'engine {version}, rootless, cgroup v{cgroup}',
    ja: 'エンジン {version}（rootless）、cgroup v{cgroup}',
  },

  'doctor.named.containers': { en: 'containers', ja: 'containers' },
  'doctor.named.postgres': { en: 'postgres {name}', ja: 'postgres {name}' },
  'doctor.named.redis': { en: 'redis {name}', ja: 'redis {name}' },
  'doctor.named.worker': { en: 'worker of {name}', ja: '{name} の worker' },
  'doctor.named.beat': { en: 'beat of {name}', ja: '{name} の beat' },
  'doctor.named.logs': { en: 'logs', ja: 'logs' },
  'doctor.containers.none-named': {
    en: '{n} containers, {running} running; the entry names none',
    ja: 'コンテナ {n} 個（稼働中 {running} 個）。ホスト定義では指定されていません',
  },
  'doctor.containers.runs': { en: '{name} is running', ja: '{name} は稼働中です' },
  'doctor.containers.matches': {
    en: '{name}: {found} is running, {others} more',
    ja: '{name}: {found} が稼働中（ほか {others} 個）',
  },
  'doctor.containers.stopped': {
    en: '{name} is there, but not running ({state})',
    ja: '{name} は存在しますが、稼働していません（{state}）',
  },
  'doctor.containers.stopped.next': {
    en: 'its last words: docker logs --tail 20 {name}',
    ja: '直近のログを確認してください: docker logs --tail 20 {name}',
  },
  'doctor.containers.ambiguous': {
    en: '{name} means several running containers: {names}',
    ja: '{name} に該当する稼働中のコンテナが複数あります: {names}',
  },
  'doctor.containers.ambiguous.why': {
    en: 'playbooks and queues take the first one',
    ja: '手順とキューは先頭のものを対象にします',
  },
  'doctor.containers.ambiguous.next': {
    en: 'write a longer name, or one entry for each',
    ja: 'より具体的な名前にするか、個別に記述してください',
  },
  'doctor.containers.missing': {
    en: 'no container {name} (named in: {use})',
    ja: 'コンテナ {name} がありません（記載箇所: {use}）',
  },
  'doctor.containers.missing.near': { en: 'did you mean {near}?', ja: '{near} のことではありませんか' },
  'doctor.containers.missing.next': { en: 'there are: {names}', ja: '存在するコンテナ: {names}' },

  'doctor.logs.none': {
    en: "logs of containers can't be tried without Docker",
    ja: 'Docker が使えないため、コンテナのログを確認できません',
  },
  'doctor.logs.read': {
    en: 'docker logs: {containers} ({driver})',
    ja: 'docker logs: {containers}（{driver}）',
  },
  'doctor.logs.read-many': {
    en: 'docker logs of {n} containers ({driver})',
    ja: 'コンテナ {n} 個の docker logs（{driver}）',
  },
  'doctor.logs.unread': {
    en: "the log of {container} can't be read (driver {driver})",
    ja: '{container} のログを読み取れません（ドライバー {driver}）',
  },
  'doctor.logs.unread.next': {
    en: 'use a log driver that docker logs can read: json-file, local, journald',
    ja: 'docker logs で読めるログドライバー（json-file、local、journald）を使ってください',
  },
  'doctor.logs.file': { en: 'log file {path}', ja: 'ログファイル {path}' },
  'doctor.logs.file.unread': {
    en: "log file {path} can't be read",
    ja: 'ログファイル {path} を読み取れません',
  },
  'doctor.logs.file.denied.next': {
    en: 'let the login read it (group adm?): ls -l {path}',
    ja: 'ログインユーザーに読み取り権限を与えてください（adm グループなど）: ls -l {path}',
  },
  'doctor.logs.file.missing.next': {
    en: 'correct logs in the host entry, or look for it: ls -l {path}',
    ja: 'ホスト定義の logs を修正するか、ls -l {path} で確認してください',
  },
  ...doctorServices,
  ...doctorSetup,
};
