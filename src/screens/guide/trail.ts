import type { Step } from '../../domain/playbook.js';
import type { Visit } from '../../domain/walk.js';
import { goesOf, nextStep } from '../../store/selectors/triage.js';
import { fitColumns } from '../../ui/text/fit.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Glyphs, Theme } from '../../ui/theme.js';
import { type Span, span } from '../lines.js';
import type { View } from '../view.js';
import { endTone, type Mark, visitMark } from './marks.js';
import type { Stop } from './stop.js';
import { stepTitle, titleOf } from './titles.js';

/** The way so far, one visit a row, and below it what may still come; a window of `height` rows around the visit on show. */
export function trailLines(
  view: View,
  stop: Stop,
  { width, height }: { readonly width: number; readonly height: number },
  theme: Theme,
): Span[][] {
  const { walk, playbook, step, visit } = stop;
  const { glyphs } = theme;
  const rows: Span[][] = walk.visits.map((v, i) => {
    const mark = endMark(stop, i, glyphs) ?? visitMark(glyphs, v);
    const isHere = i === walk.shown;
    const noteId = noteOf(v);
    const note = noteId === undefined ? '' : ` ${view.t({ id: `guide.screen.${noteId}` })}`;
    // What the operator did is short and must not be cut off behind a long title.
    const room = Math.max(1, width - 4 - displayWidth(note));
    const title = titleOf(view, playbook, walk, v.step);
    const fitted = note === '' ? title : fitShort(title, room, glyphs);
    return [
      span(isHere ? `${glyphs.pointer} ` : '  ', 'key'),
      span(`${mark.glyph} `, mark.tone),
      span(fitted, isHere ? 'title' : v.skipped ? 'dim' : 'plain'),
      ...(note === '' ? [] : [span(note, 'warn')]),
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

/** What was done about a visit that its mark alone does not tell. */
function noteOf({ skipped, undone, overruled }: Visit): string | undefined {
  if (skipped) return 'skipped-short';
  if (undone) return 'undone-short';
  return overruled && 'overruled-short';
}

/** Not wider than `room`, and not padded to it. */
const fitShort = (text: string, room: number, glyphs: Glyphs): string =>
  fitColumns(text, Math.min(displayWidth(text), room), { ellipsis: glyphs.ellipsis });

/** An ended walk's last stop shows how it ended. */
function endMark({ walk }: Stop, index: number, glyphs: Glyphs): Mark | undefined {
  if (!walk.ended || index !== walk.visits.length - 1) return undefined;
  return { glyph: glyphs.bullet, tone: endTone[walk.ended.outcome] };
}

/** Steps ahead that are shown at most: a tree may have a hundred, of which a walk sees ten. */
const mostAhead = 12;

/** Steps that were not visited yet and may come: the next one first, then the nearest. */
function aheadOf({ walk, playbook, step }: Stop, next: string | undefined): readonly Step[] {
  const visited = new Set(walk.visits.map((v) => v.step));
  const seen = new Set([step.id]);
  const ahead: Step[] = [];
  let ids = [...(next === undefined ? [] : [next]), ...goesOf(step)];
  while (ids.length > 0 && ahead.length < mostAhead) {
    const reached = ids.flatMap((id) => {
      const found = seen.has(id) ? undefined : playbook.steps.find((s) => s.id === id);
      seen.add(id);
      return found ? [found] : [];
    });
    ahead.push(...reached.filter(({ id }) => !visited.has(id)));
    ids = reached.flatMap(goesOf);
  }
  return ahead.slice(0, mostAhead);
}

/** A title in the one-line trail is cut at this width, so that more than one stop fits. */
const widestStop = 30;

/** The stops before the one on show in one line, the latest ones as far as they fit; its title stands below. */
export function trailLine(view: View, { walk, playbook }: Stop, width: number, theme: Theme): Span[] {
  const { glyphs } = theme;
  const separator = span(` ${glyphs.right} `, 'dim');
  const count = span(`${view.t({ id: 'guide.screen.step-number', params: { n: walk.shown + 1 } })}  `, 'dim');
  let line: Span[] = [];
  let left = width - displayWidth(count.text) - displayWidth(glyphs.ellipsis) - 6;
  for (let i = walk.shown - 1; i >= 0; i--) {
    const visit = walk.visits[i];
    if (!visit) break;
    const mark = visitMark(glyphs, visit);
    const title = titleOf(view, playbook, walk, visit.step);
    const fitted = fitShort(title, widestStop, glyphs);
    const own = displayWidth(fitted) + 5;
    if (own > left) return [count, span(glyphs.ellipsis, 'dim'), separator, ...line];
    line = [span(`${mark.glyph} `, mark.tone), span(fitted, 'dim'), separator, ...line];
    left -= own;
  }
  return [count, ...line];
}
