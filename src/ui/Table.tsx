import { Box, Text } from 'ink';
import { memo, useMemo, useRef } from 'react';
import {
  type ColumnSpec,
  columnGap,
  type LaidOutColumn,
  layoutColumns,
  scrollIntoView,
} from './table-layout.js';
import { fitColumns } from './text/fit.js';
import { displayWidth } from './text/width.js';
import { type Theme, type Tone, useTheme } from './theme.js';

/** Text as it will be drawn: sanitised, localised, formatted. */
export interface Cell {
  text: string;
  tone?: Tone;
}

export type TableRow =
  /** Cells stand in the order of the columns. `marked` rows carry a dot, for selections of several. */
  | { key: string; cells: readonly Cell[]; marked?: boolean }
  /** A heading over the rows that follow; it is never selected. */
  | { key: string; group: string; tone?: Tone };

export interface TableProps {
  columns: readonly ColumnSpec[];
  rows: readonly TableRow[];
  /** Size in cells; the header takes one row. */
  width: number;
  height: number;
  /** Index among the rows with cells, groups not counted. Without it the table has no gutter and shows its start. */
  selected?: number;
  /** Whether the selected row is highlighted or only marked by its pointer. Default: `true`. */
  focused?: boolean;
  sort?: { column: string; direction: 'ascending' | 'descending' };
  /** Default: `true`. */
  header?: boolean;
  /** Shown instead of rows when there are none. */
  empty?: string;
}

/**
 * A windowed table: only visible rows are drawn, each one as a single fitted `<Text>`.
 *
 * The window follows the selection, moving as little as possible; where rows are hidden, the last row says how many
 * are above and below.
 */
export function Table(props: TableProps) {
  const { columns, rows, width, height, selected, header = true, empty } = props;
  const theme = useTheme();
  const startRef = useRef(0);
  const gutter = selected === undefined ? 0 : 2;
  const layout = useMemo(() => layoutColumns(columns, width - gutter), [columns, width, gutter]);

  const bodyHeight = Math.max(0, height - (header ? 1 : 0));
  const hasHint = rows.length > bodyHeight && bodyHeight >= 3;
  const visibleHeight = bodyHeight - (hasHint ? 1 : 0);
  const selectedLine = selected === undefined ? undefined : lineOf(rows, selected);
  const isUnderGroup = selectedLine !== undefined && selectedLine > 0 && 'group' in rows[selectedLine - 1]!;
  const start = scrollIntoView(
    startRef.current,
    selectedLine,
    rows.length,
    visibleHeight,
    isUnderGroup ? 1 : 0,
  );
  startRef.current = start;

  const visible = rows.slice(start, start + visibleHeight);
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      {header && height > 0 ? <Line text={headerLine(props, layout, gutter, theme)} /> : undefined}
      {rows.length === 0 && empty !== undefined && bodyHeight > 0 ? (
        <Line text={theme.paint(fitColumns(empty, width, { ellipsis: theme.glyphs.ellipsis }), 'dim')} />
      ) : undefined}
      {visible.map((row, index) => (
        <Line key={row.key} text={rowLine(row, props, layout, start + index === selectedLine, theme)} />
      ))}
      {hasHint ? (
        <Line text={hintLine(start, rows.length - start - visible.length, width, theme)} />
      ) : undefined}
    </Box>
  );
}

/** Memoised, so that only rows whose text changed are measured and drawn again. */
const Line = memo(function Line({ text }: { text: string }) {
  return <Text wrap="truncate">{text}</Text>;
});

function lineOf(rows: readonly TableRow[], selected: number): number | undefined {
  let count = -1;
  let last: number | undefined;
  for (const [line, row] of rows.entries()) {
    if ('cells' in row) {
      last = line;
      if (++count === selected) {
        return line;
      }
    }
  }

  // A selection beyond the end stays on the last row, since rows vanish between two reads.
  return last;
}

function headerLine(
  { columns, sort, width }: TableProps,
  layout: LaidOutColumn[],
  gutter: number,
  theme: Theme,
): string {
  const { ellipsis, ascending, descending } = theme.glyphs;
  const cells = layout.map(({ index, width }) => {
    const { id, title, align = 'left' } = columns[index]!;
    if (sort?.column !== id || width < 3) {
      return fitColumns(title, width, { align, ellipsis });
    }

    // The mark stays next to the title, also where the title is cut.
    const mark = sort.direction === 'ascending' ? ascending : descending;
    const titleWidth = Math.min(displayWidth(title), width - 1);
    return fitColumns(fitColumns(title, titleWidth, { ellipsis }) + mark, width, { align, ellipsis });
  });
  const line = ' '.repeat(gutter) + cells.join(' '.repeat(columnGap));
  return theme.paint(fitColumns(line, width, { ellipsis: '' }), 'dim');
}

function rowLine(
  row: TableRow,
  props: TableProps,
  layout: LaidOutColumn[],
  isSelected: boolean,
  theme: Theme,
): string {
  const { columns, width, selected, focused = true } = props;
  const { ellipsis, pointer, bullet } = theme.glyphs;
  if ('group' in row) {
    return theme.paint(fitColumns(row.group, width, { ellipsis }), row.tone ?? 'title');
  }

  const isHighlighted = isSelected && focused;
  const hasTones = !isHighlighted || theme.keepsTonesWhenSelected;
  let line = '';
  let used = 0;
  if (selected !== undefined) {
    line = (isSelected ? pointer : ' ') + (row.marked ? bullet : ' ');
    used = 2;
  }

  for (const [position, { index, width }] of layout.entries()) {
    const cell = row.cells[index];
    const text = fitColumns(cell?.text ?? '', width, { align: columns[index]!.align ?? 'left', ellipsis });
    const gap = position === 0 ? 0 : columnGap;
    line += ' '.repeat(gap) + (hasTones ? theme.paint(text, cell?.tone) : text);
    used += gap + width;
  }

  line += ' '.repeat(Math.max(0, width - used));
  return isHighlighted ? theme.paint(line, 'selected') : line;
}

function hintLine(above: number, below: number, width: number, theme: Theme): string {
  const { up, down, ellipsis } = theme.glyphs;
  const hint = [above > 0 ? `${up}${above}` : '', below > 0 ? `${down}${below}` : '']
    .filter(Boolean)
    .join(' ');
  return theme.paint(fitColumns(hint, width, { align: 'right', ellipsis }), 'dim');
}
