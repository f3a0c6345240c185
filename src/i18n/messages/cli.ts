import type { Entry } from '../catalogue.js';

export const cli: Record<string, Entry> = {
  'cli.bad-option': { en: '{why}. See cockpit --help', ja: '{why}。cockpit --help を参照してください' },
  'cli.bad-lang': {
    en: '--lang takes en or ja, not "{lang}"',
    ja: '--lang は en か ja です ("{lang}" は不可)',
  },
  'cli.too-many': {
    en: 'Unexpected argument "{argument}". One host at a time; see cockpit --help',
    ja: '余分な引数「{argument}」です。ホストは一度に一つです。cockpit --help を参照してください',
  },
  'cli.needs-host': {
    en: 'cockpit {command} needs a host: cockpit {command} HOST',
    ja: 'cockpit {command} にはホストが必要です: cockpit {command} HOST',
  },
  'cli.unknown-command': {
    en: 'There is no command "{command}"; there are: {commands}. To open a host give its name alone',
    ja: '「{command}」というコマンドはありません。使えるのは {commands} です。ホストを開くには名前だけを指定してください',
  },
  'cli.playbooks.unknown': {
    en: 'There is no "cockpit playbooks {action}"; there are: {actions}',
    ja: '「cockpit playbooks {action}」はありません。使えるのは {actions} です',
  },
  'cli.playbooks.needs-id': {
    en: 'cockpit playbooks {action} needs the id of a playbook; cockpit playbooks list shows all',
    ja: 'cockpit playbooks {action} にはプレイブックの id が必要です。一覧は cockpit playbooks list で確認できます',
  },
  'cli.no-terminal': {
    en: 'cockpit needs a terminal, and {which} is not one. For a snapshot as text: cockpit snapshot {host}. Over SSH, ask for a terminal: ssh -t',
    ja: 'cockpit には端末が必要ですが、{which} は端末ではありません。テキストで一度だけ見るには: cockpit snapshot {host}。SSH 経由なら ssh -t を使ってください',
  },
  'cli.connecting': { en: 'Connecting to {host} …', ja: '{host} に接続しています …' },
  'cli.unreachable': {
    en: '{host} does not answer ({why}); cockpit goes on trying',
    ja: '{host} が応答しません ({why})。接続を試み続けます',
  },
  'cli.refused': { en: 'Could not log in to {host}: {why}', ja: '{host} にログインできません: {why}' },
  'cli.no-such-host': {
    en: 'No host "{host}" in {file} and none in ~/.ssh/config. Known: {known}',
    ja: '「{host}」は {file} にも ~/.ssh/config にもありません。登録済み: {known}',
  },
  'cli.no-such-host.near': {
    en: 'No host "{host}" in {file} and none in ~/.ssh/config. Did you mean "{nearest}"? Known: {known}',
    ja: '「{host}」は {file} にも ~/.ssh/config にもありません。「{nearest}」ではありませんか? 登録済み: {known}',
  },
  'cli.no-hosts': {
    en: 'No hosts.yaml was found (looked at {paths}) and ~/.ssh/config names no host. Start with: cockpit drill, or write a hosts.yaml',
    ja: 'hosts.yaml が見つからず ({paths})、~/.ssh/config にもホストがありません。cockpit drill で試すか、hosts.yaml を書いてください',
  },
  'cli.config-ok': { en: '{file}: {n} hosts, no problems', ja: '{file}: {n} ホスト、問題なし' },
  'cli.config.name': { en: 'host', ja: 'ホスト' },
  'cli.config.environment': { en: 'environment', ja: '環境' },
  'cli.config.way': { en: 'reached as', ja: '接続先' },
  'cli.config.stack': { en: 'stack', ja: '構成' },
  'cli.config.containers': { en: 'containers', ja: 'コンテナ' },
  'cli.config.checks': { en: 'checks', ja: '検査' },
  'cli.config-none': {
    en: 'No hosts.yaml found; looked at {paths}',
    ja: 'hosts.yaml が見つかりません。探した場所: {paths}',
  },
  'cli.hosts.title': { en: 'hosts', ja: 'ホスト' },
  'cli.hosts.filter': {
    en: 'type to filter, Enter to open, Esc to leave',
    ja: '入力で絞り込み、Enter で開く、Esc で終了',
  },
  'cli.hosts.reachable': { en: 'reachable', ja: '到達可能' },
  'cli.hosts.unreachable': { en: 'not reachable', ja: '到達不可' },
  'cli.hosts.behind': { en: 'behind a jump host', ja: '踏み台経由' },
  'cli.hosts.checking': { en: 'checking', ja: '確認中' },
  'cli.hosts.embedded': { en: 'built in', ja: '内蔵' },
  'cli.hosts.from-ssh': { en: '~/.ssh/config', ja: '~/.ssh/config' },
  'cli.hosts.none': { en: 'no host matches', ja: '一致するホストがありません' },
  'cli.drill': {
    en: 'This is the drill host: a small practice system on this machine, nothing real. For a real one: cockpit HOST (a name of hosts.yaml or ~/.ssh/config)',
    ja: 'これは演習用ホストです。この端末上の小さな練習環境で、本番ではありません。実機を開くには cockpit HOST (hosts.yaml か ~/.ssh/config の名前)',
  },
  'cli.drill.failed': {
    en: 'The drill host did not start: {why}',
    ja: '演習用ホストを起動できません: {why}',
  },
  'cli.snapshot.late': {
    en: 'not everything answered within {seconds} s',
    ja: '{seconds} 秒以内に応答のない項目があります',
  },
  'cli.bye.signal': { en: 'cockpit ended by a signal', ja: 'シグナルにより終了しました' },
  'cli.usage': {
    en: `cockpit: what is wrong on a Docker host, over one SSH connection, with nothing installed there

usage
  cockpit                  choose a host of hosts.yaml or ~/.ssh/config
  cockpit HOST             open a host
  cockpit snapshot HOST    print what is known once, as text, and end
  cockpit drill            open the built-in practice host
  cockpit config           check hosts.yaml
  cockpit actions [HOST]   what was done on hosts, from the record of actions
  cockpit playbooks list   every triage tree, where it comes from, what it serves
  cockpit playbooks lint [FILE…]
                           check the trees in use, or these files
  cockpit playbooks show ID
                           a tree as text: steps, rules, actions with their risk
  cockpit playbooks graph ID
                           a tree as a Graphviz digraph, for dot -Tsvg

options
  -c, --config FILE        use this hosts.yaml instead of ./hosts.yaml or
                           $XDG_CONFIG_HOME/cockpit/hosts.yaml
      --lang en|ja         language (default: from LC_ALL, LC_MESSAGES, LANG)
      --ascii              borders and marks in ASCII
      --dry-run            show and confirm actions, but do not run them
      --copy-only          copy the commands of actions instead of running them
  -h, --help               this help
  -V, --version            print the version

environment
  NO_COLOR                 no colours
  SSH_AUTH_SOCK            the SSH agent to use

Inside, ? shows every key and : runs a command by its name.
`,
    ja: `cockpit: SSH 接続一本で、何も入れずに Docker ホストの異常を見つける

使い方
  cockpit                  hosts.yaml か ~/.ssh/config からホストを選ぶ
  cockpit HOST             ホストを開く
  cockpit snapshot HOST    現在の状態を一度だけテキストで出力する
  cockpit drill            内蔵の演習用ホストを開く
  cockpit config           hosts.yaml を検査する
  cockpit actions [HOST]   ホストに対して実行した操作の記録を表示する
  cockpit playbooks list   プレイブックの一覧 (出所、対応する Runbook 項目)
  cockpit playbooks lint [FILE…]
                           使用中のプレイブック、または指定ファイルを検査する
  cockpit playbooks show ID
                           ツリーをテキストで表示する (手順、判定、操作とリスク)
  cockpit playbooks graph ID
                           ツリーを Graphviz の digraph で出力する (dot -Tsvg 用)

オプション
  -c, --config FILE        ./hosts.yaml や $XDG_CONFIG_HOME/cockpit/hosts.yaml の
                           代わりにこの hosts.yaml を使う
      --lang en|ja         表示言語 (既定: LC_ALL, LC_MESSAGES, LANG)
      --ascii              罫線と記号を ASCII にする
      --dry-run            操作を表示・確認するが、実行しない
      --copy-only          操作のコマンドを実行せず、コピーだけする
  -h, --help               このヘルプ
  -V, --version            バージョンを表示する

環境変数
  NO_COLOR                 色を使わない
  SSH_AUTH_SOCK            使用する SSH エージェント

画面では ? で全てのキー、: でコマンド名による実行ができます。
`,
  },
};
