import { Text } from 'ink';
import { memo } from 'react';
import { type WallVerdict, wallVerdict } from '../../store/selectors/wall-verdict.js';
import { fitColumns } from '../../ui/text/fit.js';
import { displayWidth } from '../../ui/text/width.js';
import { limitRows, wrapWords } from '../../ui/text/wrap-words.js';
import { type Theme, useTheme } from '../../ui/theme.js';
import { useView, type View } from '../view.js';
import { largeWord, wordColumns } from './font.js';
import { type BandLayout, betweenColumns, letterSizes } from './layout.js';
import { letterDrift } from './shift.js';
import { hoursMinutes, statusText } from './status.js';
import { headlineOf, signs, wordOf } from './words.js';

/** Columns at either side of the state line's text. */
const side = 2;
/** The large letters wander by at most this many columns. */
const mostDrift = 6;

/** The state line: the worst state in colour, in large letters, as a word and as a mark, with its cause and the clock. */
export function StateBand({ width, layout }: { width: number; layout: BandLayout }) {
  const view = useView();
  const theme = useTheme();
  const verdict = wallVerdict(view.state);
  const { tone } = signs[verdict.kind];
  return bandText(view, theme, verdict, width, layout).map((row, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a row of the state line is its place; it has no other identity.
    <Row key={i} text={theme.paint(fitColumns(row, width, { ellipsis: '' }), tone)} />
  ));
}

const Row = memo(function Row({ text }: { text: string }) {
  return <Text wrap="truncate">{text}</Text>;
});

function bandText(
  view: View,
  theme: Theme,
  verdict: WallVerdict,
  width: number,
  layout: BandLayout,
): string[] {
  const inner = Math.max(0, width - 2 * side);
  const margin = ' '.repeat(side);
  const sign = signs[verdict.kind];
  const { ellipsis } = theme.glyphs;
  const label = `${theme.glyphs.mark[sign.mark]} ${view.t(wordOf(verdict.kind))}`;
  const text = `${label}  ${headlineOf(view, verdict)}`;
  const headline = limitRows(wrapWords(text, inner), layout.headline, inner, ellipsis);
  const blank = (rows: number) => Array<string>(rows).fill('');
  return [
    ...blank(layout.top),
    ...letterRows(view, theme, sign.letters, inner, layout).map((row) => margin + row),
    ...blank(layout.gap),
    ...[...headline, ...blank(layout.headline - headline.length)].map((row) => margin + row),
    margin + statusText(view, verdict, inner),
  ];
}

/** Word and clock side by side, as high as the layout says; both wander together. */
function letterRows(view: View, theme: Theme, word: string, width: number, layout: BandLayout): string[] {
  if (layout.letters === 0) return [];
  const { unicode } = theme.capabilities;
  const clock = hoursMinutes(view.state.now);
  const sizes = letterSizes(word, clock, width, layout.sizes);
  if (!sizes) return Array<string>(layout.letters).fill('');
  const drawn = largeWord(word, sizes.word, unicode);
  const time = sizes.clock ? largeWord(clock, sizes.clock, unicode) : [];
  const timeColumns = sizes.clock ? wordColumns(clock, sizes.clock) : 0;
  const free = width - wordColumns(word, sizes.word) - timeColumns;
  const slack = Math.min(mostDrift, sizes.clock ? free - betweenColumns(sizes.word) : free);
  const drift = ' '.repeat(letterDrift(view.state.now, slack));
  const rows = drawn.map((row, i) => {
    const end = time[i] ?? '';
    const room = width - slack - displayWidth(row) - displayWidth(end);
    return `${drift}${row}${' '.repeat(Math.max(0, room))}${end}`;
  });
  return [...rows, ...Array<string>(layout.letters - rows.length).fill('')];
}
