import type { CallStep, NoteStep } from '../../domain/playbook.js';
import { playbookOf } from '../../store/selectors/triage.js';
import type { Theme } from '../../ui/theme.js';
import { duration } from '../format.js';
import { span } from '../lines.js';
import type { View } from '../view.js';
import { actionSections } from './action-sections.js';
import { askSection, pickSection } from './choices.js';
import { endSections, undoSections } from './end-sections.js';
import { evidenceSection } from './evidence.js';
import { paragraph } from './paragraph.js';
import { reflow } from './reflow.js';
import { blank, linesSection, type Section } from './stack.js';
import type { Stop } from './stop.js';
import { treeText } from './titles.js';
import { verdictSections } from './verdict.js';
import { waitLines } from './wait.js';

/** What a step shows between its title and the way on. */
export function stepSections(view: View, stop: Stop, width: number, theme: Theme): Section[] {
  const { visit, step, walk } = stop;
  const evidence = evidenceSection(view, stop, width, theme);
  const seen = evidence ? [evidence, blank('after-evidence')] : [];
  const judged = verdictSections(view, step, visit, width, theme);
  const reading = readingSections(view, stop, width);
  switch (step.kind) {
    case 'probe':
    case 'branch':
      return [...reading, ...seen, ...judged];
    case 'wait': {
      const progress = waitLines(view, step, visit, theme);
      return [linesSection('wait', progress, width, { priority: 78 }), ...seen, ...judged];
    }
    case 'ask':
      return [...answerSections(view, stop, width), askSection(view, step, visit, walk, width), ...judged];
    case 'pick': {
      // A list that could not be read says why instead.
      const list = visit.evidence[0]?.table ? [pickSection(view, step, visit, width)] : seen;
      return [...reading, ...answerSections(view, stop, width), ...list, ...judged];
    }
    case 'action':
      return [...reading, ...actionSections(view, stop, width, theme)];
    case 'note':
      return [...noteSections(view, stop, step, width, theme), ...judged];
    case 'call':
      return [...callSections(view, stop, step, width, theme), ...judged];
    case 'undo':
      return [...undoSections(view, stop, width, theme), ...judged];
    case 'end':
      return endSections(view, stop, step, width, theme);
  }
}

function readingSections(view: View, { visit }: Stop, width: number): Section[] {
  if (visit.state !== 'reading') return [];
  const time = duration((view.state.now - visit.at) / 1000, view.state.lang);
  const line = [span(view.t({ id: 'guide.screen.reading', params: { time } }), 'accent')];
  return [linesSection('reading', [line], width, { priority: 79 })];
}

function answerSections(view: View, { visit }: Stop, width: number): Section[] {
  if (visit.answer === undefined) return [];
  const line = [span(`${view.t({ id: 'guide.screen.answer' })} `, 'dim'), span(visit.answer, 'title')];
  return [linesSection('answer', [line], width, { priority: 79 })];
}

/** What to read or do by hand, with what is copied or opened for it. */
function noteSections(view: View, { walk }: Stop, step: NoteStep, width: number, theme: Theme): Section[] {
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const text = paragraph(reflow(treeText(view, step.text, walk.values)), cut);
  const hand = (['copy', 'open'] as const).flatMap((what) => {
    const template = step[what];
    if (template === undefined) return [];
    const label = view.t({ id: `guide.screen.note.${what}` });
    const filled = treeText(view, { en: template, ja: template }, walk.values);
    return paragraph(filled, { ...cut, label, tone: 'accent', max: 4 });
  });
  return [
    linesSection('text', text, width, { priority: 75, min: 3 }),
    ...(hand.length > 0 ? [blank('before-hand')] : []),
    linesSection('hand', hand, width, { priority: 74, min: Math.min(1, hand.length) }),
  ];
}

function callSections(view: View, { walk }: Stop, step: CallStep, width: number, theme: Theme): Section[] {
  const called = playbookOf(view.state, step.playbook);
  const playbook = called ? treeText(view, called.title, walk.values) : step.playbook;
  const text = view.t({ id: 'guide.screen.calls', params: { playbook } });
  const rows = paragraph(text, { width, ellipsis: theme.glyphs.ellipsis });
  return [linesSection('call', rows, width, { priority: 75, min: 1 })];
}
