import { msg } from '../../domain/message.js';
import type { SqlAlertRow } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { isJobSuccess, jobOf } from '../job-signatures.js';
import type { ErrorLine } from '../view.js';
import { type Context, evidence, type Found, found } from './found.js';

const recentMs = 15 * 60_000;

/** What the application itself reports in its alert and job tables; rows have no end, so each is told for a quarter of an hour. */
export function applicationSignals({ view, now }: Context): readonly Found[] {
  const rows = (dataOf(view.sqlAlerts)?.rows ?? []).filter(
    (row) =>
      now - row.at <= recentMs &&
      (row.severity === 'warn' || row.severity === 'critical') &&
      !isOver(row, view.errors),
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

const tellsFailure = /fail|失敗/i;

/**
 * It says that a recurring job failed, and the log has a success of that job since. Nothing else is sure: of other rows nobody
 * knows what they are about, and a task that succeeds with other arguments (a Celery log) repairs nothing.
 */
function isOver({ text, at }: SqlAlertRow, lines: readonly ErrorLine[]): boolean {
  const job = tellsFailure.test(text) ? jobOf(text) : undefined;
  return (
    job !== undefined &&
    lines.some((line) => line.at > at && isJobSuccess(line.text) && jobOf(line.text) === job)
  );
}
