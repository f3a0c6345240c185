import type { Entry } from '../catalogue.js';

export const status: Record<string, Entry> = {
  'status.late': { en: 'no answer in time', ja: '時間内に応答がありません' },
  'status.quiet': { en: 'nothing is wrong', ja: '異常はありません' },
  'status.unreachable': { en: 'host not reached: {why}', ja: 'ホストに到達できません: {why}' },
  'status.unread': { en: '{where} did not answer: {why}', ja: '{where} を取得できません: {why}' },
  'status.alert': { en: '{object}: {text}', ja: '{object}: {text}' },
  'status.age': { en: '({seconds} s ago)', ja: '（{seconds} 秒前）' },
  'status.line.signal': { en: 'signal {severity}: {text}', ja: '兆候 {severity}: {text}' },
  'status.line.failure': { en: 'no answer from {where}: {why}', ja: '応答なし {where}: {why}' },
  'status.line.failure-next': {
    en: 'no answer from {where}: {why} → {next}',
    ja: '応答なし {where}: {why} → {next}',
  },
  'status.none': { en: 'no host is configured', ja: 'ホストが設定されていません' },
  'status.bug': {
    en: 'cockpit itself failed on this host',
    ja: 'cockpit 自体がこのホストの処理中に失敗しました',
  },
};
