import { nextStep } from '../../store/selectors/triage.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Theme } from '../../ui/theme.js';
import { type Span, span } from '../lines.js';
import type { View } from '../view.js';
import { visitMark } from './marks.js';
import type { Stop } from './step-sections.js';
import { stepTitle, titleOf } from './titles.js';

/** The way so far, one visit a row, and below it what may still come; a window of `height` rows around the visit on show. */
export function trailLines(view: View, stop: Stop, height: number, theme: Theme): Span[][] {
  const { walk, playbook, step, visit } = stop;
  const { glyphs } = theme;
  const rows: Span[][] = walk.visits.map((v, i) => {
    const mark = visitMark(glyphs, v);
    const isHere = i === walk.shown;
    const note = v.skipped ? 'skipped-short' : v.overruled ? 'overruled-short' : undefined;
    return [
      span(isHere ? `${glyphs.pointer} ` : '  ', 'key'),
      span(`${mark.glyph} `, mark.tone),
      span(titleOf(view, playbook, walk, v.step), isHere ? 'title' : v.skipped ? 'dim' : 'plain'),
      ...(note ? [span(` ${view.t({ id: `guide.screen.${note}` })}`, 'warn')] : []),
    ];
  });
  const ahead = walk.ended ? [] : aheadOf(stop, nextStep(visit, step));
  for (const [i, s] of ahead.entries()) {
    const isNext = i === 0 && s.id === nextStep(visit, step);
    rows.push([span(isNext ? `  ${glyphs.right} ` : '    ', 'dim'), span(stepTitle(view, s, walk), 'dim')]);
  }
  const first = Math.max(0, Math.min(walk.shown - Math.floor(height / 2), rows.length - height));
  const shown = rows.slice(first, first + height);
  if (first > 0) shown[0] = [span(`  ${glyphs.up} ${first + 1}`, 'dim')];
  if (first + height < rows.length)
    shown[shown.length - 1] = [span(`  ${glyphs.down} ${rows.length - first - height + 1}`, 'dim')];
  return shown;
}

/** Steps that were not visited yet, the next one first, then as they stand in the tree. */
function aheadOf({ walk, playbook }: Stop, next: string | undefined) {
  const visited = new Set(walk.visits.map((v) => v.step));
  const rest = playbook.steps.filter((s) => !visited.has(s.id));
  return [...rest.filter((s) => s.id === next), ...rest.filter((s) => s.id !== next)];
}

/** The last visits in one line, as many as fit whole; the one on show always stands. */
export function trailLine(view: View, stop: Stop, width: number, theme: Theme): Span[] {
  const { walk, playbook } = stop;
  const { glyphs } = theme;
  const parts = walk.visits.slice(0, walk.shown + 1).map((v, i) => {
    const mark = visitMark(glyphs, v);
    const isHere = i === walk.shown;
    const title = titleOf(view, playbook, walk, v.step);
    return [span(`${mark.glyph} `, mark.tone), span(title, isHere ? 'title' : 'dim')];
  });
  const count = `${walk.shown + 1}/${walk.visits.length}  `;
  const separator = span(` ${glyphs.right} `, 'dim');
  const widthOf = (spans: readonly Span[]) => spans.reduce((sum, { text }) => sum + displayWidth(text), 0);
  let line = parts.pop() ?? [];
  const room = width - displayWidth(count) - 2;
  while (parts.length > 0) {
    const next = [...(parts.pop() ?? []), separator, ...line];
    if (widthOf(next) > room) {
      line = [span(`${glyphs.ellipsis}`, 'dim'), separator, ...line];
      break;
    }
    line = next;
  }
  return [span(count, 'dim'), ...line];
}
