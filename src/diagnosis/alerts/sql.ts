import { msg } from '../../domain/message.js';
import type { Alert, SqlAlertRow, SqlAlertsData } from '../../domain/model.js';
import { keyOf } from './key.js';
import type { Occurrence } from './update.js';

/** Rows that are newer than what the list holds; rows of the same source, kind and wording are one alert. */
export function sqlOccurrences(data: SqlAlertsData, alerts: readonly Alert[]): readonly Occurrence[] {
  const lastAt = new Map(alerts.map((alert) => [alert.key, alert.lastAt]));
  return data.rows
    .filter((row) => row.severity !== 'ok')
    .toReversed()
    .map(occurrence)
    .filter((o) => o.at > (lastAt.get(o.key) ?? -Infinity));
}

function occurrence(row: SqlAlertRow): Occurrence {
  // Numbers and ids in a message differ from row to row; the trouble is the same.
  const wording = row.text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/gi, '#').slice(0, 120);
  const text = row.kind
    ? msg('alerts.sql.row-kind', { kind: row.kind, text: row.text })
    : msg('alerts.sql.row', { text: row.text });
  return {
    key: keyOf('sql', `${row.source}:${row.kind ?? ''}`, wording),
    severity: row.severity,
    source: 'sql',
    object: row.source,
    text,
    at: row.at,
  };
}
