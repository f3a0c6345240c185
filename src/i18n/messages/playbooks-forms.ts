import type { Entry } from '../catalogue.js';

/** The forms that a playbook's file expects, as its errors show them. */
export const playbooksForms: Record<string, Entry> = {
  'playbooks.expect.file': {
    en: 'a map with id, title, about and steps, perhaps aliases, source, suggest, needs, row',
    ja: 'id, title, about, steps を含むマップ（aliases, source, suggest, needs, row は任意）',
  },
  'playbooks.expect.id': {
    en: 'small letters, digits and -, at most 63, beginning with a letter or digit',
    ja: '英小文字・数字・- で 63 文字以内、先頭は英小文字か数字',
  },
  'playbooks.expect.name': {
    en: 'letters, digits, - or _, at most 41, beginning with a small letter; not row or match',
    ja: '英数字・-・_ で 41 文字以内、先頭は英小文字（row と match は不可）',
  },
  'playbooks.expect.prose': {
    en: 'text, not empty, without control characters',
    ja: '制御文字を含まない、空でない文字列',
  },
  'playbooks.expect.bilingual': { en: '{en: English, ja: 日本語}', ja: '{en: English, ja: 日本語}' },
  'playbooks.expect.flag': { en: 'true or false', ja: 'true または false' },
  'playbooks.expect.number': { en: 'a number', ja: '数値' },
  'playbooks.expect.scalar': {
    en: 'text, a number, true, false or null',
    ja: '文字列、数値、true、false、null のいずれか',
  },
  'playbooks.expect.scalars': { en: 'a list of values: [a, b]', ja: '値のリスト: [a, b]' },
  'playbooks.expect.matcher': {
    en: 'a value, or a map with is, not, oneOf, matches, above, atLeast, below, atMost, known',
    ja: '値、または is, not, oneOf, matches, above, atLeast, below, atMost, known のマップ',
  },
  'playbooks.expect.fields': {
    en: 'a map by field: {state: exited, exit: {above: 0}}',
    ja: 'フィールドごとのマップ: {state: exited, exit: {above: 0}}',
  },
  'playbooks.expect.condition': {
    en: 'a map with one of {keys}',
    ja: '次のいずれか 1 つを含むマップ: {keys}',
  },
  'playbooks.expect.conditions': { en: 'a list of conditions', ja: '条件のリスト' },
  'playbooks.expect.branch_condition': {
    en: '`value` conditions, perhaps inside all, any, not: a branch reads nothing',
    ja: '`value` 条件（all, any, not で組み合わせ可）。branch は何も読み取りません',
  },
  'playbooks.expect.signatures': {
    en: 'a list of known causes: [db-password, db-refused]',
    ja: '既知の原因のリスト: [db-password, db-refused]',
  },
  'playbooks.expect.argument': {
    en: 'text, a number, true, false, or a list of words',
    ja: '文字列、数値、true、false、または単語のリスト',
  },
  'playbooks.expect.arguments': { en: 'a map of values by name', ja: '名前ごとの値のマップ' },
  'playbooks.expect.probe': {
    en: '{use: PROBE, with: {…}, timeout: 10s}',
    ja: '{use: PROBE, with: {…}, timeout: 10s}',
  },
  'playbooks.expect.probes': {
    en: 'a map of looks by name: `logs: {use: logs, with: {…}}`',
    ja: '名前ごとのプローブのマップ: `logs: {use: logs, with: {…}}`',
  },
  'playbooks.expect.capture': { en: '{type: name, from: row.FIELD}', ja: '{type: name, from: row.FIELD}' },
  'playbooks.expect.captures': {
    en: 'a map of captures by name: `image: {type: image, from: row.image}`',
    ja: '名前ごとのマップ: `image: {type: image, from: row.image}`',
  },
  'playbooks.expect.capture_source': {
    en: 'row.FIELD, match.N, json.PATH or stdout',
    ja: 'row.FIELD、match.N、json.PATH、stdout のいずれか',
  },
  'playbooks.expect.capture_row': {
    en: 'row.FIELD, a field of the chosen row',
    ja: 'row.FIELD（選んだ行のフィールド）',
  },
  'playbooks.expect.choices': { en: 'a list of words: [a, b]', ja: '単語のリスト: [a, b]' },
  'playbooks.expect.enum': {
    en: '`choices: [a, b]` with the type enum, and with no other',
    ja: '型が enum のときだけ `choices: [a, b]`',
  },
  'playbooks.expect.words': {
    en: 'a list of words: [docker, start, app]',
    ja: '単語のリスト: [docker, start, app]',
  },
  'playbooks.expect.params': {
    en: 'a list of values for $1, $2, …',
    ja: '$1, $2, … に渡す値のリスト',
  },
  'playbooks.expect.sql': {
    en: '{server: NAME, text: "SELECT … $1", params: […]}',
    ja: '{server: 名前, text: "SELECT … $1", params: […]}',
  },
  'playbooks.expect.env': {
    en: 'a map of variables: `CONTAINER: "@{app}"`',
    ja: '環境変数のマップ: `CONTAINER: "@{app}"`',
  },
  'playbooks.expect.action': {
    en: 'one of run, compose, script, sql, shell, aws; and risk, target, impact, perhaps confirm, undo, requires, reconcile, timeout, detached',
    ja: 'run, compose, script, sql, shell, aws のいずれか 1 つと risk, target, impact（confirm, undo, requires, reconcile, timeout, detached は任意）',
  },
  'playbooks.expect.undo': {
    en: 'one of run, compose, script, sql, shell, aws; and title, risk, impact, perhaps target, confirm, timeout, detached',
    ja: 'run, compose, script, sql, shell, aws のいずれか 1 つと title, risk, impact（target, confirm, timeout, detached は任意）',
  },
  'playbooks.expect.steps': {
    en: 'a list of step ids: [backup-fresh]',
    ja: 'ステップ id のリスト: [backup-fresh]',
  },
  'playbooks.expect.cause': {
    en: '{id: app-stopped, en: English, ja: 日本語}',
    ja: '{id: app-stopped, en: English, ja: 日本語}',
  },
  'playbooks.expect.rule': {
    en: '{when: {…}, is: ok|warn|fail|inconclusive, say: {…}, go: STEP}, or the last: {else: ok, say: {…}, go: STEP}',
    ja: '{when: {…}, is: ok|warn|fail|inconclusive, say: {…}, go: STEP}。最後は {else: ok, say: {…}, go: STEP}',
  },
  'playbooks.expect.rules': {
    en: 'a list of rules, the last with `else`',
    ja: 'ルールのリスト（最後は `else`）',
  },
  'playbooks.expect.option': {
    en: '{id: yes-it-is, label: {…}, go: STEP}',
    ja: '{id: yes-it-is, label: {…}, go: STEP}',
  },
  'playbooks.expect.ask': {
    en: 'a list of answers {id, label, go}',
    ja: '回答 {id, label, go} のリスト',
  },
  'playbooks.expect.columns': {
    en: 'a list of fields: [name, state]',
    ja: 'フィールドのリスト: [name, state]',
  },
  'playbooks.expect.pick': {
    en: '{use: PROBE, with: {…}, columns: […], capture: {…}}, perhaps where, timeout',
    ja: '{use: PROBE, with: {…}, columns: […], capture: {…}}（where, timeout は任意）',
  },
  'playbooks.expect.wait': {
    en: '{use: PROBE, with: {…}, until: {…}, timeout: 60s}, perhaps every, consecutive; `probes` instead of use for several',
    ja: '{use: PROBE, with: {…}, until: {…}, timeout: 60s}（every, consecutive は任意。複数なら use の代わりに `probes`）',
  },
  'playbooks.expect.note': { en: '{text: {…}}, perhaps copy, open', ja: '{text: {…}}（copy, open は任意）' },
  'playbooks.expect.else_true': { en: '`else: true`', ja: '`else: true`' },
  'playbooks.expect.way': {
    en: '{when: {value: NAME, is: …}, go: STEP}, the last {else: true, go: STEP}',
    ja: '{when: {value: NAME, is: …}, go: STEP}。最後は {else: true, go: STEP}',
  },
  'playbooks.expect.branch': {
    en: 'a list of ways, the last with `else: true`',
    ja: '分岐のリスト（最後は `else: true`）',
  },
  'playbooks.expect.call': {
    en: '{playbook: ID}, perhaps with: {…}',
    ja: '{playbook: ID}（with: {…} は任意）',
  },
  'playbooks.expect.ways': { en: '{{keys}}', ja: '{{keys}}' },
  'playbooks.expect.step': {
    en: 'a map with id, title and one of {keys}',
    ja: 'id, title と次のいずれか 1 つを含むマップ: {keys}',
  },
  'playbooks.expect.step_list': {
    en: 'a list of steps; the walk begins with the first',
    ja: 'ステップのリスト（先頭から始まる）',
  },
  'playbooks.expect.tiers': {
    en: 'a list of data, app, web, gateway, jobs',
    ja: 'data, app, web, gateway, jobs のリスト',
  },
  'playbooks.expect.suggestion': {
    en: '{signal: container.exited, weight: 5}, perhaps tiers: [app, web]',
    ja: '{signal: container.exited, weight: 5}（tiers: [app, web] は任意）',
  },
  'playbooks.expect.suggestions': {
    en: 'a list of {signal, weight}',
    ja: '{signal, weight} のリスト',
  },
  'playbooks.expect.from': {
    en: 'a list of sources: ["signal:app", "tier:app"]',
    ja: '取得元のリスト: ["signal:app", "tier:app"]',
  },
  'playbooks.expect.source': {
    en: 'signal, signal:TIER,…, role:NAME, tier:TIER, containers:TIER,…, postgres.FIELD, redis.FIELD, queue.FIELD, check.http.url, check.tls.host, check.backup.FIELD, stack.FIELD, ssh.FIELD, ecs.FIELD, health-url:NEED, service:NEED or row.FIELD',
    ja: 'signal、signal:TIER,…、role:NAME、tier:TIER、containers:TIER,…、postgres.FIELD、redis.FIELD、queue.FIELD、check.http.url、check.tls.host、check.backup.FIELD、stack.FIELD、ssh.FIELD、ecs.FIELD、health-url:NEED、service:NEED、row.FIELD のいずれか',
  },
  'playbooks.expect.need': {
    en: '{type: container, from: ["tier:app"], label: {…}}, perhaps otherwise, optional, choices',
    ja: '{type: container, from: ["tier:app"], label: {…}}（otherwise, optional, choices は任意）',
  },
  'playbooks.expect.needs': {
    en: 'a map of parameters by name: `app: {type: container, …}`',
    ja: '名前ごとのパラメーターのマップ: `app: {type: container, …}`',
  },
  'playbooks.expect.row': {
    en: '{pane: containers|activity|locks|failures, key: r}, perhaps where',
    ja: '{pane: containers|activity|locks|failures, key: r}（where は任意）',
  },
  'playbooks.expect.row_key': { en: 'one letter', ja: '英字 1 文字' },
  'playbooks.expect.aliases': { en: 'a list of names', ja: '名前のリスト' },
  'playbooks.expect.type': { en: 'a value of the type {type}', ja: '{type} 型の値' },
  'playbooks.expect.json_path': { en: 'such as path.to[0].it', ja: '例: path.to[0].it' },
  'playbooks.expect.template': {
    en: '@{NAME}; a literal @{ is written @@{',
    ja: '@{NAME}。文字としての @{ は @@{ と書きます',
  },
};
