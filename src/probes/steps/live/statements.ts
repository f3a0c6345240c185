import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import { serverParameter } from '../parameters.js';
import { rounded } from '../seen.js';
import { liveProbe } from './live-look.js';
import { postgresLook } from './postgres-look.js';

const statement =
  'SELECT queryid, calls, mean_exec_time, total_exec_time, query FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 20';

export const statementsProbe = liveProbe(
  {
    id: 'statements',
    about:
      'the statements that take most time (pg_stat_statements); `share` is of the time since the last read; fails without the extension',
    parameters: { server: serverParameter },
    fields: ['query_id', 'query', 'calls', 'calls_per_s', 'mean_ms', 'total_ms', 'share', 'rows'],
  },
  (from, args) =>
    postgresLook(from, args, statement, ({ name, statements }) => {
      if (!statements) throw fail('unsupported', msg('steps.no-statements', { server: name }));
      return statements.map((row) => ({
        query_id: row.queryId,
        query: row.query,
        calls: row.calls,
        calls_per_s: rounded(row.callsPerSecond),
        mean_ms: rounded(row.meanMs),
        total_ms: rounded(row.totalMs),
        share: rounded(row.sharePercent),
        rows: row.rows,
      }));
    }),
);
