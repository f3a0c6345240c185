import type { StepEvidence } from '../../domain/evidence.js';
import { fitColumns } from '../../ui/text/fit.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Theme } from '../../ui/theme.js';
import { duration, ms } from '../format.js';
import { type Span, span } from '../lines.js';
import { failureText, type View } from '../view.js';

/** What was looked at, and at the right edge: exit status, age, how long it took. */
export function evidenceHead(
  view: View,
  seen: StepEvidence,
  { width, theme, extra = '' }: { width: number; theme: Theme; extra?: string },
): Span[] {
  const where = seen.where === 'host' ? '$ ' : `[${view.t({ id: `guide.screen.where.${seen.where}` })}] `;
  const right = [
    ...(extra ? [span(extra, 'dim')] : []),
    ...(seen.exit === undefined
      ? []
      : [
          span(
            view.t({ id: 'guide.screen.exit', params: { exit: seen.exit } }),
            seen.exit === 0 ? 'dim' : 'warn',
          ),
        ]),
    span(ageText(view, seen.at), 'dim'),
    ...(seen.ms > 0 && width >= 70 ? [span(ms(seen.ms), 'dim')] : []),
  ].flatMap((s, i) => (i === 0 ? [s] : [span('  '), s]));
  const rightWidth = right.reduce((sum, { text }) => sum + displayWidth(text), 0);
  const room = Math.max(8, width - rightWidth - displayWidth(where) - 2);
  return [
    span(where, 'dim'),
    span(fitColumns(seen.command, room, { ellipsis: theme.glyphs.ellipsis }), 'accent'),
    span('  '),
    ...right,
  ];
}

/** Evidence that did not decide, in one line: its command and the last that it said. */
export function evidenceLine(view: View, seen: StepEvidence, width: number, theme: Theme): Span[] {
  const last = seen.lines[seen.lines.length - 1]?.text;
  const said = seen.failure
    ? span(failureText(view, seen.failure), 'warn')
    : seen.table
      ? span(view.t({ id: 'guide.screen.rows', params: { n: seen.table.rows.length } }), 'plain')
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

export function ageText(view: View, at: number): string {
  const age = duration((view.state.now - at) / 1000, view.state.lang);
  return view.t({ id: 'guide.screen.age', params: { age } });
}
