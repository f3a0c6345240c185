import type { ChecklistRecord } from '../domain/checklist.js';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { type Lang, translate } from '../i18n/t.js';
import { readChecklists } from '../record/checklist-file.js';
import { displayWidth } from '../ui/text/width.js';

/** Prints the checklists that were gone through, newest last; the result is the exit code. Rejects with a FailureError. */
export async function reportChecklists(
  host: string | undefined,
  options: { readonly lang: Lang; readonly dir: string; print?(text: string): void },
): Promise<number> {
  const { lang, dir, print = (text: string) => void process.stdout.write(text) } = options;
  const t = (message: Msg) => translate(lang, message);
  const { records, unreadable } = await readChecklists(dir);
  const wanted = records.filter((record) => host === undefined || record.host === host);
  if (wanted.length === 0) print(`${t(msg('checklist.report.none', { dir }))}\n`);
  for (const record of wanted) print(`${textOf(record, lang, t)}\n`);
  if (unreadable > 0) print(`${t(msg('checklist.report.unreadable', { count: unreadable, dir }))}\n`);
  return 0;
}

function textOf(record: ChecklistRecord, lang: Lang, t: (message: Msg) => string): string {
  const { at, host, who, kind, title, points, unfinished } = record;
  const head = msg(unfinished ? 'checklist.report.head.unfinished' : 'checklist.report.head', {
    when: localMinute(at),
    host: sanitizeLine(host),
    title: sanitizeLine(title[lang]),
    kind: { id: `checklist.kind.${kind}` },
    who: sanitizeLine(who),
  });
  const states = points.map(({ state }) => t({ id: `checklist.state.${state}` }));
  const width = Math.max(0, ...states.map(displayWidth));
  const lines = points.map((point, i) => {
    const state = states[i] ?? '';
    const say = point.say ? `: ${sanitizeLine(point.say[lang])}` : '';
    return `  ${state}${' '.repeat(width - displayWidth(state))}  ${sanitizeLine(point.title[lang])}${say}`;
  });
  return [t(head), ...lines, ''].join('\n');
}

/** ISO 8601, UTC → "2026-11-22 09:15" on the operator's clock. */
function localMinute(at: string): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
