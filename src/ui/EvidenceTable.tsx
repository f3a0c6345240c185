import { Box, Text } from 'ink';
import { Table as InkTable } from 'ink-table';
import { createContext, Fragment, memo, type PropsWithChildren, useContext } from 'react';
import type { Cell } from './Table.js';
import { scrollIntoView } from './table-layout.js';
import { fitColumns } from './text/fit.js';
import { displayWidth } from './text/width.js';
import { useTheme } from './theme.js';

export interface EvidenceTableProps {
  titles: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Columns that the table may take; the widest columns of it are cut to fit. */
  width: number;
  /** Rows beyond are counted, not drawn: each one costs a separator and a remount on every change. Default: 20. */
  maxRows?: number;
  /** Default: 8. */
  maxColumns?: number;
  /** Index of the row that decides: it is painted as selected, marked by a pointer, and never among the hidden ones. */
  highlighted?: number;
  /** Without lines between the rows: twice as many fit. Default: `false`. */
  compact?: boolean;
}

/** Rows of a compact table besides its data: borders, titles and the line under them. */
export const tableOverhead = 4;

/** Padding of one on each side and a border. */
const columnOverhead = 3;

/** The first of the private-use characters that stand for cells. */
const firstPlaceholder = 0xe000;

interface Fitted {
  text: string;
  tone: Cell['tone'];
  highlighted: boolean;
}

const FittedCells = createContext<readonly Fitted[]>([]);

/**
 * A small, static table for evidence in a playbook step, for the doctor and for reports.
 *
 * ink-table counts UTF-16 units where columns are meant, so it lays out placeholders of the right length, and the cell
 * components put the fitted text in their place: wide characters then line up.
 */
export const EvidenceTable = memo(function EvidenceTable(props: EvidenceTableProps) {
  const { titles, rows, width, maxRows = 20, maxColumns = 8, highlighted, compact = false } = props;
  const { glyphs, paint } = useTheme();
  const shownTitles = titles.slice(0, maxColumns);
  const first = scrollIntoView(0, highlighted, rows.length, maxRows);
  const shownRows = rows.slice(first, first + maxRows);
  const widths = columnWidths(shownTitles, shownRows, width);
  const fitted: Fitted[] = [];
  const place = (cell: Cell | undefined, column: number, isHighlighted = false): string => {
    const text = fitColumns(cell?.text ?? '', widths[column]!, { ellipsis: glyphs.ellipsis });
    fitted.push({ text, tone: cell?.tone, highlighted: isHighlighted });
    return String.fromCharCode(firstPlaceholder + fitted.length - 1).padEnd(widths[column]!);
  };

  const keys = shownTitles.map((text, column) => place({ text, tone: 'title' }, column));
  const data = shownRows.map((row, index) =>
    Object.fromEntries(
      keys.map((key, column) => [key, place(row[column], column, first + index === highlighted)]),
    ),
  );
  const below = rows.length - first - shownRows.length;
  const hint = [first > 0 ? `${glyphs.up}${first}` : '', below > 0 ? `${glyphs.down}${below}` : ''];
  const Grid = compact ? CompactTable : InkTable;
  return (
    <FittedCells value={fitted}>
      <Box flexDirection="column" flexShrink={0}>
        <Grid data={data} columns={keys} header={FittedCell} cell={FittedCell} skeleton={Skeleton} />
        {first + below > 0 ? <Text>{paint(hint.filter(Boolean).join(' '), 'dim')}</Text> : undefined}
      </Box>
    </FittedCells>
  );
});

/** ink-table draws a line above each row; here only the one under the titles stays. */
class CompactTable extends InkTable<Record<string, string>> {
  constructor(props: ConstructorParameters<typeof InkTable<Record<string, string>>>[0]) {
    super(props);
    const { separator } = this;
    this.separator = (row) => (row.key.endsWith('-0') ? separator(row) : <Fragment key={row.key} />);
  }
}

/** Natural widths; while the table is too wide, its widest column gives way. */
function columnWidths(
  titles: readonly string[],
  rows: readonly (readonly Cell[])[],
  width: number,
): number[] {
  const widths = titles.map((title, column) =>
    Math.max(1, displayWidth(title), ...rows.map((row) => displayWidth(row[column]?.text ?? ''))),
  );
  let excess = widths.reduce((sum, own) => sum + own + columnOverhead, 1) - width;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= 1) {
      break;
    }

    widths[widths.indexOf(widest)] = widest - 1;
    excess--;
  }

  return widths;
}

function FittedCell({ children, column }: PropsWithChildren<{ column?: number }>) {
  const fitted = useContext(FittedCells);
  const { paint, glyphs, keepsTonesWhenSelected } = useTheme();
  const text = String(children);
  const placeholder = text.trimStart().charCodeAt(0) - firstPlaceholder;
  const cell = fitted[placeholder];
  if (cell === undefined) return <Text>{text}</Text>;
  if (!cell.highlighted) return <Text>{` ${paint(cell.text, cell.tone)} `}</Text>;
  const inner = keepsTonesWhenSelected ? paint(cell.text, cell.tone) : cell.text;
  return <Text>{paint(`${column === 0 ? glyphs.pointer : ' '}${inner} `, 'selected')}</Text>;
}

function Skeleton({ children }: PropsWithChildren) {
  const { paint, capabilities } = useTheme();
  const line = String(children);
  return <Text>{paint(capabilities.unicode ? line : toAscii(line), 'border')}</Text>;
}

function toAscii(line: string): string {
  return line
    .replaceAll('─', '-')
    .replaceAll('│', '|')
    .replaceAll(/[┌┐└┘├┤┬┴┼]/g, '+');
}
