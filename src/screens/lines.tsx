import { Text } from 'ink';
import { memo } from 'react';
import { fitColumns } from '../ui/text/fit.js';
import { displayWidth } from '../ui/text/width.js';
import { type Theme, type Tone, useTheme } from '../ui/theme.js';

/** A run of text in one tone. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}

export const span = (text: string, tone?: Tone): Span => (tone ? { text, tone } : { text });

/** Paints spans side by side, cut or padded to exactly `width` columns. */
export function paintSpans(spans: readonly Span[], width: number, theme: Theme): string {
  let line = '';
  let left = width;
  for (const { text, tone } of spans) {
    if (left <= 0) break;
    const own = displayWidth(text);
    const fitted = own <= left ? text : fitColumns(text, left, { ellipsis: theme.glyphs.ellipsis });
    line += theme.paint(fitted, tone);
    left -= Math.min(own, left);
  }
  return left > 0 ? line + ' '.repeat(left) : line;
}

/** One line of spans, exactly `width` columns. */
export function Line({ spans, width }: { spans: readonly Span[]; width: number }) {
  const theme = useTheme();
  return <PaintedLine text={paintSpans(spans, width, theme)} />;
}

/** Several lines under each other. */
export function Lines({ lines, width }: { lines: readonly (readonly Span[])[]; width: number }) {
  return lines.map((spans, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line of a fixed form is its place; it has no other identity.
    <Line key={row} spans={spans} width={width} />
  ));
}

const PaintedLine = memo(function PaintedLine({ text }: { text: string }) {
  return <Text wrap="truncate">{text}</Text>;
});

/** Joins labelled figures with two spaces: `cpu 12%  mem 3.1G`. */
export function figures(pairs: readonly (readonly [label: string, value: string, tone?: Tone])[]): Span[] {
  const spans: Span[] = [];
  for (const [label, value, tone] of pairs) {
    if (value === '') continue;
    if (spans.length > 0) spans.push(span('  '));
    if (label !== '') spans.push(span(`${label} `, 'dim'));
    spans.push(span(value, tone));
  }
  return spans;
}

/** Labelled figures as many as fit whole: one that is cut would read as another figure. The first always stands. */
export function figuresWithin(width: number, pairs: Parameters<typeof figures>[0]): Span[] {
  const told = pairs.filter(([, value]) => value !== '');
  const widthOf = (n: number) =>
    figures(told.slice(0, n)).reduce((sum, { text }) => sum + displayWidth(text), 0);
  let n = told.length;
  while (n > 1 && widthOf(n) > width) n--;
  return figures(told.slice(0, n));
}
