import type { EvidenceLine } from '../../domain/evidence.js';
import { wrapColumns } from '../../ui/text/fit.js';
import { fitAround } from '../../ui/text/fit-around.js';
import type { Theme, Tone } from '../../ui/theme.js';
import { type Span, span } from '../lines.js';

/** The line that decided, and which part of it matched. */
export interface DecidingLine {
  readonly index: number;
  readonly match: readonly [number, number] | undefined;
}

/** The first of `height` lines to show: around the line that decided, else the newest at the end. */
export function firstLine(total: number, height: number, deciding: number | undefined): number {
  if (total <= height) return 0;
  if (deciding === undefined) return total - height;
  // What led to a line stands before it, what came of it after: a little more of the former.
  const before = Math.ceil((height - 1) * 0.6);
  return Math.max(0, Math.min(deciding - before, total - height));
}

/** A window on the lines of evidence, the deciding one marked by a pointer and, where it matched, highlighted. */
export function evidenceLines(
  lines: readonly EvidenceLine[],
  {
    first,
    height,
    width,
    theme,
    deciding,
  }: {
    first: number;
    height: number;
    width: number;
    theme: Theme;
    deciding?: DecidingLine | undefined;
  },
): Span[][] {
  return lines.slice(first, first + height).map((line, i) => {
    if (deciding?.index !== first + i) return [span('  '), span(line.text, toneOf(line))];
    const range = deciding.match ?? [0, line.text.length];
    const { before, match, after } = fitAround(line.text, range, width - 2, theme.glyphs.ellipsis);
    return [
      span(`${theme.glyphs.pointer} `, 'key'),
      span(before, 'title'),
      span(match, 'match'),
      span(after, 'title'),
    ];
  });
}

/** Longer output is read by scrolling, not by wrapping. */
const mostWrapped = 40;

/** Rows that the lines fill when none of them is cut; undefined where there are too many to be worth it. */
export function wrappedHeight(lines: readonly EvidenceLine[], width: number): number | undefined {
  if (lines.length > mostWrapped) return undefined;
  return lines.reduce((sum, { text }) => sum + wrapColumns(text, Math.max(1, width - 2)).length, 0);
}

/** All lines whole, long ones going on in the next row. */
export function wrappedLines(
  lines: readonly EvidenceLine[],
  width: number,
  { theme, deciding }: { theme: Theme; deciding?: DecidingLine | undefined },
): Span[][] {
  return lines.flatMap((line, i) => {
    const rows = wrapColumns(line.text, Math.max(1, width - 2));
    if (deciding?.index !== i) return rows.map((row) => [span('  '), span(row, toneOf(line))]);
    const [start, end] = deciding.match ?? [0, line.text.length];
    let offset = 0;
    return rows.map((row, n) => {
      const from = Math.min(row.length, Math.max(0, start - offset));
      const to = Math.min(row.length, Math.max(0, end - offset));
      offset += row.length;
      return [
        span(n === 0 ? `${theme.glyphs.pointer} ` : '  ', 'key'),
        span(row.slice(0, from), 'title'),
        span(row.slice(from, to), 'match'),
        span(row.slice(to), 'title'),
      ];
    });
  });
}

const toneOf = (line: EvidenceLine): Tone => (line.stream === 'stderr' ? 'notice' : 'plain');
