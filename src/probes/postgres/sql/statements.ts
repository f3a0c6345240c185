import type { ReadStatement } from '../../../domain/access.js';

/** Totals of one statement over all users and databases since the statistics were reset. */
export interface StatementTotals {
  readonly query_id: string;
  readonly calls: number;
  readonly total_ms: number;
  readonly rows: number;
  /** Execution time of all statements together, ms; the same in every row. */
  readonly all_ms: number;
}

export interface StatementText {
  readonly query_id: string;
  readonly query: string;
}

/**
 * The statements with the most time, and those that are slowest a call: a statement that went bad a minute ago is
 * among the latter long before it is among the former. `false` leaves the file with the texts alone.
 * @param schema quoted
 * @param extension e.g. "1.10"; total_time became total_exec_time in 1.8
 */
export function statementTotals(schema: string, extension: string): ReadStatement {
  const total = isAtLeast(extension, 1, 8) ? 'total_exec_time' : 'total_time';
  return {
    name: 'postgres.statements',
    text: `
WITH s AS (
  SELECT queryid, sum(calls)::float8 AS calls, sum(${total})::float8 AS total_ms, sum(rows)::float8 AS rows
  FROM ${schema}.pg_stat_statements(false) WHERE queryid IS NOT NULL GROUP BY queryid
), ranked AS (
  SELECT *, sum(total_ms) OVER () AS all_ms, row_number() OVER (ORDER BY total_ms DESC) AS by_total,
    row_number() OVER (ORDER BY total_ms / greatest(calls, 1) DESC) AS by_mean
  FROM s
)
SELECT queryid::text AS query_id, calls, total_ms, rows, all_ms
FROM ranked WHERE by_total <= 60 OR by_mean <= 30`,
  };
}

/** Texts of the given statements; their ids must be those that the server gave. */
export function statementTexts(schema: string, queryIds: readonly string[]): ReadStatement {
  const ids = queryIds.filter((id) => /^-?\d{1,20}$/.test(id));
  return {
    name: 'postgres.statement-texts',
    text: `
SELECT queryid::text AS query_id, min(left(query, 1000)) AS query
FROM ${schema}.pg_stat_statements(true) WHERE queryid = ANY ('{${ids.join(',')}}'::int8[]) GROUP BY queryid`,
  };
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
}
