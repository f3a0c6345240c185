import type { ActivityRow, PostgresData } from '../../../domain/model.js';
import { serverParameter } from '../parameters.js';
import { type Row, rounded } from '../seen.js';
import { liveProbe } from './live-look.js';
import { postgresLook, sessionOf } from './postgres-look.js';

const statement =
  'SELECT pid, pg_blocking_pids(pid), state, query FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0';

export const locksProbe = liveProbe(
  {
    id: 'locks',
    about:
      'the lock tree: each head (depth 0) and those that wait below it; empty when nobody waits; pid 0 is a prepared transaction',
    parameters: { server: serverParameter },
    fields: [
      'pid',
      'session',
      'depth',
      'head',
      'waiters',
      'blocked_by',
      'state',
      'seconds',
      'xact_seconds',
      'wait_seconds',
      'relation',
      'mode',
      'query',
      'app',
      'user',
      'database',
      'wrote',
    ],
  },
  (from, args) => postgresLook(from, args, statement, rowsOf),
);

function rowsOf({ lockTree, activity, prepared }: PostgresData): readonly Row[] {
  const byPid = new Map(activity.map((row) => [row.pid, row]));
  return lockTree.map((node) => ({
    pid: node.pid,
    depth: node.depth,
    head: node.depth === 0,
    waiters: node.waiters,
    ...(node.pid === 0 ? preparedCells(prepared) : sessionCells(byPid.get(node.pid))),
  }));
}

function sessionCells(row: ActivityRow | undefined): Row {
  if (!row) return {};
  return {
    session: sessionOf(row),
    blocked_by: row.blockedBy.length > 0 ? row.blockedBy.join(' ') : undefined,
    state: row.state,
    seconds: rounded(row.stateSeconds),
    xact_seconds: rounded(row.xactSeconds),
    wait_seconds: rounded(row.lock?.waitSeconds),
    relation: row.lock?.relation,
    mode: row.lock?.mode,
    query: row.query,
    app: row.app,
    user: row.user,
    database: row.database,
    wrote: row.wrote,
  };
}

function preparedCells(prepared: PostgresData['prepared']): Row {
  const [oldest] = prepared ?? [];
  return {
    state: 'prepared transaction',
    query: oldest && `PREPARE TRANSACTION '${oldest.gid}'`,
    user: oldest?.owner,
    database: oldest?.database,
    wrote: true,
  };
}
