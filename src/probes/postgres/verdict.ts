import { type Finding, verdictOf } from '../../domain/finding.js';
import type { Threshold } from '../../domain/host.js';
import { gradeBy, limitOf } from '../../domain/limit.js';
import { msg } from '../../domain/message.js';
import type { ActivityRow, PostgresData } from '../../domain/model.js';

type Judged = Pick<
  PostgresData,
  'name' | 'activity' | 'lockTree' | 'connections' | 'distress' | 'prepared' | 'preparedXacts'
>;

/** Seconds, unless the unit is named. The host entry's thresholds replace those of connections and queries. */
const limits = {
  connectionsPercent: { warn: 80, critical: 95 },
  lockWait: { warn: 10, critical: 60 },
  idleInTransaction: { warn: 60, critical: 300 },
  queryMs: { warn: 60_000 },
};

/** How bad it is and why, causes before symptoms. */
export function judge(
  data: Judged,
  thresholds: readonly Threshold[],
): Pick<PostgresData, 'severity' | 'why'> {
  return verdictOf([
    ...slotsFull(data),
    ...heldByPrepared(data),
    ...idleInTransaction(data),
    ...lockWaits(data),
    ...connections(data, thresholds),
    ...longQueries(data, thresholds),
  ]);
}

function slotsFull({ distress }: Judged): Finding[] {
  if (!distress) return [];
  return [{ severity: distress.what.id === 'postgres.ownLimit' ? 'warn' : 'critical', why: distress.what }];
}

function heldByPrepared({ lockTree, prepared }: Judged): Finding[] {
  const node = lockTree.find((each) => each.pid === 0);
  if (!node) return [];
  const why = msg('postgres.why.prepared', { gid: prepared?.[0]?.gid ?? '?', waiters: node.waiters });
  return [{ severity: 'critical', why }];
}

/** Idle in a transaction that pins nothing only takes a slot; one that blocks, wrote or holds back xmin does harm. */
function idleInTransaction({ activity, lockTree }: Judged): Finding[] {
  const waiters = new Map(lockTree.map((node) => [node.pid, node.waiters]));
  return activity
    .filter((row) => row.state.startsWith('idle in transaction'))
    .sort((a, b) => (waiters.get(b.pid) ?? 0) - (waiters.get(a.pid) ?? 0))
    .flatMap((row): Finding[] => {
      const seconds = idleSeconds(row);
      const severity = gradeBy(limits.idleInTransaction, seconds);
      if (severity === 'ok') return [];
      const params = { pid: row.pid, user: row.user, seconds: Math.floor(seconds) };
      const blocked = waiters.get(row.pid) ?? 0;
      if (blocked > 0) {
        return [{ severity, why: msg('postgres.why.idleBlocks', { ...params, waiters: blocked }) }];
      }
      if (row.wrote) return [{ severity, why: msg('postgres.why.idleWrote', params) }];
      if (row.xminAge !== undefined) {
        return [{ severity, why: msg('postgres.why.idlePins', { ...params, xmin: row.xminAge }) }];
      }
      return [{ severity: 'info', why: msg('postgres.why.idle', params) }];
    });
}

const idleSeconds = (row: ActivityRow): number => row.stateSeconds ?? row.xactSeconds ?? 0;

function lockWaits({ activity, lockTree }: Judged): Finding[] {
  const waits = activity
    .filter((row) => row.blockedBy.length > 0)
    .map((row) => row.lock?.waitSeconds ?? row.querySeconds ?? 0);
  const longest = Math.max(0, ...waits);
  const head = lockTree[0];
  const severity = gradeBy(limits.lockWait, longest);
  if (severity === 'ok' || !head) return [];
  const params = { waiters: waits.length, seconds: Math.floor(longest), pid: head.pid };
  return [{ severity, why: msg('postgres.why.lockWait', params) }];
}

function connections({ name, connections: c }: Judged, thresholds: readonly Threshold[]): Finding[] {
  if (c.usable <= 0) return [];
  const percent = (100 * c.total) / c.usable;
  const byShare = gradeBy(
    limitOf(thresholds, 'postgres.connections', name, limits.connectionsPercent),
    percent,
  );
  const byCount = gradeBy(limitOf(thresholds, 'postgres.connections.count', name, {}), c.total);
  const why = msg('postgres.why.connections', { used: c.total, usable: c.usable });
  return [byShare, byCount].filter((severity) => severity !== 'ok').map((severity) => ({ severity, why }));
}

function longQueries({ name, activity }: Judged, thresholds: readonly Threshold[]): Finding[] {
  const limit = limitOf(thresholds, 'postgres.query', name, limits.queryMs);
  return activity
    .filter(
      (row) => row.state === 'active' && row.backendType === 'client backend' && row.blockedBy.length === 0,
    )
    .sort((a, b) => (b.querySeconds ?? 0) - (a.querySeconds ?? 0))
    .slice(0, 1)
    .flatMap((row): Finding[] => {
      const seconds = row.querySeconds ?? 0;
      const severity = gradeBy(limit, seconds * 1000);
      if (severity === 'ok') return [];
      const params = { pid: row.pid, user: row.user, seconds: Math.floor(seconds) };
      return [{ severity, why: msg('postgres.why.longQuery', params) }];
    });
}
