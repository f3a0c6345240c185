import { type Msg, msg } from '../../domain/message.js';
import type { ActivityRow, PostgresData } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Context, evidence, type Found, found } from './found.js';

const slowSeconds = 30;
const worstSlowSeconds = 300;
const idleSeconds = 60;
/** A wait this short ends by itself in ordinary traffic. */
const waitSeconds = 3;

/** Lock chains, slots, slow statements and forgotten transactions of every server. */
export function postgresSignals({ view, now }: Context): readonly Found[] {
  return Object.values(view.postgres).flatMap((snapshot) => {
    const data = dataOf(snapshot);
    if (!data) return [];
    const own = [
      ...slotSignals(data),
      ...lockSignals(data, now),
      ...slowSignals(data, now),
      ...idleSignals(data, now),
    ];
    return own.length > 0 ? own : otherSignals(data);
  });
}

function slotSignals(data: PostgresData): readonly Found[] {
  const { total, usable } = data.connections;
  const full = data.distress !== undefined || data.via === 'processes' || (usable > 0 && total >= usable);
  if (!full || usable <= 0 || total < usable * 0.9) return data.distress ? [distressSignal(data)] : [];
  const text = msg('situation.postgres.slots', { name: data.name, total, usable });
  const proof = [evidence('postgres', msg('situation.evidence.connections', { total, usable }), data.name)];
  const { distress } = data;
  if (distress) proof.push(evidence('postgres', distress.what, data.name));
  return [found('postgres.slots', data.name, 'critical', text, proof)];
}

function distressSignal(data: PostgresData): Found {
  const { name, distress, severity } = data;
  const proof = distress ? [evidence('postgres', distress.what, name)] : [];
  // Sessions by their process titles after a refused login: nothing is known to be wrong with the server.
  if (distress && severity === 'unknown') {
    const text = msg('situation.unread', { object: name, why: distress.what });
    return found('read.postgres', name, 'unknown', text, proof);
  }
  // A limit of one role or one database: the server has slots left, and its verdict says so.
  if (distress?.what.id === 'postgres.ownLimit') {
    const text = msg('situation.postgres.other', { name, why: distress.what });
    return found('postgres.slots', name, 'warn', text, proof);
  }
  return found('postgres.slots', name, 'critical', msg('situation.postgres.distress', { name }), proof);
}

/** One signal per chain of waiting sessions, named by what its head does. */
function lockSignals(data: PostgresData, now: number): readonly Found[] {
  const byPid = new Map(data.activity.map((row) => [row.pid, row]));
  return data.lockTree
    .filter((node) => node.depth === 0 && node.waiters > 0)
    .flatMap((head) => {
      const waiting = data.activity.filter((row) => row.blockedBy.length > 0);
      const longest = Math.max(0, ...waiting.map((row) => row.lock?.waitSeconds ?? row.querySeconds ?? 0));
      if (longest < waitSeconds) return [];
      const row = byPid.get(head.pid);
      const relation = waiting.find((w) => w.lock?.relation)?.lock?.relation ?? '?';
      const params = { pid: head.pid, n: head.waiters, relation, name: data.name };
      const idle = row?.state.startsWith('idle in transaction') ?? false;
      const text =
        head.pid === 0
          ? msg('situation.postgres.lock-prepared', params)
          : idle
            ? msg('situation.postgres.lock-idle', params)
            : msg('situation.postgres.lock', params);
      const proof = [
        ...(row ? [activityEvidence(row)] : []),
        ...waiting.slice(0, 2).map((w) => evidence('postgres', waitText(w), String(w.pid))),
      ];
      const severity = longest >= slowSeconds || head.waiters >= 3 ? 'critical' : 'warn';
      const since = now - Math.round(longest * 1000);
      return [
        found(idle ? 'postgres.lock-idle' : 'postgres.lock', data.name, severity, text, proof, { since }),
      ];
    })
    .slice(0, 1);
}

const activityEvidence = (row: ActivityRow) =>
  evidence(
    'postgres',
    msg('situation.evidence.session', {
      pid: row.pid,
      state: row.state,
      seconds: Math.round(row.stateSeconds ?? row.querySeconds ?? 0),
      app: row.app || '–',
      query: row.query.slice(0, 200),
    }),
    String(row.pid),
  );

const waitText = (row: ActivityRow): Msg =>
  msg('situation.evidence.waits', {
    pid: row.pid,
    blockers: row.blockedBy.join(', '),
    seconds: Math.round(row.lock?.waitSeconds ?? row.querySeconds ?? 0),
    query: row.query.slice(0, 200),
  });

function slowSignals(data: PostgresData, now: number): readonly Found[] {
  const slow = data.activity
    .filter((a) => a.backendType === 'client backend' && a.state === 'active' && a.blockedBy.length === 0)
    .filter(
      (a) => (a.querySeconds ?? 0) >= slowSeconds && !/^pg_(dump|dumpall|basebackup|restore)$/.test(a.app),
    )
    .sort((a, b) => (b.querySeconds ?? 0) - (a.querySeconds ?? 0));
  const worst = slow[0];
  if (!worst) return [];
  const seconds = Math.round(worst.querySeconds ?? 0);
  const text = msg('situation.postgres.slow', { name: data.name, pid: worst.pid, seconds });
  const severity = seconds >= worstSlowSeconds ? 'critical' : 'warn';
  const proof = slow.slice(0, 3).map(activityEvidence);
  return [found('postgres.slow', data.name, severity, text, proof, { since: now - seconds * 1000 })];
}

/** An idle transaction without waiters harms slowly: it pins old rows. */
function idleSignals(data: PostgresData, now: number): readonly Found[] {
  const heads = new Set(data.lockTree.filter((n) => n.waiters > 0).map((n) => n.pid));
  const idle = data.activity
    .filter((a) => a.state.startsWith('idle in transaction') && !heads.has(a.pid))
    .filter((a) => (a.stateSeconds ?? 0) >= idleSeconds)
    .sort((a, b) => (b.stateSeconds ?? 0) - (a.stateSeconds ?? 0));
  const worst = idle[0];
  if (!worst) return [];
  const seconds = Math.round(worst.stateSeconds ?? 0);
  const text = msg('situation.postgres.idle', { name: data.name, pid: worst.pid, seconds });
  const options = { since: now - seconds * 1000 };
  return [found('postgres.idle', data.name, 'warn', text, [activityEvidence(worst)], options)];
}

/** What the server's own verdict says and no rule above names. */
function otherSignals(data: PostgresData): readonly Found[] {
  if (data.severity !== 'critical' || !data.why) return [];
  const text = msg('situation.postgres.other', { name: data.name, why: data.why });
  return [
    found('postgres.other', data.name, data.severity, text, [evidence('postgres', data.why, data.name)]),
  ];
}
