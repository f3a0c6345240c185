import type { Entry } from '../catalogue.js';

/** What lint refuses in a playbook, and what to do about it. */
export const playbooksLint: Record<string, Entry> = {
  'playbooks.lint.twice': { en: 'the id {step} stands twice', ja: 'ステップ id {step} が重複しています' },
  'playbooks.lint.twice.next': { en: 'give one of them another id', ja: '一方の id を変えてください' },
  'playbooks.lint.no_step': { en: 'there is no step {step}', ja: 'ステップ {step} はありません' },
  'playbooks.lint.no_probe_step': {
    en: '{step} is not a step with a probe and a verdict',
    ja: '{step} は probe と verdict を持つステップではありません',
  },
  'playbooks.lint.unreachable': {
    en: 'no way leads to the step {step}',
    ja: 'ステップ {step} に到達する経路がありません',
  },
  'playbooks.lint.unreachable.next': {
    en: 'name it in a `go`, or remove it',
    ja: 'どこかの `go` で指定するか、削除してください',
  },
  'playbooks.lint.endless': {
    en: 'no way leads from the step {step} to an end',
    ja: 'ステップ {step} から end に至る経路がありません',
  },
  'playbooks.lint.endless.next': {
    en: 'let one of its ways go to a step with `end`',
    ja: '経路のひとつを `end` のステップにつないでください',
  },
  'playbooks.lint.no_else': {
    en: 'the last rule, `else`, is missing',
    ja: '最後のルール `else` がありません',
  },
  'playbooks.lint.no_else.next': {
    en: 'say what holds when nothing else does: `- else: …`',
    ja: 'どれにも当てはまらない場合を `- else: …` で書いてください',
  },
  'playbooks.lint.after_else': {
    en: 'this rule is never asked: it stands after else',
    ja: 'else より後のルールは評価されません',
  },
  'playbooks.lint.after_else.next': {
    en: 'move it before else, or remove it',
    ja: 'else より前に移すか、削除してください',
  },
  'playbooks.lint.cause_else': {
    en: 'a cause on else: nothing decided, so nothing can be quoted',
    ja: 'else に cause があります。根拠となる行がなく、引用できません',
  },
  'playbooks.lint.cause_undecided': {
    en: 'a cause, but the condition can hold without a line or row that decides',
    ja: 'cause がありますが、根拠となる行がなくても成立する条件です',
  },
  'playbooks.lint.cause.next': {
    en: 'ask for a line, row, signature or JSON value, or leave the cause out',
    ja: '行・signature・JSON の値を条件にするか、cause を外してください',
  },
  'playbooks.lint.cause_ok': {
    en: 'a cause, but the verdict is ok',
    ja: '判定が ok なのに cause があります',
  },
  'playbooks.lint.cause_ok.next': {
    en: 'make it warn or fail, or leave the cause out',
    ja: 'warn か fail にするか、cause を外してください',
  },
  'playbooks.lint.no_probe': { en: 'there is no step probe {probe}', ja: 'プローブ {probe} はありません' },
  'playbooks.lint.no_parameter': {
    en: 'the probe {probe} has no parameter {name}',
    ja: 'プローブ {probe} に {name} という引数はありません',
  },
  'playbooks.lint.missing_parameter': {
    en: 'the probe {probe} needs {name}',
    ja: 'プローブ {probe} には {name} が必要です',
  },
  'playbooks.lint.missing_parameter.next': {
    en: 'add {name} under `with`',
    ja: '`with` に {name} を加えてください',
  },
  'playbooks.lint.argument': { en: '{name}: a value of another type', ja: '{name}: 値の型が違います' },
  'playbooks.lint.refused': {
    en: 'the probe {probe} refuses this: {why}',
    ja: 'プローブ {probe} が拒否: {why}',
  },
  'playbooks.lint.refused.next': {
    en: 'docs/step-probes.md says what it takes',
    ja: '指定できる内容は docs/step-probes.md を参照してください',
  },
  'playbooks.lint.no_evidence': {
    en: 'the step has no evidence named {name}',
    ja: 'このステップに {name} という証拠はありません',
  },
  'playbooks.lint.no_field': {
    en: 'rows of the probe {probe} have no field {field}',
    ja: 'プローブ {probe} の行に {field} というフィールドはありません',
  },
  'playbooks.lint.no_rows': {
    en: 'the probe {probe} gives lines, not rows',
    ja: 'プローブ {probe} は表ではなく行テキストを返します',
  },
  'playbooks.lint.no_rows.next': {
    en: 'ask for stdout, stderr, output or number',
    ja: 'stdout、stderr、output、number で判定してください',
  },
  'playbooks.lint.no_lines': {
    en: 'the probe {probe} gives rows, neither lines nor an exit status',
    ja: 'プローブ {probe} は表を返し、行テキストも終了コードもありません',
  },
  'playbooks.lint.no_lines.next': { en: 'ask for row or rows', ja: 'row か rows で判定してください' },
  'playbooks.lint.branch_condition': {
    en: 'a branch can only ask what is known already',
    ja: 'branch で判定できるのは既知の値だけです',
  },
  'playbooks.lint.pattern': {
    en: 'not a regular expression: {pattern}',
    ja: '正規表現として不正です: {pattern}',
  },
  'playbooks.lint.pattern.next': {
    en: 'close its brackets; a literal ( [ * + ? . stands behind \\',
    ja: '括弧を閉じてください。文字としての ( [ * + ? . には \\ を前置します',
  },
  'playbooks.lint.json_path': { en: 'not a path into JSON: {path}', ja: 'JSON パスとして不正です: {path}' },
  'playbooks.lint.empty_matcher': { en: 'nothing to compare with', ja: '比較する値がありません' },
  'playbooks.lint.capture_source': {
    en: 'a capture can not come from {from}',
    ja: '{from} からは値を取り出せません',
  },
  'playbooks.lint.choices': {
    en: 'choices and the type enum belong together',
    ja: 'choices と enum 型は必ず組で使います',
  },
  'playbooks.lint.nothing_decides': {
    en: 'nothing decides that could give {name}',
    ja: '{name} を与える行がありません',
  },
  'playbooks.lint.nothing_decides.row': {
    en: 'let the rule ask for a `row`',
    ja: 'ルールの条件を `row` にしてください',
  },
  'playbooks.lint.nothing_decides.match': {
    en: 'let the rule ask for a line (stdout, stderr, output, number, signature)',
    ja: 'ルールの条件を行（stdout, stderr, output, number, signature）にしてください',
  },
  'playbooks.lint.no_such_group': {
    en: '{name}: the expression has fewer groups',
    ja: '{name}: 正規表現のグループ数が足りません',
  },
  'playbooks.lint.no_such_group.next': {
    en: 'put what is meant into brackets',
    ja: '取り出す部分を括弧で囲んでください',
  },
  'playbooks.lint.malformed': { en: 'not a template: {found}', ja: 'テンプレートとして不正です: {found}' },
  'playbooks.lint.no_value': {
    en: '@{{name}}: neither a parameter nor captured before on any way to here',
    ja: '@{{name}}: パラメーターになく、ここに至るどの経路でも取得されません',
  },
  'playbooks.lint.no_place': {
    en: '@{{name}}: only the texts of a verdict have a row or match that decided',
    ja: '@{{name}}: 根拠の行を参照できるのは verdict の文だけです',
  },
  'playbooks.lint.no_place.next': {
    en: 'capture it in the verdict and use its name',
    ja: 'verdict で capture し、その名前を使ってください',
  },
  'playbooks.lint.unsafe': {
    en: '@{{name}} is free text: it may not enter a command',
    ja: '@{{name}} は text 型です。コマンドには使えません',
  },
  'playbooks.lint.unsafe.next': {
    en: 'give it a type that can be checked, such as container, name, word or number',
    ja: 'container、name、word、number など検証できる型にしてください',
  },
  'playbooks.lint.in_script': {
    en: '@{{name}} in the text of a script: its value would be run as code',
    ja: 'スクリプト本文に @{{name}} があります。値がコードとして実行されます',
  },
  'playbooks.lint.in_script.next': {
    en: 'pass it through `env` and write "$VARIABLE"',
    ja: '`env` で渡し、本文では "$VARIABLE" と書いてください',
  },
  'playbooks.lint.in_sql': {
    en: '@{{name}} in the text of a statement: its value would be read as SQL',
    ja: 'SQL 文に @{{name}} があります。値が SQL として解釈されます',
  },
  'playbooks.lint.in_sql.next': {
    en: 'write $1 and put it into `params`',
    ja: '$1 と書き、値は `params` に置いてください',
  },
  'playbooks.lint.unquoted': {
    en: 'a value inside text that a shell or interpreter reads: it would not stay one word',
    ja: 'シェルなどが解釈する文字列に値が埋め込まれています。1 語に保てません',
  },
  'playbooks.lint.unquoted.next': {
    en: 'hand it over as a word of its own: [sh, -c, \'… "$1"\', sh, "@{NAME}"], or use `script` with `env`',
    ja: '独立した単語で渡すか（[sh, -c, \'… "$1"\', sh, "@{NAME}"]）、`script` と `env` を使ってください',
  },
  'playbooks.lint.program': {
    en: 'the program itself would be a value',
    ja: '実行するプログラムが値になっています',
  },
  'playbooks.lint.program.next': {
    en: 'write the program out; values are its arguments',
    ja: 'プログラム名は直接書き、値は引数にしてください',
  },
  'playbooks.lint.detached': {
    en: 'only a command, compose or a script on the host can run there by itself',
    ja: 'ホスト上で切り離して実行できるのは、ホストで実行する run・compose・script だけです',
  },
  'playbooks.lint.detached.next': {
    en: 'remove "detached", or let it run on the host',
    ja: '"detached" を外すか、ホストで実行する操作にしてください',
  },
  'playbooks.lint.weak': {
    en: 'confirm: {confirm} is weaker than the risk {risk} allows',
    ja: 'confirm: {confirm} は risk {risk} に対して弱すぎます',
  },
  'playbooks.lint.weak.next': {
    en: 'at least {confirm}; leave `confirm` out to get it',
    ja: '{confirm} 以上にするか、`confirm` を省いてください',
  },
  'playbooks.lint.risk_none': {
    en: 'risk none, but this may change something',
    ja: 'risk が none ですが、変更を伴う可能性があります',
  },
  'playbooks.lint.undo_of_none': {
    en: 'risk none, but it can be undone: then it changes something',
    ja: 'risk が none なのに undo があります。変更を伴うはずです',
  },
  'playbooks.lint.risk_none.next': { en: 'low at least', ja: 'low 以上にしてください' },
  'playbooks.lint.no_requires': {
    en: 'destructive without a step that must be ok before',
    ja: 'destructive なのに requires がありません',
  },
  'playbooks.lint.no_requires.next': {
    en: 'name probe steps in `requires`, such as one that finds a fresh backup',
    ja: '新しいバックアップの確認など、probe ステップを `requires` に指定してください',
  },
  'playbooks.lint.no_reconcile': {
    en: 'no step tells whether this was done when the link is lost meanwhile',
    ja: '接続が切れたとき、実行されたかを判定するステップがありません',
  },
  'playbooks.lint.no_reconcile.next': {
    en: 'name a probe step in `reconcile`: ok means done, fail means not done',
    ja: '`reconcile` に probe ステップを指定してください（ok = 実行済み、fail = 未実行）',
  },
  'playbooks.lint.source': { en: 'no value can come from {text}', ja: '{text} という取得元はありません' },
  'playbooks.lint.no_row': {
    en: 'row.FIELD, but this tree is not opened on a row',
    ja: 'row.FIELD がありますが、行から開くツリーではありません',
  },
  'playbooks.lint.no_row.next': {
    en: 'add `row: {pane, key}`, or take another source',
    ja: '`row: {pane, key}` を加えるか、別の取得元にしてください',
  },
  'playbooks.lint.no_row_field': {
    en: 'rows of {pane} have no field {field}',
    ja: '{pane} の行に {field} というフィールドはありません',
  },
  'playbooks.lint.no_container_need': {
    en: 'there is no parameter {name} of the type container',
    ja: 'container 型のパラメーター {name} はありません',
  },
  'playbooks.lint.otherwise': {
    en: '"{value}" does not look like its type',
    ja: '「{value}」は型に合いません',
  },
  'playbooks.lint.no_signal': { en: 'there is no signal {signal}', ja: 'シグナル {signal} はありません' },
  'playbooks.lint.languages': {
    en: 'the two texts show different values: en {en}, ja {ja}',
    ja: '2 つの文が参照する値が異なります: en {en}、ja {ja}',
  },
  'playbooks.lint.languages.next': {
    en: 'name the same @{…} in both',
    ja: '両方に同じ @{…} を入れてください',
  },
  'playbooks.lint.other_type': {
    en: '{name} is of the type {type} elsewhere in the tree',
    ja: '{name} は別の箇所で {type} 型です',
  },
  'playbooks.lint.other_type.next': {
    en: 'give it the same type everywhere, or another name',
    ja: '型をそろえるか、別の名前にしてください',
  },
};
