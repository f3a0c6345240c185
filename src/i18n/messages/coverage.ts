import type { Entry } from '../catalogue.js';

export const coverage: Record<string, Entry> = {
  'coverage.nothing': { en: 'nothing yet', ja: '未対応' },
  'coverage.untested': { en: 'no test has run it', ja: 'テストで未実行' },
  'coverage.tested.lab': { en: 'tested on the lab', ja: 'ラボでテスト済み' },
  'coverage.tested.recorded': { en: 'tested by recorded output', ja: '記録した出力でテスト済み' },
  'coverage.tested.hand': { en: 'for a person to do', ja: '人が実施' },
  'coverage.does.reads': { en: 'reads', ja: '読み取りのみ' },
  'coverage.does.changes': { en: 'changes', ja: '変更あり' },
  'coverage.does.tells': { en: 'tells', ja: '案内' },
  'coverage.count': {
    en: '{n} of {of} items are served; "cockpit coverage ITEM" tells all that serves one',
    ja: '{of} 項目中 {n} 項目に対応。「cockpit coverage 項目」で対応箇所をすべて表示',
  },
  'coverage.none': {
    en: 'No runbook has an item "{item}"; did you mean {near}? "cockpit coverage" lists them all',
    ja: '項目「{item}」はどの Runbook にもありません。{near} でしょうか。「cockpit coverage」で一覧を表示します',
  },
};
