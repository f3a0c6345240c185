import type { ActivityRow } from '../../domain/model.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { shownQuery } from './mask-sql.js';
import type { ActivityJson, RefreshRow, WaitingLockJson } from './refresh-row.js';

/** The sessions of a refresh, those that have been at it longest first. */
export function activityOf(row: Pick<RefreshRow, 'activity' | 'locks'>): ActivityRow[] {
  const locks = new Map<number, WaitingLockJson>();
  for (const lock of row.locks ?? []) {
    if (lock.pid !== null && !locks.has(lock.pid)) locks.set(lock.pid, lock);
  }
  return (row.activity ?? [])
    .map((session) => sessionOf(session, locks.get(session.pid)))
    .sort((a, b) => busySeconds(b) - busySeconds(a) || a.pid - b.pid);
}

/** xact_start is NULL in an aborted transaction: the time of its state stands in. */
const busySeconds = (row: ActivityRow): number => row.xactSeconds ?? row.stateSeconds ?? 0;

function sessionOf(session: ActivityJson, lock: WaitingLockJson | undefined): ActivityRow {
  const text = (value: string | null) => sanitizeLine(value ?? '');
  return {
    pid: session.pid,
    ...optional('leaderPid', session.leader_pid),
    ...optional('queryId', session.query_id),
    database: text(session.datname),
    user: text(session.usename),
    app: text(session.app),
    ...optional('client', session.client === null ? null : text(session.client)),
    backendType: text(session.backend_type),
    state: text(session.state),
    ...optional('waitType', session.wait_event_type),
    // Extensions name wait events of their own.
    ...optional('wait', session.wait_event === null ? null : text(session.wait_event)),
    ...optional('xactSeconds', seconds(session.xact_s)),
    ...optional('querySeconds', seconds(session.query_s)),
    ...optional('stateSeconds', seconds(session.state_s)),
    ...optional('xminAge', session.xmin_age),
    wrote: session.wrote,
    backendStart: session.backend_start ?? '',
    query: shownQuery(session.query ?? ''),
    blockedBy: [...new Set(session.blocked_by ?? [])],
    ...optional('lock', lock ? lockOf(lock) : null),
  };
}

function lockOf(lock: WaitingLockJson): NonNullable<ActivityRow['lock']> {
  return {
    type: lock.type,
    mode: lock.mode,
    ...optional('relation', lock.relation === null ? null : sanitizeLine(lock.relation)),
    ...optional('waitSeconds', seconds(lock.wait_s)),
  };
}

/** clock_timestamp() can be a hair behind a timestamp of another backend. */
const seconds = (value: number | null): number | null => (value === null ? null : Math.max(0, value));

function optional<K extends keyof ActivityRow | 'relation' | 'waitSeconds', V>(
  key: K,
  value: V | null,
): { [key in K]?: V } {
  return value === null ? {} : ({ [key]: value } as { [key in K]: V });
}
