import type { Entry } from '../catalogue.js';

export const logs: Record<string, Entry> = {
  'logs.gap.flood': { en: '{n} lines left out', ja: '{n} 行を省略' },
  'logs.gap.rotated': {
    en: 'lines are missing here: the log was rotated or cleared in between',
    ja: 'ここに欠落があります：その間にログがローテートまたは消去されました',
  },
  'logs.marker.recreated': { en: '{name} was created anew', ja: '{name} が再作成されました' },
  'logs.why.ended': { en: 'the container does not run', ja: 'コンテナは停止中です' },
  'logs.why.no-container': { en: 'no such container', ja: '該当するコンテナがありません' },
  'logs.why.broken': { en: 'the log stream broke off', ja: 'ログの読み取りが途切れました' },
  'logs.why.unreadable': { en: '{path} can not be read', ja: '{path} を読み取れません' },
};
