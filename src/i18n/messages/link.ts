import type { Entry } from '../catalogue.js';

export const link: Record<string, Entry> = {
  'link.closed': { en: 'The link is closed', ja: '接続は閉じられています' },
  'link.open.failed': { en: 'Could not open {target} on the host', ja: 'ホスト上の {target} を開けません' },
  'link.open.timeout': {
    en: 'Opening {target} on the host took too long',
    ja: 'ホスト上の {target} を開く処理がタイムアウトしました',
  },
  'link.exec.failed': { en: 'Could not run {command}', ja: '{command} を実行できません' },
  'link.exec.busy': {
    en: 'All command slots of the connection are in use ({count} running)',
    ja: '接続で同時に実行できるコマンド数の上限に達しています（{count} 個実行中）',
  },
  'link.exec.busy.next': {
    en: 'It is tried again; MaxSessions in sshd_config sets how many the host allows',
    ja: '自動で再試行します。上限はホストの sshd_config の MaxSessions で決まります',
  },
};
