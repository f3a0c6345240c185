import type { PostgresReader, ReadStatement } from '../../../domain/access.js';
import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';

interface TableRow {
  readonly table_name: string;
  readonly readable: boolean;
  readonly columns: readonly string[];
}

/** Solid Queue's tables that are there, with their columns: older versions lack some, newer ones add some. */
export type Tables = ReadonlyMap<string, ReadonlySet<string>>;

/** Without these nothing can be said. Table names without their prefix `solid_queue_`. */
const needed = [
  'jobs',
  'ready_executions',
  'scheduled_executions',
  'claimed_executions',
  'failed_executions',
  'blocked_executions',
  'processes',
];

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const identifier = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A table of Solid Queue as it stands in a statement. */
export const tableIn =
  (schema: string) =>
  (name: string): string =>
    `${identifier(schema)}.solid_queue_${name}`;

const tablesOf = (schema: string): ReadStatement => ({
  name: 'solid-queue.tables',
  text: `
SELECT substr(c.relname, 13) AS table_name, has_table_privilege(c.oid, 'SELECT') AS readable,
  json_agg(a.attname::text) AS columns
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname = ${literal(schema)} AND c.relkind IN ('r', 'p', 'v') AND c.relname LIKE 'solid\\_queue\\_%'
GROUP BY c.oid, c.relname`,
});

export async function readTables(
  reader: PostgresReader,
  schema: string,
  signal: AbortSignal,
): Promise<Tables> {
  const rows = await reader.query<TableRow>(tablesOf(schema), signal);
  const there = new Set(rows.map((row) => row.table_name));
  const missing = needed.find((name) => !there.has(name));
  if (missing !== undefined) {
    throw fail('missing', msg('queues.solid.noTable', { table: `${schema}.solid_queue_${missing}` }), {
      next: msg('queues.solid.noTable.next'),
    });
  }
  const hidden = rows.find((row) => !row.readable);
  if (hidden) {
    throw fail(
      'denied',
      msg('queues.solid.denied', { table: `${schema}.solid_queue_${hidden.table_name}` }),
      {
        next: msg('queues.solid.denied.next', { schema }),
      },
    );
  }
  return new Map(rows.map((row) => [row.table_name, new Set(row.columns)]));
}
