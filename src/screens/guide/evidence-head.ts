import type { EvidenceTable, StepEvidence } from '../../domain/evidence.js';
import { fitColumns, takeColumns, wrapColumns } from '../../ui/text/fit.js';
import { displayWidth } from '../../ui/text/width.js';
import { limitRows } from '../../ui/text/wrap-words.js';
import type { Theme } from '../../ui/theme.js';
import { duration, ms } from '../format.js';
import { type Span, span } from '../lines.js';
import { failureText, type View } from '../view.js';
import { cellText } from './cell-text.js';

/** Rows that a long command takes at most; the whole of it can be copied. */
const mostHeadRows = 3;

/**
 * What was looked at, and at the right edge: exit status, age, how long it took. A long command goes on below, in at most
 * `rows` rows.
 */
export function evidenceHead(
  view: View,
  seen: StepEvidence,
  {
    width,
    theme,
    extra = '',
    rows = mostHeadRows,
  }: { width: number; theme: Theme; extra?: string; rows?: number },
): Span[][] {
  const where = seen.where === 'host' ? '$ ' : `[${view.t({ id: `guide.screen.where.${seen.where}` })}] `;
  const right = factsOf(view, seen, width, extra);
  const rightWidth = right.reduce((sum, { text }) => sum + displayWidth(text), 0);
  const indent = displayWidth(where);
  const room = Math.max(8, width - rightWidth - indent - 2);
  const { ellipsis } = theme.glyphs;
  const isCut = displayWidth(seen.command) > room && rows > 1;
  const first = isCut ? takeColumns(seen.command, room) : seen.command;
  const more = isCut ? wrapColumns(seen.command.slice(first.length), Math.max(1, width - indent)) : [];
  return [
    [span(where, 'dim'), span(fitColumns(first, room, { ellipsis }), 'accent'), span('  '), ...right],
    ...limitRows(more, Math.min(rows, mostHeadRows) - 1, width - indent, ellipsis).map((row) => [
      span(' '.repeat(indent)),
      span(row, 'accent'),
    ]),
  ];
}

function factsOf(view: View, seen: StepEvidence, width: number, extra: string): Span[] {
  const exit =
    seen.exit === undefined ? '' : view.t({ id: 'guide.screen.exit', params: { exit: seen.exit } });
  return [
    span(extra, 'dim'),
    span(exit, seen.exit === 0 ? 'dim' : 'warn'),
    span(ageText(view, seen.at), 'dim'),
    span(seen.ms > 0 && width >= 70 ? ms(seen.ms) : '', 'dim'),
  ]
    .filter(({ text }) => text !== '')
    .flatMap((fact, i) => (i === 0 ? [fact] : [span('  '), fact]));
}

/** Evidence that did not decide, in one line: its command and the last that it said. */
export function evidenceLine(view: View, seen: StepEvidence, width: number, theme: Theme): Span[] {
  const last = seen.lines[seen.lines.length - 1]?.text;
  const said = seen.failure
    ? span(failureText(view, seen.failure), 'warn')
    : seen.table
      ? span(tableText(view, seen.table))
      : last === undefined
        ? span(view.t({ id: 'guide.screen.no-output' }), 'dim')
        : span(last);
  const exit = seen.exit === undefined ? [] : [span(`exit ${seen.exit}  `, seen.exit === 0 ? 'dim' : 'warn')];
  const room = Math.max(8, Math.floor(width * 0.45));
  const command = fitColumns(seen.command, Math.min(room, displayWidth(seen.command)), {
    ellipsis: theme.glyphs.ellipsis,
  });
  return [span(`${theme.glyphs.dot} `, 'dim'), span(`${command}  `, 'accent'), ...exit, said];
}

/** How many rows, and what the first one says. */
function tableText(view: View, table: EvidenceTable): string {
  const [first] = table.rows;
  const told = table.columns.flatMap((column) => {
    const text = cellText(view, column, first?.[column.id]);
    return text === '' ? [] : [`${view.t(column.title)} ${text}`];
  });
  const count = view.t({ id: 'guide.screen.rows', params: { n: table.rows.length } });
  return told.length === 0 ? count : `${count}: ${told.join(' · ')}`;
}

export function ageText(view: View, at: number): string {
  const age = duration((view.state.now - at) / 1000, view.state.lang);
  return view.t({ id: 'guide.screen.age', params: { age } });
}
