import { createElement } from 'react';
import type { EvidenceLine } from '../../domain/evidence.js';
import type { Outcome } from '../../domain/perform.js';
import type { Theme } from '../../ui/theme.js';
import { duration } from '../format.js';
import { Lines, type Span, span } from '../lines.js';
import { failureText, type View } from '../view.js';
import { outcomeMark } from './marks.js';
import { paragraph } from './paragraph.js';
import { linesSection, type Section } from './stack.js';

/** How an action ended: what cockpit knows of it, why, and what a look at the host said where nobody could tell. */
export function outcomeLines(view: View, outcome: Outcome, width: number, theme: Theme): Span[][] {
  const mark = outcomeMark(theme.glyphs, outcome.kind);
  const took = duration((outcome.endedAt - outcome.startedAt) / 1000, view.state.lang);
  const exit =
    outcome.exit === undefined
      ? []
      : [span(`  ${view.t({ id: 'guide.screen.exit', params: { exit: outcome.exit } })}`, 'dim')];
  const ran = outcome.kind === 'done' || outcome.kind === 'failed' || outcome.kind === 'unknown';
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const lines: Span[][] = [
    [
      span(`${mark.glyph} ${view.t({ id: `guide.screen.outcome.${outcome.kind}` })}`, mark.tone),
      ...exit,
      ...(ran ? [span(`  ${view.t({ id: 'guide.screen.took', params: { time: took } })}`, 'dim')] : []),
    ],
  ];
  if (outcome.why) lines.push(...paragraph(failureText(view, outcome.why), { ...cut, tone: 'warn', max: 3 }));
  if (outcome.reconciled) {
    const { done, say } = outcome.reconciled;
    const id = done === 'unknown' ? 'unknown' : done ? 'done' : 'not-done';
    lines.push(
      ...paragraph(view.t(say), {
        ...cut,
        label: view.t({ id: `guide.screen.reconciled.${id}` }),
        labelTone: done === true ? 'ok' : done === false ? 'fail' : 'warn',
        max: 2,
      }),
    );
  }
  return lines;
}

/** The last lines of an action's output, the newest at the end; `live` while more may come. */
export function outputSection(
  view: View,
  lines: readonly EvidenceLine[],
  width: number,
  { priority, live = false }: { priority: number; live?: boolean },
): Section {
  const painted = lines.map((line) => [
    span('  '),
    span(line.text, line.stream === 'stderr' ? 'notice' : 'plain'),
  ]);
  const empty = [
    [span(`  ${view.t({ id: live ? 'guide.screen.no-output-yet' : 'guide.screen.no-output' })}`, 'dim')],
  ];
  const all = painted.length > 0 ? painted : empty;
  return {
    id: 'output',
    wanted: all.length,
    min: Math.min(all.length, 3),
    priority,
    draw: (rows) => createElement(Lines, { lines: all.slice(-rows), width }),
  };
}

export const outcomeSection = (view: View, outcome: Outcome, width: number, theme: Theme): Section =>
  linesSection('outcome', outcomeLines(view, outcome, width, theme), width, { priority: 85, min: 1 });
