import type { TopResult } from '../../domain/docker.js';
import type { Failure } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { PostgresData } from '../../domain/model.js';
import { countSessions, sessionsOf } from './process-titles.js';

/** The server refuses new sessions; what is shown came through the slots kept for superusers. */
const noSlotLeft: Failure = {
  kind: 'denied',
  what: msg('postgres.slotsFull'),
  next: msg('postgres.slotsFull.next'),
};

/** Only this role or this database may open no more sessions: the application may be well. */
const ownLimit: Failure = {
  kind: 'denied',
  what: msg('postgres.ownLimit'),
  next: msg('postgres.ownLimit.next'),
};

/** SQLSTATE 53300 in the server's own words; for a role's or a database's own limit they differ. */
const slotsFullText = /53300|too many (?:clients|connections)|remaining connection slots/i;
const ownLimitText = /too many connections for (?:role|database)/i;

/** Why psql had to answer: the code is the same whether the server's slots are gone or only a limit of one's own. */
export const distressOf = ({ total, usable }: PostgresData['connections']): Failure =>
  total >= usable ? noSlotLeft : ownLimit;

/**
 * What the process titles tell when no query gets through; undefined when they show no client, because then the
 * failure itself says more. Limits and version are those last known.
 */
export function dataFromProcesses(
  name: string,
  top: TopResult,
  failure: Failure,
  last: PostgresData | undefined,
): PostgresData | undefined {
  const activity = sessionsOf(top);
  if (activity.length === 0) return undefined;
  const detail = failure.detail ?? '';
  const full = slotsFullText.test(detail) && !ownLimitText.test(detail);
  return {
    name,
    via: 'processes',
    version: last?.version ?? 0,
    standby: last?.standby ?? false,
    monitorRole: last?.monitorRole ?? false,
    hidden: 0,
    activity,
    lockTree: [],
    connections: {
      ...countSessions(activity),
      max: last?.connections.max ?? 0,
      usable: last?.connections.usable ?? 0,
    },
    deadlocksSeen: last?.deadlocksSeen ?? 0,
    preparedXacts: last?.preparedXacts ?? 0,
    distress: full ? { ...noSlotLeft, detail } : failure,
    severity: full ? 'critical' : 'unknown',
    why: full ? noSlotLeft.what : failure.what,
  };
}
