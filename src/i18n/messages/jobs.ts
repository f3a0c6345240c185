import type { Entry } from '../catalogue.js';

/** Detached actions: their list, the notice before another action, how they ended. */
export const jobs: Record<string, Entry> = {
  'jobs.report.running': {
    en: 'runs on the host, or its end was not seen yet',
    ja: 'ホストで実行中、または終了未確認',
  },

  'jobs.entry.started': {
    en: 'started, goes on on the host whatever becomes of the link: {command}',
    ja: '実行開始（接続が切れてもホスト側で継続）: {command}',
  },
  'jobs.entry.playbook-resumes': {
    en: 'playbook taken up again: {title}',
    ja: '手順再開: {title}',
  },

  'jobs.screen.title': { en: 'jobs', ja: 'ジョブ' },
  'jobs.screen.summary': { en: '{running} running · {of} in all', ja: '実行中 {running} · 計 {of}' },
  'jobs.screen.none': {
    en: 'no action that runs detached is on this host',
    ja: 'このホストに切り離して実行した操作はありません',
  },
  'jobs.screen.waiting': { en: 'looking…', ja: '確認中…' },
  'jobs.screen.unread': { en: 'could not be looked at: {why}', ja: '確認できません: {why}' },
  'jobs.screen.age': { en: 'as of {age} ago', ja: '{age}前の状態' },
  'jobs.screen.others': { en: 'Also under way on the host:', ja: 'ホストで実行中の他の処理:' },
  'jobs.screen.output': { en: 'Output', ja: '出力' },
  'jobs.screen.no-output': { en: 'no output yet', ja: 'まだ出力なし' },
  'jobs.screen.open': { en: 'Enter opens its playbook', ja: 'Enter で手順を開く' },
  'jobs.column.action': { en: 'action', ja: '操作' },
  'jobs.column.who': { en: 'who', ja: '実行者' },
  'jobs.column.since': { en: 'since', ja: '開始' },
  'jobs.column.state': { en: 'state', ja: '状態' },
  'jobs.state.running': { en: 'running {time}', ja: '実行中 {time}' },
  'jobs.state.done': { en: 'done', ja: '完了' },
  'jobs.state.failed': { en: 'failed, exit {exit}', ja: '失敗 終了コード {exit}' },
  'jobs.state.broken': { en: 'broken off, outcome unknown', ja: '中断（結果不明）' },
  'jobs.state.void': { en: 'never began', ja: '未開始' },

  'jobs.badge.one': { en: '{what} {time} (J)', ja: '{what} {time} (J)' },
  'jobs.badge.many': { en: '{n} under way (J)', ja: '{n} 件実行中 (J)' },

  'jobs.live.detached': {
    en: 'It runs on the host by itself: leaving, quitting or losing the link does not stop it',
    ja: 'ホスト側で独立して実行中（画面を離れる・終了する・接続が切れても止まらない）',
  },
  'jobs.live.trouble': {
    en: 'the link is lost, it goes on on the host: {why}',
    ja: '接続断。ホスト側では継続中: {why}',
  },
  'jobs.live.long': {
    en: 'takes longer than usual (as a rule at most {usual})',
    ja: '通常（{usual}以内）より時間がかかっている',
  },

  'jobs.confirm.underway': { en: 'Under way on this host:', ja: 'このホストで実行中:' },
  'jobs.confirm.job': { en: '{what}: {who}, since {at} ({time})', ja: '{what}: {who}、{at} から（{time}）' },
  'jobs.confirm.process': {
    en: '{command}: {user}, pid {pid}, for {time}',
    ja: '{command}: {user}、pid {pid}、{time}経過',
  },
  'jobs.confirm.more': { en: 'and {n} more', ja: '他 {n} 件' },
  'jobs.confirm.unseen': {
    en: 'Whether something else is under way could not be looked at: {why}',
    ja: '他に実行中の処理があるか確認できません: {why}',
  },

  'jobs.ended': { en: '{title}: {outcome}', ja: '{title}: {outcome}' },
  'jobs.found.running': {
    en: 'Running on the host since {at} (J): {title}; its playbook goes on from there',
    ja: 'ホストで {at} から実行中 (J): {title}。手順はそこから再開',
  },
  'jobs.found.ended': {
    en: 'Ended while nobody watched: {outcome} (J): {title}; its playbook goes on from there',
    ja: '不在中に終了: {outcome} (J): {title}。手順はそこから再開',
  },
  'jobs.never-began': {
    en: 'It never began on the host: cockpit ended before that',
    ja: 'ホストでは開始されていません。その前に cockpit が終了しました',
  },
  'jobs.not-here': {
    en: 'This login finds nothing of it on the host',
    ja: 'このログインではホスト上に見つかりません',
  },
  'jobs.not-here.next': {
    en: 'If it was begun under another login, come back with that one; else look at the host first',
    ja: '別のログインで開始した場合はそのログインで接続し直し、それ以外はまずホストの状態を確認してください',
  },
  'jobs.broken': {
    en: 'It neither runs nor told its end: it was killed, or the host was restarted',
    ja: '実行中でも終了済みでもありません。強制終了またはホスト再起動の可能性があります',
  },
  'jobs.broken.next': {
    en: 'It is not run again by itself: look at the host first',
    ja: '自動では再実行しません。まずホストの状態を確認してください',
  },
  'jobs.impact-unknown': {
    en: 'its playbook is not known here any more',
    ja: 'この操作の手順は現在の構成にありません',
  },
  'jobs.call-busy': {
    en: '{playbook} runs an action already',
    ja: '{playbook} は操作を実行中です',
  },
  'jobs.record-unread': {
    en: 'The record of actions could not be read, nothing is taken up again: {why}',
    ja: '操作記録を読めないため再開できません: {why}',
  },
  'jobs.quit': {
    en: 'Still running on the host: {n}. Press again to quit (cockpit {host} shows it)',
    ja: '{n} 件はホスト側で継続します。もう一度押すと終了（cockpit {host} で再び追跡）',
  },
  'jobs.left': {
    en: 'Goes on on {host}: {title} (begun {at}). cockpit {host} finds it again and tells how it ended.',
    ja: '{host} で継続中: {title}（{at} 開始）。cockpit {host} で再開すると結果を確認できます。',
  },
};
