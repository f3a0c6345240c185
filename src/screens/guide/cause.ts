import type { NamedCause } from '../../domain/walk.js';
import { fitAround } from '../../ui/text/fit-around.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Theme } from '../../ui/theme.js';
import { type Span, span } from '../lines.js';
import type { View } from '../view.js';
import { matchIn } from './deciding.js';
import { paragraph } from './paragraph.js';
import { shortIds } from './short-ids.js';
import type { Stop } from './stop.js';

/** The named cause with the line that it rests on: on one row where both fit, else the quote on a row of its own. */
export function causeLines(view: View, stop: Stop, width: number, theme: Theme): Span[][] {
  const { cause } = stop.walk;
  if (!cause) return [];
  const label = ` ${view.t({ id: 'guide.screen.cause' })} `;
  const text = view.t(cause.text);
  const { ellipsis } = theme.glyphs;
  const used = displayWidth(label) + displayWidth(text) + 3;
  const quote = shortIds(cause.quote, ellipsis);
  if (quote !== '' && used + displayWidth(quote) + 4 <= width)
    return [[span(label, 'production'), span(` ${text}`, 'title'), span('  '), span(`« ${quote} »`, 'warn')]];
  const named = paragraph(text, { label, labelTone: 'production', tone: 'title', width, max: 2, ellipsis });
  if (quote === '') return named;
  const indent = displayWidth(label) + 1;
  const [from, to] = matchOf(stop, cause) ?? [0, 0];
  const short = (end: number) => shortIds(cause.quote.slice(0, end), ellipsis).length;
  const room = width - indent - 4;
  const { before, match: found, after } = fitAround(quote, [short(from), short(to)], room, ellipsis);
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
