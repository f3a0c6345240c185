import type { Confirm } from '../../domain/guide.js';
import { type Msg, msg } from '../../domain/message.js';
import type { Theme } from '../../ui/theme.js';
import { paragraph } from '../guide/paragraph.js';
import { linesSection, type Section } from '../guide/stack.js';
import { underwayText } from '../jobs/underway-text.js';
import { span } from '../lines.js';
import { failureText, type View } from '../view.js';

/** So many are named. */
const most = 3;

/** What else changes the host at this moment, or that nobody knows. */
export function underwaySections(
  view: View,
  { underway = [], unseen }: Confirm,
  width: number,
  theme: Theme,
): Section[] {
  const cut = { width, ellipsis: theme.glyphs.ellipsis };
  const say = (message: Msg) => view.t(message);
  if (unseen) {
    const text = say(msg('jobs.confirm.unseen', { why: failureText(view, unseen) }));
    return [
      linesSection('unseen', paragraph(text, { ...cut, tone: 'warn', max: 2 }), width, { priority: 86 }),
    ];
  }
  if (underway.length === 0) return [];
  const named = underway.slice(0, most).flatMap((one) =>
    paragraph(underwayText(view, one), {
      ...cut,
      label: theme.glyphs.mark.warn,
      labelTone: 'fail',
      tone: 'warn',
      max: 2,
    }),
  );
  const more = underway.length - most;
  const rows = [
    [span(say(msg('jobs.confirm.underway')), 'fail')],
    ...named,
    ...(more > 0 ? [[span(`  ${say(msg('jobs.confirm.more', { n: more }))}`, 'warn')]] : []),
  ];
  return [linesSection('underway', rows, width, { priority: 91, min: 2 })];
}
