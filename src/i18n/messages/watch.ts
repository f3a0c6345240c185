import type { Entry } from '../catalogue.js';

export const watch: Record<string, Entry> = {
  'watch.word.ok': { en: 'OK', ja: '正常' },
  'watch.word.warn': { en: 'WARNING', ja: '警告' },
  'watch.word.critical': { en: 'CRITICAL', ja: '重大' },
  'watch.word.unknown': { en: 'UNKNOWN', ja: '不明' },
  'watch.word.pending': { en: 'WAITING', ja: '確認中' },
  'watch.word.stale': { en: 'STALE', ja: '更新停止' },
  'watch.word.no-link': { en: 'NO LINK', ja: '接続断' },
  'watch.word.refused': { en: 'LOGIN REFUSED', ja: 'ログイン拒否' },
  'watch.since': { en: 'since {at} ({time})', ja: '{at} から ({time})' },
  'watch.age': { en: 'data {age} old', ja: 'データ {age}前' },
  'watch.no-data': { en: 'no data yet', ja: 'データ未取得' },
  'watch.stale': {
    en: 'no new data arrive: {panes}',
    ja: '新しいデータが届いていません: {panes}',
  },
  'watch.alert': { en: '{object}: {text}', ja: '{object}: {text}' },
  'watch.held': { en: 'pane held', ja: 'ペイン固定中' },
};
