import type { Entry } from '../catalogue.js';

export const discovery: Record<string, Entry> = {
  'discovery.no-details': {
    en: 'none of {count} containers gave its details in time',
    ja: '{count} 個のコンテナの詳細を時間内に取得できません',
  },
  'discovery.write.taken': {
    en: '{file} has a host {name} already',
    ja: '{file} には {name} というホストがすでにあります',
  },
  'discovery.write.taken.next': {
    en: 'choose another name, or change that entry by hand',
    ja: '別の名前を選ぶか、既存のホスト定義を手で編集してください',
  },
  'discovery.write.form': {
    en: '{file} has a form to which no entry can be added',
    ja: '{file} は、ホスト定義を追記できない書き方になっています',
  },
  'discovery.write.form.next': {
    en: 'write the hosts as a block (`hosts:` and each host on lines of their own), or add the entry by hand',
    ja: 'hosts をブロック形式（各ホストを別の行に）で書くか、ホスト定義を手で追記してください',
  },
  'discovery.write.changed': {
    en: '{file} was changed meanwhile: nothing was written',
    ja: '{file} がその間に変更されたため、書き込みませんでした',
  },
  'discovery.write.system': {
    en: 'the system said {code}',
    ja: 'システムエラー {code}',
  },
  'discovery.offer.intro': {
    en: 'This is what was found on the host. Passwords are read where they are; none is shown or stored.',
    ja: 'ホスト上で見つかった構成です。パスワードは元の場所から読み取るだけで、表示も保存もしません。',
  },
  'discovery.offer.path': {
    en: 'It would go into {file}; what stands there already stays as it is.',
    ja: '書き込み先: {file}（既存の内容は変更しません）',
  },
  'discovery.offer.name': {
    en: 'Name of the host [{name}]: ',
    ja: 'ホスト名 [{name}]: ',
  },
  'discovery.offer.bad-name': {
    en: '{name}: a name begins with a letter or a digit, and has letters, digits, dots, - and _ alone',
    ja: '{name}: 名前は文字か数字で始め、文字・数字・ピリオド・「-」・「_」だけを使ってください',
  },
  'discovery.offer.question': {
    en: 'Write {name} to {file}? [y/N] ',
    ja: '{name} を {file} に書き込みますか？ [y/N] ',
  },
  'discovery.offer.written': {
    en: 'written to {file}: from now on `cockpit {name}`',
    ja: '{file} に書き込みました。次回からは `cockpit {name}` で開けます',
  },
  'discovery.offer.kept-out': {
    en: 'nothing was written',
    ja: '書き込みませんでした',
  },
  'discovery.offer.failed': {
    en: '{file} was not written: {why}',
    ja: '{file} に書き込めませんでした: {why}',
  },
};
