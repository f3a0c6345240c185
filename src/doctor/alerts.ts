import type { PostgresReader } from '../domain/access.js';
import type { SqlAlertSource } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { readOnlyText } from '../domain/read-statement.js';
import type { Finding } from './finding.js';

const needed = ['at', 'severity', 'text'];

/** One source of alerts: the statement runs, and has the columns that make an alert. Rejects when it does not run. */
export async function examineAlertSource(
  { id, query }: SqlAlertSource,
  reader: PostgresReader,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  // The outer join gives one row, and with it the names of the columns, where there is no alert.
  const text = `SELECT a.* FROM (SELECT 1) AS one LEFT JOIN (\n${readOnlyText(id, query)}\n) AS a ON true LIMIT 20`;
  const rows = await reader.query<Record<string, unknown>>({ name: `alerts ${id}`, text }, signal);
  return [judgeAlertRows(id, rows)];
}

export function judgeAlertRows(id: string, rows: readonly Readonly<Record<string, unknown>>[]): Finding {
  const area = 'alerts';
  const columns = Object.keys(rows[0] ?? {});
  const missing = needed.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    return {
      area,
      state: missing.includes('at') || missing.includes('text') ? 'fail' : 'warn',
      what: msg('doctor.alerts.columns', { id, missing: missing.join(', ') }),
      why: msg('doctor.alerts.columns.why', { columns: columns.join(', ') || '–' }),
      next: msg('doctor.alerts.columns.next'),
    };
  }
  const real = rows.filter((row) => needed.some((column) => row[column] !== null));
  const timeless = real.filter(({ at }) => at === null || at === undefined || Number.isNaN(timeOf(at)));
  if (timeless.length > 0) {
    return {
      area,
      state: timeless.length === real.length ? 'fail' : 'warn',
      what: msg('doctor.alerts.times', { id, n: timeless.length, of: real.length }),
      next: msg('doctor.alerts.times.next'),
    };
  }
  return { area, state: 'ok', what: msg('doctor.alerts.reads', { id, n: real.length }) };
}

/** NaN for what is no time: epoch seconds and PostgreSQL's text form are. */
function timeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const text = String(value).trim();
  return /^\d+(\.\d+)?$/.test(text)
    ? Number(text)
    : Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'));
}
