import { bothLanguages, type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import type { RecordedAction } from '../record/read-actions.js';
import { displayWidth } from '../ui/text/width.js';

/** The command stands last: a script of several hundred letters must not push the outcome off the screen. */
const columns = ['time', 'who', 'host', 'step', 'outcome', 'command'] as const;

/** Prints the record of actions as a table, newest last; returns the exit code. */
export async function reportActions(
  host: string | undefined,
  t: (message: Msg) => string,
  print: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<number> {
  const { readActions } = await import('../record/read-actions.js');
  const { recordFolder } = await import('./record-folder.js');
  const dir = recordFolder(process.env);
  const { actions, unreadable } = await readActions(dir, host === undefined ? {} : { host });
  if (actions.length === 0) print(`${t(msg('operate.report.none', { dir }))}\n`);
  else print(actionsTable(actions, t));
  if (unreadable > 0) print(`${t(msg('operate.report.unreadable', { count: unreadable, dir }))}\n`);
  return 0;
}

/** The table as text; the command, which may be long, is not cut: it is a record. */
export function actionsTable(actions: readonly RecordedAction[], t: (message: Msg) => string): string {
  const head = columns.map((column) => t(heads[column]));
  const rows = actions.map(({ record, ...action }) => [
    localTime(record.at),
    record.who,
    record.on === 'operator' ? t(msg('operate.report.here', { host: record.host })) : record.host,
    stepText(record, t),
    outcomeText({ record, ...action }, t),
    record.command,
  ]);
  const cells = [head, ...rows].map((row) => row.map((cell) => sanitizeLine(cell)));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index] ?? ''))));
  const lines = cells.map((row) =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - displayWidth(cell)))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function stepText(
  { playbook, step, undoing }: RecordedAction['record'],
  t: (message: Msg) => string,
): string {
  const place = `${playbook}/${step}`;
  return undoing ? t(msg('operate.report.undoing', { place })) : place;
}

const heads = {
  time: msg('operate.report.time'),
  who: msg('operate.report.who'),
  host: msg('operate.report.host'),
  step: msg('operate.report.step'),
  command: msg('operate.report.command'),
  outcome: msg('operate.report.outcome'),
};

const outcomes: Record<RecordedAction['outcome'], Msg> = {
  done: msg('operate.report.done'),
  failed: msg('operate.report.failed'),
  unknown: msg('operate.report.unknown'),
  refused: msg('operate.report.refused'),
  'dry-run': msg('operate.report.dry-run'),
  copied: msg('operate.report.copied'),
  running: msg('jobs.report.running'),
  declined: msg('operate.report.declined'),
  unrecorded: msg('operate.report.unrecorded'),
};

function outcomeText(
  { outcome, exit, why, detail, reconciled }: RecordedAction,
  t: (message: Msg) => string,
): string {
  const parts = [
    t(outcomes[outcome]),
    exit === undefined || exit === 0 ? '' : t(msg('operate.report.exit', { exit })),
    [why ? t(bothLanguages(why.en, why.ja)) : '', why ? detail : withoutId(detail)]
      .filter(Boolean)
      .join(': '),
    reconciled
      ? t(msg('operate.report.reconciled', { outcome: t(outcomes[reconciled.outcome ?? 'unknown']) }))
      : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Records of before had no `why`; `detail` began with the id of a message, which tells a reader nothing. */
const withoutId = (detail: string | undefined): string | undefined =>
  detail?.replace(/^[a-z]+(?:\.[\w-]+)+(?:: |$)/, '');

/** ISO 8601, UTC → the operator's clock, to the second; as it stands when it is no time. */
function localTime(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}
