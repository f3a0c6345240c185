import type { Entry } from '../catalogue.js';

export const checklist: Record<string, Entry> = {
  'checklist.noted': {
    en: 'The checklist is in the record (cockpit checklists)',
    ja: 'チェックリストを記録しました（cockpit checklists で表示）',
  },
  'checklist.not-noted': {
    en: 'The checklist could not be recorded: {why}',
    ja: 'チェックリストを記録できませんでした: {why}',
  },
  'checklist.kind.daily': { en: 'daily', ja: '毎日' },
  'checklist.kind.weekly': { en: 'weekly', ja: '毎週' },
  'checklist.kind.monthly': { en: 'monthly', ja: '毎月' },
  'checklist.kind.quarterly': { en: 'quarterly', ja: '四半期' },
  'checklist.kind.before-deploy': { en: 'before a deploy', ja: 'デプロイ前' },
  'checklist.kind.after-deploy': { en: 'after a deploy', ja: 'デプロイ後' },
  'checklist.state.ok': { en: 'ok', ja: '正常' },
  'checklist.state.warn': { en: 'warning', ja: '注意' },
  'checklist.state.fail': { en: 'FAILED', ja: '異常' },
  'checklist.state.inconclusive': { en: 'not known', ja: '判定不能' },
  'checklist.state.ticked': { en: 'done', ja: '確認済み' },
  'checklist.state.left': { en: 'left out', ja: '省略' },
  'checklist.report.none': {
    en: 'No checklist was gone through yet; open one with t. Folder: {dir}',
    ja: 'チェックリストの記録はまだありません。t から開いて進めると記録されます。フォルダー: {dir}',
  },
  'checklist.report.head': {
    en: '{when}  {host}  {title} ({kind})  {who}',
    ja: '{when}  {host}  {title}（{kind}）  {who}',
  },
  'checklist.report.head.unfinished': {
    en: '{when}  {host}  {title} ({kind}, NOT finished)  {who}',
    ja: '{when}  {host}  {title}（{kind}・未完了）  {who}',
  },
  'checklist.report.unreadable': {
    en: '{count} lines could not be read; they stay in the file in {dir}',
    ja: '読めない行が {count} 行あります（{dir} のファイルに残します）',
  },
};
