import { Box, Text } from 'ink';
import { Table as InkTable } from 'ink-table';
import { createContext, type PropsWithChildren, useContext } from 'react';
import type { Cell } from './Table.js';
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
}

/** Padding of one on each side and a border. */
const columnOverhead = 3;

/** The first of the private-use characters that stand for cells. */
const firstPlaceholder = 0xe000;

interface Fitted {
  text: string;
  tone: Cell['tone'];
}

const FittedCells = createContext<readonly Fitted[]>([]);

/**
 * A small, static table for evidence in a playbook step, for the doctor and for reports.
 *
 * ink-table counts UTF-16 units where columns are meant, so it lays out placeholders of the right length, and the cell
 * components put the fitted text in their place: wide characters then line up.
 */
export function EvidenceTable({ titles, rows, width, maxRows = 20, maxColumns = 8 }: EvidenceTableProps) {
  const { glyphs, paint } = useTheme();
  const shownTitles = titles.slice(0, maxColumns);
  const shownRows = rows.slice(0, maxRows);
  const widths = columnWidths(shownTitles, shownRows, width);
  const fitted: Fitted[] = [];
  const place = (cell: Cell | undefined, column: number): string => {
    const text = fitColumns(cell?.text ?? '', widths[column]!, { ellipsis: glyphs.ellipsis });
    fitted.push({ text, tone: cell?.tone });
    return String.fromCharCode(firstPlaceholder + fitted.length - 1).padEnd(widths[column]!);
  };

  const keys = shownTitles.map((text, column) => place({ text, tone: 'title' }, column));
  const data = shownRows.map((row) =>
    Object.fromEntries(keys.map((key, column) => [key, place(row[column], column)])),
  );
  const hidden = rows.length - shownRows.length;
  return (
    <FittedCells value={fitted}>
      <Box flexDirection="column" flexShrink={0}>
        <InkTable data={data} columns={keys} header={FittedCell} cell={FittedCell} skeleton={Skeleton} />
        {hidden > 0 ? <Text>{paint(`${glyphs.down}${hidden}`, 'dim')}</Text> : undefined}
      </Box>
    </FittedCells>
  );
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

function FittedCell({ children }: PropsWithChildren) {
  const fitted = useContext(FittedCells);
  const { paint } = useTheme();
  const text = String(children);
  const placeholder = text.trimStart().charCodeAt(0) - firstPlaceholder;
  const cell = fitted[placeholder];
  return <Text>{cell === undefined ? text : ` ${paint(cell.text, cell.tone)} `}</Text>;
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
