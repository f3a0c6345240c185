import type { EvidenceLine } from '../../domain/evidence.js';
import { fitAround } from '../../ui/text/fit-around.js';
import type { Theme } from '../../ui/theme.js';
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
    if (deciding?.index !== first + i)
      return [span('  '), span(line.text, line.stream === 'stderr' ? 'notice' : 'plain')];
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
