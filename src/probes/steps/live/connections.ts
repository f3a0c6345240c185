import type { PostgresData } from '../../../domain/model.js';
import { serverParameter } from '../parameters.js';
import { type Row, rounded } from '../seen.js';
import { liveProbe } from './live-look.js';
import { postgresLook } from './postgres-look.js';

const statement = 'SELECT state, count(*) FROM pg_stat_activity GROUP BY 1';

export const connectionsProbe = liveProbe(
  {
    id: 'connections',
    about:
      'connection slots of a database server: one row; `distress` has a value when no slot was left for cockpit itself, and says why',
    parameters: { server: serverParameter },
    fields: [
      'server',
      'total',
      'active',
      'idle',
      'idle_in_transaction',
      'aborted',
      'usable',
      'max',
      'used_percent',
      'lock_waits',
      'via',
      'distress',
    ],
  },
  (from, args) => postgresLook(from, args, statement, (data) => [rowOf(data)]),
);

/** The limits are unknown when only process titles could ever be read. */
function rowOf({ name, connections: slots, via, distress }: PostgresData): Row {
  return {
    server: name,
    total: slots.total,
    active: slots.active,
    idle: slots.idle,
    idle_in_transaction: slots.idleInTransaction,
    aborted: slots.aborted,
    usable: slots.usable || undefined,
    max: slots.max || undefined,
    used_percent: slots.usable > 0 ? rounded((100 * slots.total) / slots.usable) : undefined,
    lock_waits: slots.lockWaits,
    via,
    distress: distress && (distress.detail ?? distress.what.id),
  };
}
