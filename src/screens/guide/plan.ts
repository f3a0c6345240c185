import type { Plan } from '../../domain/perform.js';
import type { Risk } from '../../domain/playbook.js';
import type { Theme, Tone } from '../../ui/theme.js';
import { span } from '../lines.js';
import type { View } from '../view.js';
import { commandLines, isHere, whereText } from './command-lines.js';
import { paragraph } from './paragraph.js';
import { linesSection, type Section } from './stack.js';

export const riskTone: Record<Risk, Tone> = { none: 'dim', low: 'plain', high: 'warn', destructive: 'fail' };

/** The command in full; more of it than fits is left out with an ellipsis, the confirmation shows it whole. */
export const commandSection = (shown: string, width: number): Section =>
  linesSection('command', commandLines(shown, width), width, { priority: 75, min: 2 });

/** What would be done: the command in full, where, at what risk, with what impact and how it is undone. */
export function planSections(view: View, plan: Plan, width: number, theme: Theme): Section[] {
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const t = (id: string) => view.t({ id });
  return [
    commandSection(plan.shown, width),
    linesSection(
      'risk',
      [
        [
          span(`${t('confirm.risk')} `, 'dim'),
          span(t(`confirm.risk.${plan.risk}`), riskTone[plan.risk]),
          span(`  ${t('confirm.target')} `, 'dim'),
          span(plan.target),
          span('  '),
          span(whereText(view, plan.run), isHere(plan.run) ? 'warn' : 'dim'),
        ],
      ],
      width,
      { priority: 70 },
    ),
    linesSection(
      'impact',
      paragraph(view.t(plan.impact), { ...cut, label: t('confirm.impact'), max: 4 }),
      width,
      {
        priority: 65,
        min: 1,
      },
    ),
    linesSection(
      'undo',
      plan.undo === undefined
        ? [[span(t('confirm.no-undo'), 'dim')]]
        : paragraph(plan.undo, { ...cut, label: t('confirm.undo'), tone: 'accent', max: 3 }),
      width,
      { priority: 60, min: 1 },
    ),
  ];
}
