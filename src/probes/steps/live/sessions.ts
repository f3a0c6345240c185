import type { ActivityRow } from '../../../domain/model.js';
import { nameMatches } from '../../../domain/name-pattern.js';
import { numberOf, textOf } from '../arguments.js';
import { optional, serverParameter } from '../parameters.js';
import { type Row, rounded } from '../seen.js';
import { liveProbe } from './live-look.js';
import { postgresLook, sessionOf } from './postgres-look.js';

export const sessionsProbe = liveProbe(
  {
    id: 'sessions',
    about:
      'database sessions that do something or hold a transaction; `seconds` counts from the last change of state, `session` is what actions on sessions take',
    parameters: {
      server: serverParameter,
      state: optional('text', 'only in this state: active, idle in transaction, …'),
      min_seconds: optional('number', 'only when in this state for so long'),
      app: optional('text', 'only with this application_name; * stands for any characters'),
    },
    fields: [
      'pid',
      'session',
      'user',
      'database',
      'app',
      'client',
      'state',
      'wait',
      'seconds',
      'xact_seconds',
      'query',
      'blocked_by',
      'wrote',
      'kind',
    ],
  },
  (from, args) => {
    const state = textOf(args, 'state');
    const seconds = numberOf(args, 'min_seconds') ?? 0;
    const app = textOf(args, 'app');
    const isWanted = (row: Row): boolean =>
      (state === undefined || row.state === state) &&
      (seconds <= 0 || Number(row.seconds ?? 0) >= seconds) &&
      (app === undefined || nameMatches(app, String(row.app ?? '')));
    const statement =
      "SELECT *, pg_blocking_pids(pid) FROM pg_stat_activity WHERE state <> 'idle' ORDER BY xact_start";
    return postgresLook(from, args, statement, (data) => data.activity.map(rowOf).filter(isWanted));
  },
);

function rowOf(row: ActivityRow): Row {
  return {
    pid: row.pid,
    session: sessionOf(row),
    user: row.user,
    database: row.database,
    app: row.app,
    client: row.client,
    state: row.state,
    wait: waitOf(row),
    seconds: rounded(row.stateSeconds ?? row.querySeconds),
    xact_seconds: rounded(row.xactSeconds),
    query: row.query,
    blocked_by: row.blockedBy.length > 0 ? row.blockedBy.join(' ') : undefined,
    wrote: row.wrote,
    kind: row.backendType,
  };
}

const waitOf = ({ waitType, wait }: ActivityRow): string | undefined =>
  waitType === undefined ? undefined : [waitType, wait].filter(Boolean).join(':');
