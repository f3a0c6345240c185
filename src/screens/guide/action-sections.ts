import type { Acting } from '../../domain/guide.js';
import { type Msg, msg } from '../../domain/message.js';
import type { Theme } from '../../ui/theme.js';
import { duration } from '../format.js';
import { span } from '../lines.js';
import { failureText, type View } from '../view.js';
import { outcomeSection, outputSection } from './outcome.js';
import { paragraph } from './paragraph.js';
import { commandSection, planSections } from './plan.js';
import { linesSection, type Section } from './stack.js';
import type { Stop } from './stop.js';
import { titleOf } from './titles.js';
import { verdictSections } from './verdict.js';

/** An action step: what would be done and what forbids it, its output while it runs, and how it ended. */
export function actionSections(view: View, stop: Stop, width: number, theme: Theme): Section[] {
  const { visit, step } = stop;
  const { plan, outcome } = visit;
  const live = runningHere(view, stop);
  if (live) return liveSections(view, live, width, theme);
  const judged = verdictSections(view, step, visit, width, theme);
  if (outcome) {
    return [
      ...(plan ? [commandSection(plan.shown, width)] : []),
      outcomeSection(view, outcome, width, theme),
      ...(visit.undone ? [linesSection('undone', [undoneLine(view)], width, { priority: 86 })] : []),
      ...(outcome.lines.length > 0 ? [outputSection(view, outcome.lines, width, { priority: 60 })] : []),
      ...judged,
    ];
  }
  return [
    ...obstacles(view, stop, width, theme),
    ...(plan ? planSections(view, plan, width, theme) : []),
    ...judged,
  ];
}

const undoneLine = (view: View) => [span(view.t({ id: 'guide.screen.undone' }), 'warn')];

/** The action that runs at the stop on show. */
export function runningHere(view: View, { visit, walk, last }: Stop): Acting | undefined {
  const { followed, acting } = view.state.guide;
  if (!last || visit.state !== 'acting') return undefined;
  return followed?.find((one) => one.walk === walk.playbook) ?? acting;
}

/** An action on its way: for how long, what, and the last lines of what it says. */
export function liveSections(view: View, acting: Acting, width: number, theme: Theme): Section[] {
  const { plan, startedAt, lines } = acting;
  const time = duration((view.state.now - startedAt) / 1000, view.state.lang);
  const running = [span(view.t({ id: 'guide.screen.running', params: { time } }), 'accent')];
  return [
    linesSection('running', [running], width, { priority: 86 }),
    ...(plan.detached ? detachedSections(view, acting, width, theme) : []),
    commandSection(plan.shown, width),
    outputSection(view, lines, width, { priority: 72, live: true }),
  ];
}

/** What whoever watches a detached action need not fear, and what to wonder about. */
function detachedSections(
  view: View,
  { plan, startedAt, trouble }: Acting,
  width: number,
  theme: Theme,
): Section[] {
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const say = (message: Msg, tone: 'dim' | 'warn') => paragraph(view.t(message), { ...cut, tone, max: 3 });
  const isLong = view.state.now - startedAt > plan.timeoutMs;
  const usual = duration(plan.timeoutMs / 1000, view.state.lang);
  const rows = [
    ...(trouble ? say(msg('jobs.live.trouble', { why: failureText(view, trouble) }), 'warn') : []),
    ...(isLong ? say(msg('jobs.live.long', { usual }), 'warn') : []),
  ];
  return [
    linesSection('trouble', rows, width, { priority: 85, min: Math.min(1, rows.length) }),
    linesSection('detached', say(msg('jobs.live.detached'), 'dim'), width, { priority: 40, min: 0 }),
  ];
}

/** Why it can't be done, or not yet. */
function obstacles(view: View, stop: Stop, width: number, theme: Theme): Section[] {
  const { unready, unmet = [] } = stop.visit;
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const sections: Section[] = [];
  if (unready) {
    const why = paragraph(failureText(view, unready), { ...cut, tone: 'fail', max: 4 });
    sections.push(linesSection('unready', why, width, { priority: 84, min: 1 }));
  }
  if (unmet.length > 0) {
    const label = { label: theme.glyphs.mark.fail, labelTone: 'fail' as const, max: 2 };
    const rows = unmet.flatMap(({ step, say }) =>
      paragraph(`${titleOf(view, stop.playbook, stop.walk, step)} ${view.t(say)}`, { ...cut, ...label }),
    );
    const head = [span(view.t({ id: 'guide.screen.unmet' }), 'fail')];
    sections.push(linesSection('unmet', [head, ...rows], width, { priority: 83, min: 2 }));
  }
  return sections;
}
