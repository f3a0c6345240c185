import type { Step } from '../../domain/playbook.js';
import type { Visit } from '../../domain/walk.js';
import type { Theme } from '../../ui/theme.js';
import type { Span } from '../lines.js';
import { span } from '../lines.js';
import type { View } from '../view.js';
import { splitEvidence } from './deciding.js';
import { verdictMark } from './marks.js';
import { paragraph } from './paragraph.js';
import { linesSection, type Section } from './stack.js';

/** What the rules propose and why; what the operator made of it, when that is something else. */
export function verdictSections(
  view: View,
  step: Step,
  visit: Visit,
  width: number,
  theme: Theme,
): Section[] {
  const { proposed, overruled, skipped } = visit;
  const sections: Section[] = [];
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  if (proposed) {
    const mark = verdictMark(theme.glyphs, proposed.verdict);
    const tone = overruled ? 'dim' : mark.tone;
    sections.push(
      linesSection(
        'verdict',
        paragraph(view.t(proposed.say), {
          ...cut,
          label: `${mark.glyph} ${view.t({ id: `guide.screen.verdict.${proposed.verdict}` })}:`,
          labelTone: tone,
          tone: overruled ? 'dim' : 'title',
          max: 3,
        }),
        width,
        { priority: 80, min: 1 },
      ),
      linesSection('why', paragraph(whyText(view, step, visit), { ...cut, tone: 'dim', max: 2 }), width, {
        // The pointer in the evidence says the same.
        priority: proposed.deciding ? 20 : 35,
        min: 0,
      }),
    );
  }
  if (overruled) {
    const mark = verdictMark(theme.glyphs, overruled.verdict);
    sections.push(
      linesSection(
        'overruled',
        paragraph(overruled.reason, {
          ...cut,
          label: `${mark.glyph} ${view.t({
            id: 'guide.screen.overruled',
            params: { verdict: { id: `guide.screen.verdict.${overruled.verdict}` } },
          })}`,
          labelTone: mark.tone,
          tone: 'title',
          max: 2,
        }),
        width,
        { priority: 81, min: 1 },
      ),
    );
  }
  if (skipped) {
    const label = view.t({ id: 'guide.screen.skipped' });
    sections.push(
      linesSection(
        'skipped',
        paragraph(skipped.reason, { ...cut, label, labelTone: 'warn', max: 2 }),
        width,
        {
          priority: 81,
          min: 1,
        },
      ),
    );
  }
  return sections;
}

/** On what the verdict rests, in words: the pointer in the evidence shows the same. */
function whyText(view: View, step: Step, visit: Visit): string {
  const { proposed } = visit;
  const deciding = proposed?.deciding;
  const { main } = splitEvidence(visit);
  if (!proposed) return '';
  if (deciding) {
    const of = visit.evidence.length > 1 ? ` (${deciding.evidence})` : '';
    if (deciding.line !== undefined)
      return `${view.t({ id: 'guide.screen.why.line', params: { n: deciding.line + 1 } })}${of}`;
    if (deciding.row !== undefined)
      return `${view.t({ id: 'guide.screen.why.row', params: { n: deciding.row + 1 } })}${of}`;
    return `${view.t({ id: 'guide.screen.why.value', params: { value: deciding.quote } })}${of}`;
  }
  if (proposed.rule === undefined) return view.t({ id: 'guide.screen.why.unread' });
  const isElse = step.kind === 'probe' && step.rules[proposed.rule]?.when === undefined;
  if (isElse) return view.t({ id: 'guide.screen.why.else' });
  return main?.exit === undefined
    ? view.t({ id: 'guide.screen.why.rule', params: { n: proposed.rule + 1 } })
    : view.t({ id: 'guide.screen.why.exit', params: { exit: main.exit } });
}

/** Another verdict instead: those that the step knows, with where each would go. */
export function overrulingLines(view: View, title: (step: string) => string, theme: Theme): Span[][] {
  const { overruling } = view.state.guide;
  if (!overruling) return [];
  return overruling.options.map((option, i) => {
    const isChosen = i === overruling.choice;
    const mark = verdictMark(theme.glyphs, option.verdict);
    return [
      span(isChosen ? `${theme.glyphs.pointer} ` : '  ', 'key'),
      span(`${mark.glyph} ${view.t({ id: `guide.screen.verdict.${option.verdict}` })} `, mark.tone),
      span(view.t(option.say), isChosen ? 'title' : 'plain'),
      span(`  ${theme.glyphs.right} ${title(option.go)}`, 'dim'),
    ];
  });
}
