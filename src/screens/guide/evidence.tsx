import { useMemo } from 'react';
import type { Seen, StepEvidence } from '../../domain/evidence.js';
import type { Step } from '../../domain/playbook.js';
import type { Visit } from '../../domain/walk.js';
import { EvidenceTable, tableOverhead } from '../../ui/EvidenceTable.js';
import { useTheme } from '../../ui/theme.js';
import { Line, Lines, span } from '../lines.js';
import { failureText, useView } from '../view.js';
import { fieldsOf, matchIn, splitEvidence } from './deciding.js';
import { evidenceHead, evidenceLine } from './evidence-head.js';
import { evidenceLines, firstLine } from './evidence-lines.js';
import { chosenColumns, rowLine } from './evidence-rows.js';
import { paragraph } from './paragraph.js';
import type { Section } from './stack.js';

/** Rows of lines and tables that a step may ask for; more is scrolled around what decided. */
const mostRows = 60;

/** What the step saw: the evidence that decided in full, the others in a line each. */
export function evidenceSection(step: Step, visit: Visit, width: number): Section | undefined {
  const { main, others } = splitEvidence(visit);
  if (!main) return undefined;
  const wanted = 1 + bodyRows(main) + others.length;
  return {
    id: 'evidence',
    wanted,
    min: Math.min(wanted, 4),
    priority: 50,
    draw: (rows) => (
      <Evidence main={main} others={others} step={step} visit={visit} width={width} height={rows} />
    ),
  };
}

function bodyRows(seen: Seen): number {
  const failure = seen.failure ? 2 : 0;
  const rows = showsTable(seen)
    ? tableOverhead + (seen.table?.rows.length ?? 0)
    : Math.max(failure > 0 ? 0 : 1, seen.lines.length);
  return Math.min(mostRows, failure + rows);
}

const showsTable = (seen: Seen, line?: number): boolean =>
  line === undefined && seen.table !== undefined && (seen.table.rows.length > 0 || seen.lines.length === 0);

interface Props {
  main: StepEvidence;
  others: readonly StepEvidence[];
  step: Step;
  visit: Visit;
  width: number;
  height: number;
}

function Evidence({ main, others, step, visit, width, height }: Props) {
  const view = useView();
  const theme = useTheme();
  const { proposed } = visit;
  const deciding = proposed?.deciding?.evidence === main.name ? proposed.deciding : undefined;
  const otherRows = Math.min(others.length, Math.max(0, Math.floor((height - 2) / 2)));
  const failure = main.failure
    ? paragraph(failureText(view, main.failure), {
        tone: 'warn',
        width,
        max: Math.max(1, Math.min(3, height - 2)),
        ellipsis: theme.glyphs.ellipsis,
      })
    : [];
  const headRows = height > 1 ? 1 : 0;
  const bodyHeight = Math.max(0, height - headRows - otherRows - failure.length);
  const isTable = showsTable(main, deciding?.line);
  const first = firstLine(main.lines.length, bodyHeight, deciding?.line);
  const line = deciding?.line === undefined ? undefined : main.lines[deciding.line];
  const shown = Math.min(bodyHeight, main.lines.length);
  const extra =
    !isTable && (shown < main.lines.length || main.cut)
      ? view.t({
          id: main.cut ? 'guide.screen.window-cut' : 'guide.screen.window',
          params: { from: first + 1, to: first + shown, of: main.lines.length },
        })
      : '';
  return (
    <>
      {headRows > 0 ? (
        <Line spans={evidenceHead(view, main, { width, theme, extra })} width={width} />
      ) : undefined}
      <Lines lines={failure} width={width} />
      {bodyHeight <= 0 ? undefined : isTable ? (
        <Rows
          main={main}
          step={step}
          rule={proposed?.rule}
          row={deciding?.row}
          width={width}
          height={bodyHeight}
        />
      ) : main.lines.length === 0 ? (
        main.failure ? undefined : (
          <Line spans={[span(`  ${view.t({ id: 'guide.screen.no-output' })}`, 'dim')]} width={width} />
        )
      ) : (
        <Lines
          lines={evidenceLines(main.lines, {
            first,
            height: bodyHeight,
            width,
            theme,
            deciding:
              deciding?.line === undefined || !line || !proposed
                ? undefined
                : { index: deciding.line, match: matchIn(line.text, deciding, step, proposed) },
          })}
          width={width}
        />
      )}
      <Lines
        lines={others.slice(0, otherRows).map((seen) => evidenceLine(view, seen, width, theme))}
        width={width}
      />
    </>
  );
}

interface RowsProps {
  main: StepEvidence;
  step: Step;
  rule: number | undefined;
  row: number | undefined;
  width: number;
  height: number;
}

/** The rows of evidence in an ink-table, the deciding one highlighted; in one line where there is no room for that. */
function Rows({ main, step, rule, row, width, height }: RowsProps) {
  const view = useView();
  const { lang } = view.state;
  const { table } = main;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the view only the language matters; it changes every second.
  const text = useMemo(
    () => (table ? chosenColumns(view, table, fieldsOf(step, rule), width) : undefined),
    [table, step, rule, width, lang],
  );
  if (!table || !text || table.rows.length === 0)
    return <Line spans={[span(`  ${view.t({ id: 'guide.screen.no-rows' })}`, 'dim')]} width={width} />;
  const room = height - tableOverhead;
  if (room < (table.rows.length > 1 ? 2 : 1)) {
    const lines = table.rows.map((_, i) => ({ text: rowLine(text, i), stream: 'stdout' as const }));
    return <ShortRows lines={lines} row={row} width={width} height={height} />;
  }
  return (
    <EvidenceTable
      titles={text.titles}
      rows={text.rows}
      width={width}
      maxRows={room >= table.rows.length ? room : room - 1}
      maxColumns={text.titles.length}
      compact
      {...(row === undefined ? {} : { highlighted: row })}
    />
  );
}

function ShortRows({
  lines,
  row,
  width,
  height,
}: {
  lines: readonly { text: string; stream: 'stdout' }[];
  row: number | undefined;
  width: number;
  height: number;
}) {
  const theme = useTheme();
  const first = row === undefined ? 0 : firstLine(lines.length, height, row);
  const deciding = row === undefined ? undefined : { index: row, match: undefined };
  return <Lines lines={evidenceLines(lines, { first, height, width, theme, deciding })} width={width} />;
}
