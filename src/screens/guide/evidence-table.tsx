import { useMemo } from 'react';
import type { StepEvidence } from '../../domain/evidence.js';
import { EvidenceTable, tableOverhead } from '../../ui/EvidenceTable.js';
import { useTheme } from '../../ui/theme.js';
import { Line, Lines, span } from '../lines.js';
import { useView } from '../view.js';
import { evidenceLines, firstLine } from './evidence-lines.js';
import { chosenColumns, rowLine, type TableText } from './evidence-rows.js';

interface Props {
  main: StepEvidence;
  /** Fields that the deciding rule looked at. */
  fields: readonly string[];
  /** The row that decided. */
  row: number | undefined;
  width: number;
  height: number;
}

/** The rows of evidence in an ink-table, the deciding one highlighted; a row a line where a table has no room. */
export function EvidenceRows({ main, fields, row, width, height }: Props) {
  const view = useView();
  const { lang } = view.state;
  const { table } = main;
  const fieldList = fields.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the view only the language matters, and it changes with every sample.
  const text = useMemo(
    () => (table ? chosenColumns(view, table, fieldList.split(' '), width) : undefined),
    [table, fieldList, width, lang],
  );
  if (!table || !text || table.rows.length === 0)
    return <Line spans={[span(`  ${view.t({ id: 'guide.screen.no-rows' })}`, 'dim')]} width={width} />;
  const room = height - tableOverhead;
  const isWhole = room >= table.rows.length;
  // Of more rows than fit, one line says how many are hidden.
  if (!isWhole && room < 2) return <ShortRows text={text} row={row} width={width} height={height} />;
  return (
    <EvidenceTable
      titles={text.titles}
      rows={text.rows}
      width={width}
      maxRows={isWhole ? room : room - 1}
      maxColumns={text.titles.length}
      compact
      {...(row === undefined ? {} : { highlighted: row })}
    />
  );
}

function ShortRows({ text, row, width, height }: Omit<Props, 'main' | 'fields'> & { text: TableText }) {
  const theme = useTheme();
  const lines = text.rows.map((_, i) => ({ text: rowLine(text, i), stream: 'stdout' as const }));
  const first = row === undefined ? 0 : firstLine(lines.length, height, row);
  const deciding = row === undefined ? undefined : { index: row, match: undefined };
  return <Lines lines={evidenceLines(lines, { first, height, width, theme, deciding })} width={width} />;
}
