import type { Entry } from '../catalogue.js';

/** The forms that hosts.yaml expects, as its errors show them. */
export const configForms: Record<string, Entry> = {
  'config.expect.file': {
    en: '`hosts:` and below it a map of hosts by name, perhaps `defaults:` beside it',
    ja: '`hosts:` の下にホスト名ごとのマップ（`defaults:` は任意）',
  },
  'config.expect.hosts': {
    en: 'a map of hosts, such as `web1: {ssh: web1}`',
    ja: 'ホストのマップ。例: `web1: {ssh: web1}`',
  },
  'config.expect.defaults': { en: 'a map with language, thresholds', ja: 'language, thresholds のマップ' },
  'config.expect.host_entry': { en: 'a map with at least `ssh:`', ja: '少なくとも `ssh:` を含むマップ' },
  'config.expect.connection': {
    en: 'exactly one of `ssh: alias`, `local: true`, `drill: true`',
    ja: '`ssh: エイリアス`、`local: true`、`drill: true` のいずれか 1 つ',
  },
  'config.expect.ssh': {
    en: 'an alias of ~/.ssh/config, user@host[:port], or {host, port, user, key, jump}',
    ja: '~/.ssh/config のエイリアス、user@host[:port]、または {host, port, user, key, jump}',
  },
  'config.expect.stack': {
    en: 'plain, {compose: {dir, files, env_file, project}}, {kamal: {service, dir}} or {ecs: {cluster}}',
    ja: 'plain、{compose: {dir, files, env_file, project}}、{kamal: {service, dir}}、{ecs: {cluster}} のいずれか',
  },
  'config.expect.compose': {
    en: '{dir: /opt/app, files: [docker-compose.yml], env_file: .env}',
    ja: '{dir: /opt/app, files: [docker-compose.yml], env_file: .env}',
  },
  'config.expect.files': {
    en: 'a list such as [docker-compose.yml]',
    ja: 'リスト。例: [docker-compose.yml]',
  },
  'config.expect.kamal': { en: '{service: name}', ja: '{service: サービス名}' },
  'config.expect.ecs': { en: '{cluster: name}', ja: '{cluster: クラスタ名}' },
  'config.expect.services': { en: 'a list of ECS services: [name, …]', ja: 'ECS サービスの一覧: [名前, …]' },
  'config.expect.environment': {
    en: 'production, staging, development or drill',
    ja: 'production、staging、development、drill のいずれか',
  },
  'config.expect.language': { en: 'en or ja', ja: 'en または ja' },
  'config.expect.true': { en: 'true, or leave the key out', ja: 'true（不要ならキーごと省略）' },
  'config.expect.container': {
    en: 'a container name as `docker ps` shows it, * and ? allowed',
    ja: '`docker ps` に表示されるコンテナ名（* と ? を使用可）',
  },
  'config.expect.container_entry': {
    en: 'a container name, or {name: app_web, role: web}',
    ja: 'コンテナ名、または {name: app_web, role: web}',
  },
  'config.expect.address': {
    en: 'exactly one of `container: name`, `host: address`, `socket: /path`',
    ja: '`container: 名前`、`host: アドレス`、`socket: /パス` のいずれか 1 つ',
  },
  'config.expect.postgres': {
    en: '{container: app_db, user: app, database: app, password: {container: POSTGRES_PASSWORD}}',
    ja: '{container: app_db, user: app, database: app, password: {container: POSTGRES_PASSWORD}}',
  },
  'config.expect.redis': {
    en: '{container: app_redis, db: 0}',
    ja: '{container: app_redis, db: 0}',
  },
  'config.expect.password': {
    en: 'one of {env: VARIABLE}, {file: ~/.secrets/db}, {command: [pass, show, db]}, {container: POSTGRES_PASSWORD}, {container: DATABASE_URL, of: CONTAINER, part: url}, {argument: --requirepass}',
    ja: '{env: 変数名}、{file: ~/.secrets/db}、{command: [pass, show, db]}、{container: POSTGRES_PASSWORD}、{container: DATABASE_URL, of: コンテナ名, part: url}、{argument: --requirepass} のいずれか',
  },
  'config.expect.argv': { en: 'a list of words: [pass, show, db]', ja: '単語のリスト: [pass, show, db]' },
  'config.expect.env': { en: 'the name of a variable, such as DB_PASSWORD', ja: '変数名。例: DB_PASSWORD' },
  'config.expect.tls': { en: 'verify or off', ja: 'verify または off' },
  'config.expect.tls_host': { en: '`host: name` beside tls', ja: 'tls と同じ階層に `host: 名前`' },
  'config.expect.queue': {
    en: '{celery: {…}} or {solid_queue: {…}}',
    ja: '{celery: {…}} または {solid_queue: {…}}',
  },
  'config.expect.queue_names': { en: 'a list of queue names: [celery]', ja: 'キュー名のリスト: [celery]' },
  'config.expect.celery': {
    en: '{redis: main, queues: [celery], worker: app_worker, beat: app_beat}',
    ja: '{redis: main, queues: [celery], worker: app_worker, beat: app_beat}',
  },
  'config.expect.solid_queue': {
    en: '{postgres: main, schema: public}',
    ja: '{postgres: main, schema: public}',
  },
  'config.expect.alert': {
    en: '{id: alerts, query: "SELECT … AS at, … AS severity, … AS text FROM …"}',
    ja: '{id: alerts, query: "SELECT … AS at, … AS severity, … AS text FROM …"}',
  },
  'config.expect.query': {
    en: 'a single SELECT (or WITH … SELECT) giving at, severity, text',
    ja: 'at, severity, text を返す SELECT（または WITH … SELECT）1 文',
  },
  'config.expect.check': {
    en: '{http: url}, {tls: name}, {backup: {dir, pattern}}, {cron: text} or {command: {id, run}}',
    ja: '{http: URL}、{tls: 名前}、{backup: {dir, pattern}}、{cron: 文字列}、{command: {id, run}} のいずれか',
  },
  'config.expect.command_check': {
    en: '{id: disk, run: [/usr/lib/nagios/plugins/check_disk, -w, 20%], every: 1m, timeout: 10s, watch: allowed}',
    ja: '{id: disk, run: [/usr/lib/nagios/plugins/check_disk, -w, 20%], every: 1m, timeout: 10s, watch: allowed}',
  },
  'config.expect.command_run': {
    en: 'a list of words, program first: [bin/check, --verbose]; not one line of text',
    ja: 'プログラムから始まる単語のリスト（例: [bin/check, --verbose]）。1 行の文字列は不可',
  },
  'config.next.command_word': {
    en: 'put numbers and other words in quotes: "20"',
    ja: '数値などは引用符で囲んでください（例: "20"）',
  },
  'config.expect.seconds': {
    en: 'a duration from {min}s to {max}s, such as 30s or 5m',
    ja: '{min}s から {max}s までの時間（例: 30s、5m）',
  },
  'config.expect.watch': { en: 'allowed or never', ja: 'allowed または never' },
  'config.expect.watch.next': {
    en: 'allowed only when the command changes, publishes and mails nothing',
    ja: '変更・配信・メール送信を一切しないコマンドだけ allowed にできます',
  },
  'config.expect.http': {
    en: 'an address, or {url, expect: 200, body_includes, from: host, every: 15s, slow: 1s}',
    ja: 'URL、または {url, expect: 200, body_includes, from: host, every: 15s, slow: 1s}',
  },
  'config.expect.tls_check': {
    en: 'a host name, or {host, port: 443, warn_days: 14, critical_days: 3}',
    ja: 'ホスト名、または {host, port: 443, warn_days: 14, critical_days: 3}',
  },
  'config.expect.backup': {
    en: '{dir: /var/backups, pattern: "*.sql.gz", max_age: 25h, min_size: 1k}',
    ja: '{dir: /var/backups, pattern: "*.sql.gz", max_age: 25h, min_size: 1k}',
  },
  'config.expect.cron': {
    en: 'text of the crontab line, or {includes: text, every: 5m}',
    ja: 'crontab の行に含まれる文字列、または {includes: 文字列, every: 5m}',
  },
  'config.expect.from': { en: 'host or operator', ja: 'host または operator' },
  'config.expect.glob': {
    en: 'a file name pattern without /, such as "backup_*.sql.gz"',
    ja: '/ を含まないファイル名パターン。例: "backup_*.sql.gz"',
  },
  'config.expect.log': {
    en: 'a container name, {container: name}, {file: /var/log/app.log, name: app} or {cloudwatch: group}',
    ja: 'コンテナ名、{container: 名前}、{file: /var/log/app.log, name: app}、{cloudwatch: ロググループ} のいずれか',
  },
  'config.expect.thresholds': {
    en: 'a map by measure, such as `disk.used: {warn: 80, critical: 90}`',
    ja: '指標ごとのマップ。例: `disk.used: {warn: 80, critical: 90}`',
  },
  'config.expect.threshold': {
    en: '{warn: …, critical: …, clear: …, for: 1m, of: name}, or a list of these',
    ja: '{warn: …, critical: …, clear: …, for: 1m, of: 名前}、またはそのリスト',
  },
  'config.expect.levels': {
    en: 'clear < warn ≤ critical, at least one of the last two',
    ja: 'clear < warn ≤ critical（warn と critical の少なくとも一方）',
  },
  'config.expect.percent': {
    en: 'a percentage from 0 to 100: 80 or 80%',
    ja: '0〜100 のパーセント: 80 または 80%',
  },
  'config.expect.amount': { en: 'a number, 0 or more', ja: '0 以上の数' },
  'config.expect.response': {
    en: 'times by severity: {critical: 15m, high: 1h, medium: 8h, low: 7d}',
    ja: '重大度ごとの時間: {critical: 15m, high: 1h, medium: 8h, low: 7d}',
  },
  'config.expect.contact': {
    en: '{role: on-call, reach: "#channel", within: 15m}',
    ja: '{role: オンコール, reach: "#channel", within: 15m}',
  },
  'config.expect.playbook': {
    en: '{use: web-502, key: f2, title: text, with: {health: "http://localhost:8000/health"}}',
    ja: '{use: web-502, key: f2, title: 題名, with: {health: "http://localhost:8000/health"}}',
  },
  'config.expect.playbook_id': {
    en: 'the id of a playbook, such as web-502',
    ja: '手順の id。例: web-502',
  },
  'config.expect.playbook_values': {
    en: 'a map of texts by the name of the need',
    ja: 'パラメーター名ごとの文字列のマップ',
  },
  'config.expect.function_key': { en: 'f1 to f12', ja: 'f1〜f12' },
  'config.expect.actions': { en: 'run or copy', ja: 'run または copy' },
  'config.expect.line': { en: 'text of one line, not empty', ja: '空でない 1 行の文字列' },
  'config.expect.identifier': {
    en: 'letters, digits, . _ or -, at most 63, beginning with a letter or digit',
    ja: '文字・数字・. _ - で 63 文字以内、先頭は文字か数字',
  },
  'config.expect.host': { en: 'a host name or IP address', ja: 'ホスト名または IP アドレス' },
  'config.expect.path': { en: 'an absolute path on the host', ja: 'ホスト上の絶対パス' },
  'config.expect.local_path': { en: 'a path on this machine', ja: '手元のマシンのパス' },
  'config.expect.port': { en: 'a port number from 1 to 65535', ja: '1〜65535 のポート番号' },
  'config.expect.count': { en: 'a whole number from {min} to {max}', ja: '{min}〜{max} の整数' },
  'config.expect.duration': {
    en: 'a duration: 500ms, 30s, 15m, 25h or 7d',
    ja: '時間: 500ms、30s、15m、25h、7d など',
  },
  'config.expect.size': { en: 'a size: 512, 1k, 10MB or 2GiB', ja: 'サイズ: 512、1k、10MB、2GiB など' },
  'config.expect.url': {
    en: 'an address such as https://app.example/health',
    ja: 'URL。例: https://app.example/health',
  },
  'config.expect.source': { en: 'a runbook item such as SG44', ja: 'Runbook の項目 ID。例: SG44' },
  'config.expect.source_list': { en: 'a list such as [SG44, SG07]', ja: 'リスト。例: [SG44, SG07]' },
  'config.expect.keys': { en: 'one of {keys}', ja: '次のいずれか: {keys}' },
  'config.expect.one_of': { en: 'one of {names}', ja: '次のいずれか: {names}' },
};
