import type { StepProbe } from '../../../domain/step-probe.js';
import { serverParameter } from '../parameters.js';
import { type Row, tableOf } from '../seen.js';
import { queryRows } from './query.js';

const statement = `SELECT CASE WHEN schemaname = 'public' THEN relname ELSE schemaname || '.' || relname END AS name,
  n_live_tup::float8 AS rows, pg_total_relation_size(relid)::float8 AS size_bytes, n_dead_tup::float8 AS dead,
  (n_tup_ins + n_tup_upd + n_tup_del)::float8 AS changes,
  extract(epoch FROM now() - greatest(last_vacuum, last_autovacuum))::float8 AS vacuumed_s_ago,
  extract(epoch FROM now() - greatest(last_analyze, last_autoanalyze))::float8 AS analyzed_s_ago
FROM pg_stat_user_tables ORDER BY pg_total_relation_size(relid) DESC`;

export const tablesProbe: StepProbe = {
  id: 'tables',
  about:
    'the tables of a database, the largest first; `rows`, `dead`: as the statistics estimate them, `changes`: rows written since the statistics began',
  parameters: { server: serverParameter },
  fields: ['name', 'rows', 'size_bytes', 'dead', 'changes', 'vacuumed_s_ago', 'analyzed_s_ago'],
  gives: 'rows',
  async read(from, args, { signal }) {
    const { rows, command } = await queryRows(from, args, statement, signal);
    const cells = rows.map(
      (row): Row =>
        Object.fromEntries(
          tablesProbe.fields.map((field) => {
            const value = row[field];
            return [
              field,
              typeof value === 'number' ? Math.round(value) : typeof value === 'string' ? value : undefined,
            ];
          }),
        ),
    );
    return { command, where: 'host', lines: [], table: tableOf(tablesProbe.fields, cells) };
  },
};
