import type { Entry } from '../catalogue.js';
import { configForms } from './config-forms.js';

export const config: Record<string, Entry> = {
  ...configForms,
  'config.line.expected': { en: 'expected  {form}', ja: '正しい形  {form}' },
  'config.line.next': { en: 'next      {step}', ja: '次の一手  {step}' },

  'config.file.missing': { en: 'the file does not exist', ja: 'ファイルがありません' },
  'config.file.missing.next': {
    en: 'check the path given with --config',
    ja: '--config に渡したパスを確認してください',
  },
  'config.file.folder': { en: 'this is a folder', ja: 'これはフォルダーです' },
  'config.file.folder.next': { en: 'name the file itself', ja: 'ファイル名まで指定してください' },
  'config.file.big': {
    en: 'the file is larger than 1 MiB',
    ja: 'ファイルが 1 MiB を超えています',
  },
  'config.file.unreadable': { en: "the file can't be read ({code})", ja: 'ファイルを読めません（{code}）' },
  'config.file.unreadable.next': {
    en: 'check its owner and permissions with `ls -l`',
    ja: '`ls -l` で所有者と権限を確認してください',
  },
  'config.file.encoding': { en: 'the file is not UTF-8', ja: 'ファイルが UTF-8 ではありません' },
  'config.file.encoding.next': {
    en: 'save it as UTF-8, for example with `iconv -t UTF-8`',
    ja: '`iconv -t UTF-8` などで UTF-8 に変換してください',
  },
  'config.file.empty': { en: 'the file is empty', ja: 'ファイルが空です' },

  'config.yaml.duplicate': { en: 'the key {key} stands here twice', ja: 'キー {key} が重複しています' },
  'config.yaml.duplicate.next': {
    en: 'keep one of them; an entry that occurs several times is a list with `-`',
    ja: 'どちらか一方を残してください。複数書く項目は `-` のリストにします',
  },
  'config.yaml.tab': { en: 'a tab in the indentation', ja: 'インデントにタブがあります' },
  'config.yaml.tab.next': { en: 'indent with spaces', ja: 'スペースで字下げしてください' },
  'config.yaml.indent': {
    en: 'the indentation does not fit the lines above',
    ja: 'インデントが上の行と合いません',
  },
  'config.yaml.indent.next': {
    en: 'align the line with its siblings',
    ja: '同じ階層の行と先頭をそろえてください',
  },
  'config.yaml.documents': {
    en: 'a second document begins here (`---`)',
    ja: '2 つ目のドキュメント（`---`）が始まっています',
  },
  'config.yaml.documents.next': {
    en: 'keep one document in the file',
    ja: '1 ファイル 1 ドキュメントにしてください',
  },
  'config.yaml.alias': {
    en: 'an alias (`*name`) points at no anchor or unfolds too far',
    ja: 'エイリアス（`*name`）の参照先がないか、展開が大きすぎます',
  },
  'config.yaml.alias.next': {
    en: 'a value that begins with * needs quotes; an anchor is written `&name` before its use',
    ja: '* で始まる値は引用符で囲んでください。アンカーは使う前に `&name` で定義します',
  },
  'config.yaml.unclosed': { en: 'a bracket or quote is not closed', ja: '括弧か引用符が閉じていません' },
  'config.yaml.unclosed.next': { en: 'close it on this line or above', ja: 'この行か上の行で閉じてください' },
  'config.yaml.syntax': { en: 'this is not valid YAML: {detail}', ja: 'YAML の構文エラー: {detail}' },
  'config.yaml.syntax.next': {
    en: 'look at this line and the one above; text with : # or { needs quotes',
    ja: 'この行と直前の行を確認してください。: # { を含む値は引用符で囲みます',
  },

  'config.unknown_key': { en: '{place}: there is no key {key}', ja: '{place}: {key} というキーはありません' },
  'config.missing_key': { en: '{place}: {key} is missing', ja: '{place}: {key} がありません' },
  'config.bad_name': { en: '{place}: {name} is no usable name', ja: '{place}: {name} は名前に使えません' },
  'config.empty': { en: '{place}: no value', ja: '{place}: 値がありません' },
  'config.found.list': { en: '{place}: found a list', ja: '{place}: リストが書かれています' },
  'config.found.map': { en: '{place}: found a map', ja: '{place}: マップが書かれています' },
  'config.found.value': { en: '{place}: found "{value}"', ja: '{place}: 「{value}」と書かれています' },
  'config.found.hidden': {
    en: '{place}: this value does not fit (not shown, it may be a secret)',
    ja: '{place}: 値が正しくありません（秘密の可能性があるため表示しません）',
  },

  'config.next.did_you_mean': { en: 'did you mean {key}?', ja: '{key} ではありませんか？' },
  'config.next.remove': { en: 'remove it', ja: 'この項目を削除してください' },
  'config.next.list': { en: 'put `- ` before each item', ja: '各項目の先頭に `- ` を付けてください' },
  'config.next.declare': {
    en: 'add {name} to {kind} of this host',
    ja: 'このホストの {kind} に {name} を追加してください',
  },
  'config.next.id': {
    en: 'give one of them an id of its own (the first is item {first})',
    ja: '一方に別の id を付けてください（最初のものは {first} 番目）',
  },

  'config.next.key': {
    en: 'give one of them another key (the first is item {first})',
    ja: '一方に別のキーを割り当ててください（最初のものは {first} 番目）',
  },

  'config.password.literal': { en: 'a password in plain text', ja: 'パスワードが平文で書かれています' },
  'config.password.literal.next': {
    en: 'remove it from the file, and change it if the file was ever shared',
    ja: 'ファイルから削除してください。共有したことがあればパスワードも変更してください',
  },
  'config.url.credentials': {
    en: 'the address holds a user name or password (not shown)',
    ja: 'URL にユーザー名かパスワードが含まれています（表示しません）',
  },
  'config.url.credentials.next': {
    en: 'check an address that needs no login',
    ja: 'ログイン不要のアドレスを指定してください',
  },
  'config.address.none': { en: 'nothing says where the server is', ja: 'サーバーの場所が書かれていません' },
  'config.address.several': {
    en: 'several places at once: {keys}',
    ja: '場所が複数指定されています: {keys}',
  },
  'config.tls.without_host': {
    en: 'TLS needs a host name to check the certificate against',
    ja: 'TLS の検証には証明書と照合する host が必要です',
  },
  'config.connection.none': {
    en: 'nothing says how to reach this host',
    ja: 'ホストへの接続方法が書かれていません',
  },
  'config.connection.several': {
    en: 'several ways to reach this host: {keys}',
    ja: '接続方法が複数指定されています: {keys}',
  },
  'config.threshold.empty': { en: 'neither warn nor critical', ja: 'warn も critical もありません' },
  'config.threshold.order': { en: 'critical is below warn', ja: 'critical が warn より小さくなっています' },
  'config.threshold.clear': {
    en: 'clear is not below the lowest level',
    ja: 'clear が最小のしきい値以上です',
  },
  'config.reference': {
    en: '{name} is not among the {kind} of this host',
    ja: '{name} はこのホストの {kind} にありません',
  },
  'config.twice': { en: '{name} stands twice in {list}', ja: '{list} に {name} が 2 つあります' },
};
