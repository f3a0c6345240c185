import type { Entry } from '../catalogue.js';

export const runtime: Record<string, Entry> = {
  'runtime.timeout': { en: 'No answer within {seconds} s', ja: '{seconds} 秒以内に応答がありません' },
  'runtime.bug': {
    en: 'cockpit could not understand this (a bug)',
    ja: 'cockpit が解釈できませんでした (不具合)',
  },
  'runtime.diagnosis-failed': { en: 'no diagnosis: {what} {detail}', ja: '診断できません: {what} {detail}' },
  'runtime.slow.load': { en: 'host under load', ja: 'ホスト高負荷' },
  'runtime.slow.link': { en: 'slow link', ja: '低速回線' },
  'runtime.copied': { en: 'copied: {text}', ja: 'コピーしました: {text}' },
  'guide.not-loaded': { en: 'playbooks could not be loaded: {why}', ja: '手順を読み込めません: {why}' },
  'guide.problem': { en: '{file}:{line}:{column}: {what}', ja: '{file}:{line}:{column}: {what}' },
  'runtime.no-row': { en: 'No row is selected here', ja: 'ここには選択中の行がありません' },
  'runtime.nothing-to-copy': { en: 'Nothing to copy here', ja: 'コピーできるものがありません' },
  'runtime.saved': { en: '{n} lines saved to {file}', ja: '{n} 行を {file} に保存しました' },
  'runtime.not-saved': { en: 'Could not save {file}: {why}', ja: '{file} に保存できません: {why}' },
  'runtime.acknowledged': { en: 'Acknowledged for this run', ja: '今回の起動中、確認済みにしました' },
  'runtime.quit-acting': {
    en: 'An action is running: quitting cuts it off, outcome unknown. Press again to quit',
    ja: '操作を実行中です。終了すると中断され結果は不明になります。もう一度押すと終了',
  },
  'runtime.retrying': { en: 'Connecting again', ja: '再接続しています' },
  'runtime.no-match': { en: 'No further match', ja: 'これ以上一致しません' },
  'runtime.no-error': { en: 'No further error', ja: 'これ以上エラーはありません' },
  'runtime.marker': { en: 'marked at {time}', ja: '{time} に目印' },
};
