import type { Entry } from '../catalogue.js';

export const postgres: Record<string, Entry> = {
  'postgres.noReader': {
    en: 'no access to the Postgres server {name} has been set up',
    ja: 'Postgres サーバー {name} への接続が設定されていません',
  },
  'postgres.noRow': {
    en: 'the server gave no row for {statement}',
    ja: '{statement} に対してサーバーが行を返しませんでした',
  },
  'postgres.tooOld': {
    en: 'PostgreSQL {version} is too old: 10 is the oldest that can be shown',
    ja: 'PostgreSQL {version} は古すぎます (表示できるのは 10 以降)',
  },
  'postgres.tooOld.next': { en: 'use psql on the host', ja: 'ホスト上の psql を使ってください' },
  'postgres.slotsFull': {
    en: 'no connection slot is left: new sessions are refused',
    ja: '接続枠が残っておらず、新しいセッションは拒否されます',
  },
  'postgres.slotsFull.next': {
    en: 'find the application that holds the connections; a pg_isready health check stays green meanwhile',
    ja: '接続を占有しているアプリケーションを特定してください (pg_isready のヘルスチェックは正常のままです)',
  },
  'postgres.ownLimit': {
    en: 'this role or database may open no more connections; the server itself has slots left',
    ja: 'このロールまたはデータベースの接続数上限に達しています (サーバー自体の接続枠は残っています)',
  },
  'postgres.ownLimit.next': {
    en: 'raise CONNECTION LIMIT of the role, or end its other sessions',
    ja: 'ロールの CONNECTION LIMIT を上げるか、他のセッションを終了してください',
  },
  'postgres.why.prepared': {
    en: 'prepared transaction {gid} holds locks that {waiters} sessions wait for',
    ja: 'プリペアドトランザクション {gid} のロックを {waiters} セッションが待っています',
  },
  'postgres.why.idleBlocks': {
    en: 'pid {pid} ({user}) idle in transaction for {seconds} s blocks {waiters} sessions',
    ja: 'pid {pid} ({user}) がトランザクション中に {seconds} 秒アイドルのまま {waiters} セッションをブロックしています',
  },
  'postgres.why.idleWrote': {
    en: 'pid {pid} ({user}) idle in transaction for {seconds} s after writing: its row locks and xmin stay',
    ja: 'pid {pid} ({user}) が書き込み後 {seconds} 秒アイドル: 行ロックと xmin を保持しています',
  },
  'postgres.why.idlePins': {
    en: 'pid {pid} ({user}) idle in transaction for {seconds} s holds back vacuum (xmin age {xmin})',
    ja: 'pid {pid} ({user}) がトランザクション中に {seconds} 秒アイドル: VACUUM を妨げています (xmin age {xmin})',
  },
  'postgres.why.idle': {
    en: 'pid {pid} ({user}) idle in transaction for {seconds} s, pins nothing',
    ja: 'pid {pid} ({user}) がトランザクション中に {seconds} 秒アイドル (何も妨げていません)',
  },
  'postgres.why.lockWait': {
    en: '{waiters} sessions wait for locks, the longest {seconds} s; head: pid {pid}',
    ja: '{waiters} セッションがロック待ち (最長 {seconds} 秒)、先頭は pid {pid}',
  },
  'postgres.why.connections': {
    en: '{used} of {usable} usable connections in use',
    ja: '使用可能な接続 {usable} のうち {used} を使用中',
  },
  'postgres.why.longQuery': {
    en: 'pid {pid} ({user}) has been running one query for {seconds} s',
    ja: 'pid {pid} ({user}) のクエリが {seconds} 秒実行中です',
  },
};
