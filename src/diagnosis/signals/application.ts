import { msg } from '../../domain/message.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Context, evidence, type Found, found } from './found.js';

const recentMs = 15 * 60_000;

/** What the application itself reports in its alert and job tables. */
export function applicationSignals({ view, now }: Context): readonly Found[] {
  const rows = (dataOf(view.sqlAlerts)?.rows ?? []).filter(
    (row) => now - row.at <= recentMs && (row.severity === 'warn' || row.severity === 'critical'),
  );
  return [...new Set(rows.map((row) => row.source))].flatMap((source) => {
    const own = rows.filter((row) => row.source === source);
    const latest = own[0];
    if (!latest) return [];
    const text = msg('situation.application', { source, n: own.length, text: latest.text.slice(0, 200) });
    const proof = [
      evidence('alerts', msg('situation.evidence.line', { line: latest.text.slice(0, 300) }), source),
    ];
    return [
      found('application.alert', source, 'warn', text, proof, { since: Math.min(...own.map((r) => r.at)) }),
    ];
  });
}
