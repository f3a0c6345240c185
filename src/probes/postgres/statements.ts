import type { PostgresReader } from '../../domain/access.js';
import { FailureError } from '../../domain/failure.js';
import type { StatementRow } from '../../domain/model.js';
import { shownQuery } from './mask-sql.js';
import type { IdentityRow } from './sql/identity.js';
import {
  type StatementText,
  type StatementTotals,
  statementTexts,
  statementTotals,
} from './sql/statements.js';

/** How often the totals are read, ms: they move slowly and cost the server a sort of all its statements. */
const everyMs = 10_000;
/** Rows handed on. */
const maxRows = 50;

/** Reads pg_stat_statements now and then, and keeps the rows in between; undefined where it can't be read. */
export function createStatements(clock: () => number) {
  let last: { at: number; totals: ReadonlyMap<string, StatementTotals> } | undefined;
  let rows: readonly StatementRow[] | undefined;
  let nextAt = 0;
  const texts = new Map<string, string>();

  return {
    async read(
      reader: PostgresReader,
      who: IdentityRow,
      signal: AbortSignal,
    ): Promise<readonly StatementRow[] | undefined> {
      const { statements_schema: schema, statements_version: version } = who;
      if (schema === null || version === null) return undefined;
      const now = clock();
      if (now < nextAt) return rows;
      nextAt = now + everyMs;
      try {
        const totals = await reader.query<StatementTotals>(statementTotals(schema, version), signal);
        rows = rowsOf(totals, last, now).slice(0, maxRows);
        last = { at: now, totals: new Map(totals.map((row) => [row.query_id, row])) };
        await learnTexts(reader, schema, rows, texts, signal);
      } catch (error) {
        // Without its library loaded, or without the right to it, the extension's function fails: no reason to lose the rest.
        if (!(error instanceof FailureError) || signal.aborted) throw error;
        rows = undefined;
        last = undefined;
      }
      rows = rows?.map((row) => withText(row, texts.get(row.queryId)));
      return rows;
    },
  };
}

const withText = (row: StatementRow, query: string | undefined): StatementRow =>
  query === undefined ? row : { ...row, query };

/** Texts are fetched once per statement; those that fell out of the list are forgotten. */
async function learnTexts(
  reader: PostgresReader,
  schema: string,
  rows: readonly StatementRow[],
  texts: Map<string, string>,
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Set(rows.map((row) => row.queryId));
  for (const id of texts.keys()) if (!wanted.has(id)) texts.delete(id);
  const missing = [...wanted].filter((id) => !texts.has(id));
  if (missing.length === 0) return;
  for (const row of await reader.query<StatementText>(statementTexts(schema, missing), signal)) {
    texts.set(row.query_id, shownQuery(row.query ?? ''));
  }
}

function rowsOf(
  totals: readonly StatementTotals[],
  last: { at: number; totals: ReadonlyMap<string, StatementTotals> } | undefined,
  now: number,
): StatementRow[] {
  const allMs = totals[0]?.all_ms ?? 0;
  const lastAllMs = last?.totals.values().next().value?.all_ms ?? 0;
  const seconds = last ? (now - last.at) / 1000 : 0;
  return totals
    .map((row): StatementRow => {
      const before = last?.totals.get(row.query_id);
      const calls = before ? row.calls - before.calls : -1;
      const ms = before ? row.total_ms - before.total_ms : -1;
      return {
        queryId: row.query_id,
        calls: row.calls,
        ...(calls >= 0 && seconds > 0 ? { callsPerSecond: calls / seconds } : {}),
        totalMs: row.total_ms,
        meanMs: row.calls > 0 ? row.total_ms / row.calls : 0,
        ...(ms >= 0 && allMs > lastAllMs
          ? { sharePercent: Math.min(100, (100 * ms) / (allMs - lastAllMs)) }
          : {}),
        rows: row.rows,
      };
    })
    .sort((a, b) => (b.sharePercent ?? -1) - (a.sharePercent ?? -1) || b.totalMs - a.totalMs);
}
