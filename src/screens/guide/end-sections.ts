import { deedsOf } from '../../domain/deeds.js';
import type { EndStep } from '../../domain/playbook.js';
import type { Theme } from '../../ui/theme.js';
import { duration } from '../format.js';
import { type Span, span } from '../lines.js';
import type { View } from '../view.js';
import { liveSections, runningHere } from './action-sections.js';
import { endTone, visitMark } from './marks.js';
import { outcomeSection, outputSection } from './outcome.js';
import { paragraph } from './paragraph.js';
import { blank, linesSection, type Section } from './stack.js';
import type { Stop } from './stop.js';
import { treeText } from './titles.js';

/** How the walk ended, what it took, and what could be undone still. */
export function endSections(view: View, stop: Stop, step: EndStep, width: number, theme: Theme): Section[] {
  const { walk } = stop;
  const say = walk.ended ? view.t(walk.ended.say) : treeText(view, step.say, walk.values);
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const undone = walk.ended?.undone ?? 0;
  const tone = undone > 0 ? 'dim' : endTone[step.outcome];
  const since = view.t({ id: 'guide.screen.undone-since', params: { n: undone } });
  const found = step.outcome === 'resolved' ? [] : findings(view, stop, theme);
  return [
    linesSection('end', [[span(endName(view, step), tone)]], width, { priority: 85 }),
    linesSection('findings', found, width, { priority: 15, min: 0 }),
    ...(found.length > 0 ? [blank('after-findings')] : []),
    linesSection('end-says', paragraph(say, cut), width, { priority: 85, min: 1 }),
    ...(undone > 0
      ? [linesSection('undone', paragraph(since, { ...cut, tone: 'warn' }), width, { priority: 86 })]
      : []),
    blank('after-end'),
    linesSection('summary', summaryLines(view, stop), width, { priority: 10, min: 0 }),
  ];
}

/** The outcome in words. */
export const endName = (view: View, step: EndStep): string =>
  view.t({ id: `guide.screen.end.${step.outcome}` });

/** What each look came to, in the order of the walk: what somebody who takes over needs. */
function findings(view: View, { walk, playbook }: Stop, { glyphs }: Theme): Span[][] {
  return walk.visits.flatMap((visit) => {
    const kind = playbook.steps.find(({ id }) => id === visit.step)?.kind;
    if (!visit.proposed || (kind !== 'probe' && kind !== 'call')) return [];
    const mark = visitMark(glyphs, visit);
    const told = visit.overruled?.reason ?? view.t(visit.proposed.say);
    const note = visit.overruled ? ` ${view.t({ id: 'guide.screen.overruled-short' })}` : '';
    return [[span(`${mark.glyph} `, mark.tone), span(told, 'plain'), span(note, 'warn')]];
  });
}

function summaryLines(view: View, { walk }: Stop): Span[][] {
  const time = duration(((walk.ended?.at ?? view.state.now) - walk.startedAt) / 1000, view.state.lang);
  const deeds = deedsOf(walk);
  const told = view.t({ id: 'guide.screen.summary', params: { steps: walk.visits.length, time, deeds } });
  const undoable = view.t({ id: 'guide.screen.undoable', params: { n: walk.undoable.length } });
  return [[span(told, 'dim')], ...(walk.undoable.length > 0 ? [[span(undoable, 'dim')]] : [])];
}

/** What can be undone, the last deed first; its undoing while that runs. */
export function undoSections(view: View, stop: Stop, width: number, theme: Theme): Section[] {
  const { walk, visit } = stop;
  const live = runningHere(view, stop);
  if (live) return liveSections(view, live, width, theme);
  const rows =
    walk.undoable.length === 0
      ? [[span(view.t({ id: 'guide.screen.nothing-to-undo' }), 'dim')]]
      : [...walk.undoable]
          .reverse()
          .flatMap(({ title, plan }, i) => [
            [span(`${i + 1}. `, 'dim'), span(view.t(title), i === 0 ? 'title' : 'plain')],
            [span(`   ${plan.shown}`, 'accent')],
          ]);
  const { outcome } = visit;
  return [
    linesSection('undoable', rows, width, { priority: 75, min: 2 }),
    ...(outcome ? [blank('before-outcome'), outcomeSection(view, outcome, width, theme)] : []),
    ...(outcome && outcome.lines.length > 0
      ? [outputSection(view, outcome.lines, width, { priority: 60 })]
      : []),
  ];
}
