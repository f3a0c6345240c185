import type { currentWalk } from '../../store/selectors/triage.js';
import type { Theme } from '../../ui/theme.js';
import { duration } from '../format.js';
import { span } from '../lines.js';
import { failureText, type View } from '../view.js';
import { askSection, pickSection } from './choices.js';
import { evidenceSection } from './evidence.js';
import { outcomeSection, outputSection } from './outcome.js';
import { paragraph } from './paragraph.js';
import { planSections } from './plan.js';
import { blank, linesSection, type Section } from './stack.js';
import { titleOf, treeText } from './titles.js';
import { verdictSections } from './verdict.js';
import { waitLines } from './wait.js';

export type Stop = NonNullable<ReturnType<typeof currentWalk>>;

/** What a step shows between its title and the way on. */
export function stepSections(view: View, stop: Stop, width: number, theme: Theme): Section[] {
  const { visit, step, walk, playbook } = stop;
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const evidence = evidenceSection(step, visit, width);
  const seen = evidence ? [evidence, blank('after-evidence')] : [];
  const judged = verdictSections(view, step, visit, width, theme);
  const reading = visit.state === 'reading' ? [readingSection(view, stop, width)] : [];
  switch (step.kind) {
    case 'probe':
    case 'branch':
      return [...reading, ...seen, ...judged];
    case 'wait':
      return [
        linesSection('wait', waitLines(view, step, visit, theme), width, { priority: 78 }),
        ...seen,
        ...judged,
      ];
    case 'ask':
      return [...answered(view, stop, width), askSection(view, step, visit, walk, width), ...judged];
    case 'pick':
      return [
        ...reading,
        ...answered(view, stop, width),
        ...(visit.state === 'reading' ? [] : [pickSection(view, step, visit, width)]),
        ...judged,
      ];
    case 'action':
      return actionSections(view, stop, width, theme);
    case 'note':
      return [
        linesSection('text', paragraph(treeText(view, step.text, walk.values), cut), width, {
          priority: 75,
          min: 3,
        }),
        ...byHand(view, stop, width, theme),
        ...judged,
      ];
    case 'call':
      return [
        linesSection(
          'call',
          paragraph(
            view.t({ id: 'guide.screen.calls', params: { playbook: calledTitle(view, step.playbook) } }),
            cut,
          ),
          width,
          { priority: 75 },
        ),
        ...judged,
      ];
    case 'undo':
      return [
        linesSection(
          'undoable',
          walk.undoable.length === 0
            ? [[span(view.t({ id: 'guide.screen.nothing-to-undo' }), 'dim')]]
            : [...walk.undoable]
                .reverse()
                .flatMap(({ title, plan }, i) => [
                  [span(`${i + 1}. `, 'dim'), span(view.t(title), i === 0 ? 'title' : 'plain')],
                  [span(`   ${plan.shown}`, 'accent')],
                ]),
          width,
          { priority: 75, min: 2 },
        ),
        ...(visit.outcome ? [outcomeSection(view, visit.outcome, width, theme)] : []),
        ...judged,
      ];
    case 'end': {
      const say = walk.ended ? view.t(walk.ended.say) : treeText(view, step.say, walk.values);
      return [
        linesSection(
          'end',
          [
            [span(view.t({ id: `guide.screen.end.${step.outcome}` }), endTone[step.outcome])],
            ...paragraph(say, cut),
          ],
          width,
          { priority: 85, min: 2 },
        ),
        blank('after-end'),
        linesSection('summary', summaryLines(view, stop, theme), width, { priority: 10, min: 0 }),
        ...judged,
      ];
    }
  }

  function calledTitle(view: View, id: string): string {
    const called = view.state.guide.playbooks?.find((p) => p.id === id);
    return called ? treeText(view, called.title, walk.values) : titleOf(view, playbook, walk, id);
  }
}

export const endTone = { resolved: 'ok', mitigated: 'warn', escalate: 'fail', unknown: 'accent' } as const;

function readingSection(view: View, { visit }: Stop, width: number): Section {
  const time = duration((view.state.now - visit.at) / 1000, view.state.lang);
  const line = [span(view.t({ id: 'guide.screen.reading', params: { time } }), 'accent')];
  return linesSection('reading', [line], width, { priority: 79 });
}

