import type { Entry } from '../catalogue.js';

export const checks: Record<string, Entry> = {
  'checks.http.ok': { en: '{status} in {ms} ms', ja: '{status} ({ms} ms)' },
  'checks.http.502': {
    en: '502 Bad Gateway: the proxy gets no valid answer from behind it',
    ja: '502 Bad Gateway: プロキシが後段から正しい応答を得られません',
  },
  'checks.http.503': {
    en: '503 Service Unavailable: nothing is ready to answer',
    ja: '503 Service Unavailable: 応答できるサービスがありません',
  },
  'checks.http.504': {
    en: '504 Gateway Timeout: the service behind the proxy does not answer in time',
    ja: '504 Gateway Timeout: プロキシの後段が時間内に応答しません',
  },
  'checks.http.status': {
    en: 'status {status}, expected {expected}',
    ja: 'ステータス {status} (期待値 {expected})',
  },
  'checks.http.body': {
    en: 'status {status}, but the body lacks "{wanted}"',
    ja: 'ステータス {status} ですが、本文に「{wanted}」がありません',
  },
  'checks.http.slow': {
    en: '{status}, slow: {ms} ms (limit {limit} ms)',
    ja: '{status}、応答が遅延: {ms} ms (上限 {limit} ms)',
  },
  'checks.web.dns': { en: 'name does not resolve: {detail}', ja: '名前解決に失敗: {detail}' },
  'checks.web.refused': { en: 'connection refused', ja: '接続が拒否されました' },
  'checks.web.timeout': { en: 'no answer in time', ja: '時間内に応答がありません' },
  'checks.web.tls': { en: 'TLS handshake failed: {detail}', ja: 'TLS ハンドシェイクに失敗: {detail}' },
  'checks.web.unreachable': { en: 'not reachable: {detail}', ja: '到達できません: {detail}' },
  'checks.unread': { en: 'could not be checked: {why}', ja: '確認できませんでした: {why}' },
  'checks.clock-unread': { en: "the host's clock could not be read", ja: 'ホストの時刻を読み取れません' },
  'checks.tls.ok': { en: '{days} days left', ja: '残り {days} 日' },
  'checks.tls.expiring': { en: 'certificate expires in {days} days', ja: '証明書の期限まで残り {days} 日' },
  'checks.tls.expired': {
    en: 'certificate expired {days} days ago',
    ja: '証明書の有効期限が {days} 日前に切れています',
  },
  'checks.tls.untrusted': {
    en: 'certificate not trusted: {error} ({days} days left)',
    ja: '証明書を信頼できません: {error} (残り {days} 日)',
  },
  'checks.backup.ok': { en: '{file}, {size}, {hours} h old', ja: '{file} ({size}、{hours} 時間前)' },
  'checks.backup.none': { en: 'no file {pattern} in {dir}', ja: '{dir} に {pattern} のファイルがありません' },
  'checks.backup.no-folder': { en: 'folder {dir} does not exist', ja: 'フォルダー {dir} がありません' },
  'checks.backup.unread': { en: 'cannot list {dir}: {detail}', ja: '{dir} を一覧できません: {detail}' },
  'checks.backup.stale': {
    en: 'newest backup {file} is {hours} h old (limit {limit} h)',
    ja: '最新のバックアップ {file} が {hours} 時間前のものです (上限 {limit} 時間)',
  },
  'checks.backup.small': {
    en: 'newest backup {file} has only {size} (at least {limit})',
    ja: '最新のバックアップ {file} が {size} しかありません (下限 {limit})',
  },
  'checks.backup.shrunk': {
    en: 'newest backup {file} has {size}, the one before {before}',
    ja: '最新のバックアップ {file} は {size}、前回は {before} でした',
  },
  'checks.bytes': { en: '{n} bytes', ja: '{n} バイト' },
  'checks.size': { en: '{n} {unit}', ja: '{n} {unit}' },
  'checks.cron.ok': {
    en: 'the login\'s crontab holds "{wanted}"',
    ja: 'ログインユーザーの crontab に「{wanted}」があります',
  },
  'checks.cron.missing': {
    en: 'the login\'s crontab lacks "{wanted}"',
    ja: 'ログインユーザーの crontab に「{wanted}」がありません',
  },
  'checks.cron.disabled': {
    en: '"{wanted}" stands in the crontab only as a comment',
    ja: 'crontab の「{wanted}」がコメントアウトされています',
  },
  'checks.cron.none': {
    en: 'the login has no crontab of its own; "{wanted}" may be another user\'s job',
    ja: 'ログインユーザーの crontab がありません。「{wanted}」は別のユーザーのジョブかもしれません',
  },
  'checks.cron.unread': { en: 'crontab cannot be read: {detail}', ja: 'crontab を読み取れません: {detail}' },
};
