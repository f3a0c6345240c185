import type { NamedCause } from '../../domain/walk.js';
import { fitAround } from '../../ui/text/fit-around.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Theme } from '../../ui/theme.js';
import { type Span, span } from '../lines.js';
import type { View } from '../view.js';
import { matchIn } from './deciding.js';
import { paragraph } from './paragraph.js';
import type { Stop } from './stop.js';

/** The named cause with the line that it rests on: on one row where both fit, else the quote on a row of its own. */
export function causeLines(view: View, stop: Stop, width: number, theme: Theme): Span[][] {
  const { cause } = stop.walk;
  if (!cause) return [];
  const label = ` ${view.t({ id: 'guide.screen.cause' })} `;
  const text = view.t(cause.text);
  const { ellipsis } = theme.glyphs;
  const used = displayWidth(label) + displayWidth(text) + 3;
  if (cause.quote !== '' && used + displayWidth(cause.quote) + 4 <= width)
    return [
      [span(label, 'production'), span(` ${text}`, 'title'), span('  '), span(`« ${cause.quote} »`, 'warn')],
    ];
  const named = paragraph(text, { label, labelTone: 'production', tone: 'title', width, max: 2, ellipsis });
  if (cause.quote === '') return named;
  const indent = displayWidth(label) + 1;
  const match = matchOf(stop, cause) ?? [0, 0];
  const { before, match: found, after } = fitAround(cause.quote, match, width - indent - 4, ellipsis);
  const quoted = [
    span(' '.repeat(indent)),
    span('« ', 'dim'),
    span(before, 'warn'),
    span(found, 'warn'),
    span(after, 'warn'),
    span(' »', 'dim'),
  ];
  return [...named, quoted];
}

/** The part of the quoted line that made its rule match, so that a long line is cut elsewhere. */
function matchOf({ walk, playbook }: Stop, cause: NamedCause): readonly [number, number] | undefined {
  const step = playbook.steps.find((s) => s.id === cause.step);
  const judgement = walk.visits.findLast(
    (v) => v.step === cause.step && v.proposed?.cause?.id === cause.id,
  )?.proposed;
  if (!step || !judgement?.deciding) return undefined;
  return matchIn(cause.quote, judgement.deciding, step, judgement);
}
