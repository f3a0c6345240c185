import type { Severity, SqlAlertRow } from '../../domain/model.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

/** Words that alert and job tables use for how bad a row is. */
const words: ReadonlyMap<string, Severity> = new Map(
  Object.entries<Severity>({
    ok: 'ok',
    success: 'ok',
    succeeded: 'ok',
    debug: 'info',
    info: 'info',
    notice: 'info',
    low: 'info',
    warn: 'warn',
    warning: 'warn',
    medium: 'warn',
    partial: 'warn',
    error: 'critical',
    failure: 'critical',
    failed: 'critical',
    high: 'critical',
    critical: 'critical',
    fatal: 'critical',
    emergency: 'critical',
  }),
);

/** A row with the columns at, severity, text and perhaps kind; undefined without a usable time. */
export function parseAlertRow(
  source: string,
  row: Readonly<Record<string, unknown>>,
): SqlAlertRow | undefined {
  const at = timeOf(row.at);
  if (at === undefined) return undefined;
  const kind = lineOf(row.kind);
  const base = { source, at, severity: severityOf(row.severity), text: lineOf(row.text) };
  return kind ? { ...base, kind } : base;
}

/** An unknown word is a warning: the table was configured as one of alerts. */
function severityOf(value: unknown): Severity {
  return (
    words.get(
      String(value ?? '')
        .trim()
        .toLowerCase(),
    ) ?? 'warn'
  );
}

const lineOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : maskSecrets(sanitizeLine(typeof value === 'string' ? value : JSON.stringify(value)));

/** A Date, epoch seconds, or PostgreSQL's text form; a text without a zone is taken as UTC. */
function timeOf(value: unknown): number | undefined {
  if (value instanceof Date) return finite(value.getTime());
  if (typeof value === 'number') return finite(value * 1000);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return finite(Number(text) * 1000);
  const zoned = /([zZ]|[+-]\d{2}(:?\d{2})?)$/.test(text.slice(10));
  const iso = text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');
  return finite(Date.parse(zoned ? iso : `${iso}Z`));
}

const finite = (ms: number): number | undefined => (Number.isFinite(ms) ? Math.round(ms) : undefined);
