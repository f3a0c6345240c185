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
  'cli.bad-turn': {
    en: '--turn takes seconds (0: no turns), not "{dwell}"',
    ja: '--turn は秒数です (0 で切り替えなし)。"{dwell}" は不可',
  },
  'cli.stray-option': {
    en: '{option} belongs to cockpit {command}',
    ja: '{option} は cockpit {command} のオプションです',
  },
  'cli.status.needs-host': {
    en: 'cockpit {command} needs a host, or --all for every host of hosts.yaml',
    ja: 'cockpit {command} にはホストが必要です。hosts.yaml の全ホストなら --all を指定してください',
  },
  'cli.looking': { en: 'Looking at what runs on {host} …', ja: '{host} で動いているものを調べています …' },
  'cli.found': {
    en: 'no hosts.yaml entry: shown is what was found. {key} writes it down',
    ja: 'hosts.yaml に未登録のため、見つかった構成を表示しています。{key} で登録できます',
  },
  'cli.status.none': {
    en: 'no hosts.yaml with hosts was found (looked at {paths})',
    ja: 'ホストを記した hosts.yaml が見つかりません ({paths})',
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
    ja: 'cockpit playbooks {action} には手順の id が必要です。一覧は cockpit playbooks list で確認できます',
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
  'cli.config-ok': { en: '{file}: no problems, hosts: {n}', ja: '{file}: {n} ホスト、問題なし' },
  'cli.config.name': { en: 'host', ja: 'ホスト' },
  'cli.config.environment': { en: 'environment', ja: '環境' },
  'cli.config.way': { en: 'reached as', ja: '接続先' },
  'cli.config.stack': { en: 'stack', ja: '構成' },
  'cli.config.containers': { en: 'containers', ja: 'コンテナ' },
  'cli.config.checks': { en: 'checks', ja: 'チェック' },
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
    en: 'This is the drill host: a small practice system on this machine, nothing real. For a real one: {program} HOST (a name of hosts.yaml or ~/.ssh/config)',
    ja: 'これは演習用ホストです。この端末上の小さな練習環境で、本番ではありません。実機を開くには {program} HOST (hosts.yaml か ~/.ssh/config の名前)',
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
  cockpit HOST             open a host; user@host and names of ~/.ssh/config need no entry
  cockpit local            open this machine
  cockpit watch HOST       the same for a wall monitor: read-only, never asks anything
  cockpit status HOST      print one line of state and what it rests on, and end with
                           0 ok, 1 warning, 2 critical, 3 unknown; --all: every host
  cockpit doctor HOST      try every way and every name that cockpit would use there
  cockpit snapshot HOST    print what is known once, as text, and end
  cockpit drill            open the built-in practice host; cockpit drill list: what can
                           go wrong there
  cockpit config           check hosts.yaml
  cockpit actions [HOST]   what was done on hosts, from the record of actions
  cockpit incident list    incidents recorded on this machine; also show [ID], export [ID]
                           (a post-mortem as Markdown); without ID the newest
  cockpit checklists [HOST]
                           checklists that were gone through, with their points
  cockpit coverage [ITEM]  which item of the runbooks is served by what
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
      --turn SECONDS       watch: how long a pane stays on show (15; 0: no turns)
      --json               status: as JSON (schema/status.schema.json)
      --all                status: every host of hosts.yaml
  -o, --out FILE           incident export: write this file
      --scenario ID|FILE   drill: what goes wrong (default 502)
      --random, --seed N   drill: any of them; the same for the same seed
      --after SECONDS      drill: when it begins (default 20)
      --setup              doctor: print the set-up of a login with the least rights
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
  cockpit HOST             ホストを開く (user@host や ~/.ssh/config の名前は登録不要)
  cockpit local            このマシンを開く
  cockpit watch HOST       壁掛けモニター用。読み取り専用で、何も尋ねない
  cockpit status HOST      状態を一行で出力し、終了コードで知らせる
                           0 正常、1 警告、2 重大、3 不明。--all で全ホスト
  cockpit doctor HOST      接続経路、権限、設定された名前をすべて試して報告する
  cockpit snapshot HOST    現在の状態を一度だけテキストで出力する
  cockpit drill            内蔵の演習用ホストを開く。cockpit drill list で障害の一覧
  cockpit config           hosts.yaml を検査する
  cockpit actions [HOST]   ホストに対して実行した操作の記録を表示する
  cockpit incident list    このマシンに記録されたインシデントの一覧。show [ID] で時系列、
                           export [ID] で報告書 (Markdown)。ID 省略時は最新
  cockpit checklists [HOST]
                           実施したチェックリストの記録を表示する
  cockpit coverage [ITEM]  Runbook の各項目に何が対応するかを表示する
  cockpit playbooks list   手順の一覧 (出所、対応する Runbook 項目)
  cockpit playbooks lint [FILE…]
                           使用中の手順、または指定ファイルを検査する
  cockpit playbooks show ID
                           ツリーをテキストで表示する (ステップ、判定、操作とリスク)
  cockpit playbooks graph ID
                           ツリーを Graphviz の digraph で出力する (dot -Tsvg 用)

オプション
  -c, --config FILE        ./hosts.yaml や $XDG_CONFIG_HOME/cockpit/hosts.yaml の
                           代わりにこの hosts.yaml を使う
      --lang en|ja         表示言語 (既定: LC_ALL, LC_MESSAGES, LANG)
      --ascii              罫線と記号を ASCII にする
      --dry-run            操作を表示・確認するが、実行しない
      --copy-only          操作のコマンドを実行せず、コピーだけする
      --turn SECONDS       watch: ペインを表示する秒数 (15、0 で切り替えなし)
      --json               status: JSON で出力する (schema/status.schema.json)
      --all                status: hosts.yaml の全ホスト
  -o, --out FILE           incident export: このファイルに書く
      --scenario ID|FILE   drill: 起こす障害 (既定 502)
      --random, --seed N   drill: 無作為に選ぶ (同じ seed なら同じ障害)
      --after SECONDS      drill: 障害が始まるまでの秒数 (既定 20)
      --setup              doctor: 最小権限のログインを用意する手順を表示する
  -h, --help               このヘルプ
  -V, --version            バージョンを表示する

環境変数
  NO_COLOR                 色を使わない
  SSH_AUTH_SOCK            使用する SSH エージェント

画面では ? で全てのキー、: でコマンド名による実行ができます。
`,
  },
};
