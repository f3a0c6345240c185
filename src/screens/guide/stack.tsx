import { Box } from 'ink';
import type { ReactNode } from 'react';
import { type StackItem, shareRows } from '../../ui/stack-layout.js';
import { fitColumns } from '../../ui/text/fit.js';
import { displayWidth } from '../../ui/text/width.js';
import { useTheme } from '../../ui/theme.js';
import { Lines, type Span, span } from '../lines.js';

/** A part of a screen that is drawn in as many rows as it gets. */
export interface Section extends StackItem {
  readonly id: string;
  /** An empty row: left out in a low terminal, kept before anything grows in a high one. */
  readonly gap?: true;
  draw(rows: number): ReactNode;
}

/** From this height on, empty rows keep the parts of a screen apart. */
const roomyHeight = 22;

/** Sections under each other in exactly `height` rows; the important ones keep their rows in a small terminal. */
export function Stack({
  sections,
  width,
  height,
}: {
  sections: readonly Section[];
  width: number;
  height: number;
}) {
  const isHigh = height >= roomyHeight;
  const items = sections.map((s) => (s.gap && isHigh ? { ...s, min: s.wanted } : s));
  const shares = shareRows(items, height);
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      {sections.map((section, i) => {
        const rows = shares[i] ?? 0;
        return rows > 0 ? (
          <Box
            key={section.id}
            flexDirection="column"
            width={width}
            height={rows}
            flexShrink={0}
            overflow="hidden"
          >
            {section.draw(rows)}
          </Box>
        ) : undefined;
      })}
    </Box>
  );
}

/** Fixed lines; where not all of them fit, the last one ends with an ellipsis. */
export function linesSection(
  id: string,
  lines: readonly (readonly Span[])[],
  width: number,
  { priority, min = lines.length }: { priority: number; min?: number },
): Section {
  return {
    id,
    wanted: lines.length,
    min,
    priority,
    draw: (rows) => <CutLines lines={lines} rows={rows} width={width} />,
  };
}

/** An empty row where there is room for one. */
export const blank = (id: string): Section => ({
  id,
  gap: true,
  wanted: 1,
  min: 0,
  priority: -1,
  draw: () => undefined,
});

function CutLines({
  lines,
  rows,
  width,
}: {
  lines: readonly (readonly Span[])[];
  rows: number;
  width: number;
}) {
  const { glyphs } = useTheme();
  if (lines.length <= rows) return <Lines lines={lines} width={width} />;
  const last = cutSpans(lines[rows - 1] ?? [], width - 2, glyphs.ellipsis);
  return (
    <Lines
      lines={[...lines.slice(0, rows - 1), [...last, span(` ${glyphs.ellipsis}`, 'dim')]]}
      width={width}
    />
  );
}

/** The spans that fit into `width` columns, the last of them cut. */
function cutSpans(spans: readonly Span[], width: number, ellipsis: '…' | '~'): Span[] {
  const kept: Span[] = [];
  let left = width;
  for (const { text, tone } of spans) {
    if (left <= 0) break;
    const own = displayWidth(text);
    kept.push(span(own <= left ? text : fitColumns(text, left, { ellipsis }), tone));
    left -= own;
  }
  return kept;
}
