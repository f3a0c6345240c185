import type { Seen, StepEvidence } from '../../domain/evidence.js';
import type { Step } from '../../domain/playbook.js';
import type { Visit } from '../../domain/walk.js';
import { tableOverhead } from '../../ui/EvidenceTable.js';
import { type Theme, useTheme } from '../../ui/theme.js';
import { Line, Lines, span } from '../lines.js';
import { failureText, useView, type View } from '../view.js';
import { fieldsOf, matchIn, splitEvidence } from './deciding.js';
import { evidenceHead, evidenceLine } from './evidence-head.js';
import {
  type DecidingLine,
  evidenceLines,
  firstLine,
  wrappedHeight,
  wrappedLines,
} from './evidence-lines.js';
import { restOfRow } from './evidence-rows.js';
import { EvidenceRows } from './evidence-table.js';
import { paragraph } from './paragraph.js';
import type { Section } from './stack.js';
import type { Stop } from './stop.js';

/** Rows of lines and tables that a step may ask for; more is scrolled around what decided. */
const mostRows = 60;
/** Rows that a failed read takes at most to say why. */
const mostFailureRows = 5;
/** Of a table with more rows than this, a single row is not looked at so closely. */
const fewRows = 10;

/** What the step saw: the evidence that decided in full, the others in a line each. */
export function evidenceSection(
  view: View,
  { step, visit }: Pick<Stop, 'step' | 'visit'>,
  width: number,
  theme: Theme,
): Section | undefined {
  const { main, others } = splitEvidence(visit);
  if (!main) return undefined;
  const wanted =
    evidenceHead(view, main, { width, theme }).length +
    failureRows(view, main, width).length +
    bodyRows(main, width) +
    restRows(view, main, step, visit, width).length +
    others.length;
  return {
    id: 'evidence',
    wanted,
    min: Math.min(wanted, 6),
    priority: 30,
    draw: (rows) => (
      <Evidence main={main} others={others} step={step} visit={visit} width={width} height={rows} />
    ),
  };
}

function failureRows(view: View, { failure }: Seen, width: number) {
  return failure ? paragraph(failureText(view, failure), { tone: 'warn', width, max: mostFailureRows }) : [];
}

/** What the row in question says besides the columns that the table has room for. */
function restRows(view: View, main: StepEvidence, step: Step, { proposed }: Visit, width: number) {
  const { table } = main;
  const decides = proposed?.deciding?.evidence === main.name ? proposed.deciding : undefined;
  const row = decides?.row ?? (table?.rows.length === 1 ? 0 : undefined);
  if (!table || row === undefined || !showsTable(main, decides?.line) || table.rows.length > fewRows)
    return [];
  const text = restOfRow(view, table, fieldsOf(step, proposed?.rule), width, row);
  return text === '' ? [] : paragraph(text, { label: ' ', tone: 'dim', width, max: 3 });
}

/** Rows that table or lines fill when nothing is left out. */
function bodyRows(seen: Seen, width: number): number {
  if (showsTable(seen)) return Math.min(mostRows, tableOverhead + (seen.table?.rows.length ?? 0));
  if (seen.lines.length === 0) return seen.failure ? 0 : 1;
  return Math.min(mostRows, wrappedHeight(seen.lines, width) ?? seen.lines.length);
}

const showsTable = (seen: Seen, line?: number): boolean =>
  line === undefined && seen.table !== undefined && (seen.table.rows.length > 0 || seen.lines.length === 0);

interface Props {
  main: StepEvidence;
  step: Step;
  visit: Visit;
  width: number;
  height: number;
}

function Evidence({ main, others, step, visit, width, height }: Props & { others: readonly StepEvidence[] }) {
  const view = useView();
  const theme = useTheme();
  const { proposed } = visit;
  const deciding = proposed?.deciding?.evidence === main.name ? proposed.deciding : undefined;
  const isTable = showsTable(main, deciding?.line);
  const failure = failureRows(view, main, width).slice(0, Math.max(1, height - 1));
  const body = bodyRows(main, width);
  const rest = restRows(view, main, step, visit, width);
  // A long command gets more than a row only where everything else has what it wants.
  const spare = height - failure.length - body - rest.length - others.length;
  const head = height > 1 ? Math.max(1, spare) : 0;
  const extra = isTable
    ? ''
    : windowText(view, main, height - head - failure.length - others.length, width, deciding?.line);
  const heading = evidenceHead(view, main, { width, theme, extra, rows: head }).slice(0, head);
  const room = Math.max(0, height - heading.length - failure.length);
  // What did not decide gives way, but never all of it to evidence that is scrolled anyway.
  const otherRows = Math.min(others.length, Math.max(room - body, Math.floor(room / 3)));
  const restHeight = Math.max(0, Math.min(rest.length, room - otherRows - body));
  const bodyHeight = room - otherRows - restHeight;
  return (
    <>
      <Lines lines={heading} width={width} />
      <Lines lines={failure} width={width} />
      {bodyHeight <= 0 ? undefined : isTable ? (
        <EvidenceRows
          main={main}
          fields={fieldsOf(step, proposed?.rule)}
          row={deciding?.row}
          width={width}
          height={bodyHeight}
        />
      ) : (
        <Output main={main} step={step} visit={visit} width={width} height={bodyHeight} />
      )}
      <Lines lines={rest.slice(0, restHeight)} width={width} />
      <Lines
        lines={others.slice(0, otherRows).map((seen) => evidenceLine(view, seen, width, theme))}
        width={width}
      />
    </>
  );
}

/** Which of the lines are on show, where that is not all of them. */
function windowText(
  view: View,
  seen: Seen,
  height: number,
  width: number,
  deciding: number | undefined,
): string {
  const of = seen.lines.length;
  const isWhole = of <= height || (wrappedHeight(seen.lines, width) ?? Number.POSITIVE_INFINITY) <= height;
  if (isWhole) return seen.cut ? view.t({ id: 'guide.screen.last-lines', params: { of } }) : '';
  const from = firstLine(of, height, deciding) + 1;
  const id = seen.cut ? 'guide.screen.window-cut' : 'guide.screen.window';
  return view.t({ id, params: { from, to: Math.min(of, from + height - 1), of } });
}

/** Lines of output: whole where they fit, else a window around the one that decided. */
function Output({ main, step, visit, width, height }: Props) {
  const view = useView();
  const theme = useTheme();
  const { lines } = main;
  const { proposed } = visit;
  if (lines.length === 0) {
    if (main.failure) return undefined;
    return <Line spans={[span(`  ${view.t({ id: 'guide.screen.no-output' })}`, 'dim')]} width={width} />;
  }
  const decides = proposed?.deciding?.evidence === main.name ? proposed.deciding : undefined;
  const line = decides?.line === undefined ? undefined : lines[decides.line];
  const deciding: DecidingLine | undefined =
    proposed && decides?.line !== undefined && line
      ? { index: decides.line, match: matchIn(line.text, decides, step, proposed) }
      : undefined;
  if ((wrappedHeight(lines, width) ?? Number.POSITIVE_INFINITY) <= height)
    return <Lines lines={wrappedLines(lines, width, { theme, deciding })} width={width} />;
  const first = firstLine(lines.length, height, deciding?.index);
  return <Lines lines={evidenceLines(lines, { first, height, width, theme, deciding })} width={width} />;
}