function answered(view: View, { visit }: Stop, width: number): Section[] {
  if (visit.answer === undefined) return [];
  const line = [span(`${view.t({ id: 'guide.screen.answer' })} `, 'dim'), span(visit.answer, 'title')];
  return [linesSection('answer', [line], width, { priority: 79 })];
}

/** What is copied or opened by hand. */
function byHand(view: View, { step, walk }: Stop, width: number, theme: Theme): Section[] {
  if (step.kind !== 'note') return [];
  const cut = { width, ellipsis: theme.glyphs.ellipsis, tone: 'accent' as const };
  const rows = (['copy', 'open'] as const).flatMap((what) => {
    const template = step[what];
    if (template === undefined) return [];
    const text = treeText(view, { en: template, ja: template }, walk.values);
    return paragraph(text, { ...cut, label: view.t({ id: `guide.screen.note.${what}` }), max: 4 });
  });
  return rows.length > 0
    ? [blank('before-hand'), linesSection('hand', rows, width, { priority: 74, min: 1 })]
    : [];
}

function actionSections(view: View, stop: Stop, width: number, theme: Theme): Section[] {
  const { visit, last } = stop;
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const { plan, unready, unmet = [], outcome } = visit;
  const { acting } = view.state.guide;
  const live = last && visit.state === 'acting' ? acting : undefined;
  const sections: Section[] = visit.state === 'reading' ? [readingSection(view, stop, width)] : [];
  if (unready)
    sections.push(
      linesSection(
        'unready',
        paragraph(failureText(view, unready), { ...cut, tone: 'fail', max: 4 }),
        width,
        { priority: 84, min: 1 },
      ),
    );
  if (unmet.length > 0) {
    const rows = unmet.flatMap(({ step, say }) =>
      paragraph(`${titleOf(view, stop.playbook, stop.walk, step)}: ${view.t(say)}`, {
        ...cut,
        label: theme.glyphs.mark.fail,
        labelTone: 'fail',
        max: 2,
      }),
    );
    const head = [span(view.t({ id: 'guide.screen.unmet' }), 'fail')];
    sections.push(linesSection('unmet', [head, ...rows], width, { priority: 83, min: 2 }));
  }
  if (live) {
    const time = duration((view.state.now - live.startedAt) / 1000, view.state.lang);
    sections.push(
      linesSection(
        'running',
        [[span(view.t({ id: 'guide.screen.running', params: { time } }), 'accent')]],
        width,
        { priority: 86 },
      ),
    );
    if (plan) sections.push(...planSections(view, plan, width, theme).slice(0, 1));
    return [...sections, outputSection(view, live.lines, width, { priority: 72, live: true })];
  }
  if (plan) sections.push(...planSections(view, plan, width, theme));
  if (outcome) {
    const command = sections.filter((s) => s.id === 'command');
    const output =
      outcome.lines.length > 0 ? [outputSection(view, outcome.lines, width, { priority: 60 })] : [];
    return [
      ...command,
      outcomeSection(view, outcome, width, theme),
      ...output,
      ...verdictSections(view, stop.step, visit, width, theme),
    ];
  }
  return [...sections, ...verdictSections(view, stop.step, visit, width, theme)];
}

/** How the walk went, for the report: time, steps, causes. */
function summaryLines(view: View, { walk }: Stop, theme: Theme) {
  const { lang } = view.state;
  const seconds = ((walk.ended?.at ?? view.state.now) - walk.startedAt) / 1000;
  const deeds = walk.visits.filter((v) => v.outcome).length;
  const rows = [
    [
      span(
        view.t({
          id: 'guide.screen.summary',
          params: { steps: walk.visits.length, time: duration(seconds, lang), deeds },
        }),
        'dim' as const,
      ),
    ],
  ];
  if (walk.undoable.length > 0)
    rows.push([
      span(
        `${theme.glyphs.dot} ${view.t({ id: 'guide.screen.undoable', params: { n: walk.undoable.length } })}`,
        'dim',
      ),
    ]);
  return rows;
}
