import type { PostgresReader, Probe } from '../../domain/access.js';
import { type Failure, FailureError } from '../../domain/failure.js';
import type { HostEntry, SqlAlertSource } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { SqlAlertRow, SqlAlertsData } from '../../domain/model.js';
import { parseAlertRow } from './alert-row.js';

const dayMs = 86_400_000;
const mostRows = 50;

/**
 * Rows of the host entry's alert sources of the last 24 hours, newest first, at most 50 in all.
 * A source that can't be read is named in `failures` and takes no other down.
 */
export function createSqlAlertsProbe(
  host: HostEntry,
  /** `now`: host clock, since rows carry the times of the server. */
  { now = Date.now }: { readonly now?: () => number } = {},
): Probe<'sql-alerts', 'postgres', SqlAlertsData> {
  return {
    id: 'sql-alerts',
    needs: ['postgres'],
    everyMs: 15_000,
    timeoutMs: 6000,
    async read(from, signal) {
      const read = await Promise.all(
        host.alerts.map((source) => readSource(source, from.postgres.get(source.postgres), signal)),
      );
      const oldest = now() - dayMs;
      const rows = read
        .flatMap((r) => r.rows)
        .filter((row) => row.at >= oldest)
        .sort((a, b) => b.at - a.at)
        .slice(0, mostRows);
      return {
        rows,
        failures: read.flatMap((r) => (r.failure ? [{ source: r.source, failure: r.failure }] : [])),
      };
    },
  };
}

interface SourceRead {
  readonly source: string;
  readonly rows: readonly SqlAlertRow[];
  readonly failure?: Failure;
}

async function readSource(
  source: SqlAlertSource,
  postgres: PostgresReader | undefined,
  signal: AbortSignal,
): Promise<SourceRead> {
  const failed = (failure: Failure): SourceRead => ({ source: source.id, rows: [], failure });
  if (!postgres) {
    return failed({ kind: 'missing', what: msg('alerts.sql.no-server', { server: source.postgres }) });
  }
  try {
    const rows = await postgres.query<Record<string, unknown>>(
      { name: `alerts ${source.id}`, text: source.query },
      signal,
    );
    const typed = rows.slice(0, 1000).map((row) => parseAlertRow(source.id, row));
    const good = typed.filter((row) => row !== undefined);
    if (rows.length > 0 && good.length === 0) {
      return failed({ kind: 'malformed', what: msg('alerts.sql.columns', { source: source.id }) });
    }
    return { source: source.id, rows: good };
  } catch (error) {
    if (error instanceof FailureError) return failed(error.failure);
    throw error;
  }
}
