import { Box } from 'ink';
import { dataOf } from '../../domain/snapshot.js';
import { currentPostgres, durationOf } from '../../store/selectors/postgres.js';
import { Table } from '../../ui/Table.js';
import type { Tone } from '../../ui/theme.js';
import { Line, span } from '../lines.js';
import { failureText, toneOf, useView, type View } from '../view.js';
import { activityCells, activityColumns, postgresFigures, slotsText } from './rows.js';

export function postgresSummary(view: View): { text: string; tone: Tone } {
  const current = currentPostgres(view.state);
  if (!current) return { text: view.t({ id: 'screen.not-configured' }), tone: 'dim' };
  const data = dataOf(current.snapshot);
  if (!data) return { text: current.of > 1 ? current.name : '', tone: 'dim' };
  const text = data.why ? view.t(data.why) : slotsText(data.connections);
  return { text: current.of > 1 ? `${current.name} ${text}` : text, tone: toneOf[data.severity] };
}

/** Figures first, then the sessions that matter most: waiting and blocking ones, then by duration. */
export function PostgresBody({ width, height }: { width: number; height: number }) {
  const view = useView();
  const current = currentPostgres(view.state);
  if (!current) return <Line spans={[span(view.t({ id: 'screen.not-configured' }), 'dim')]} width={width} />;
  const data = dataOf(current.snapshot);
  if (!data) {
    const failure = 'failure' in current.snapshot ? current.snapshot.failure : undefined;
    const text = failure ? failureText(view, failure) : view.t({ id: 'screen.waiting' });
    return <Line spans={[span(text, failure ? 'warn' : 'dim')]} width={width} />;
  }
  const heads = new Set(data.lockTree.filter((n) => n.depth === 0).map((n) => n.pid));
  const rank = (row: (typeof data.activity)[number]) =>
    heads.has(row.pid) ? 2 : row.blockedBy.length > 0 ? 1 : 0;
  const rows = [...data.activity].sort((a, b) => rank(b) - rank(a) || durationOf(b) - durationOf(a));
  const note = data.distress ? failureText(view, data.distress) : undefined;
  return (
    <Box flexDirection="column">
      <Line spans={postgresFigures(view, data, width)} width={width} />
      {note ? <Line spans={[span(note, 'fail')]} width={width} /> : undefined}
      <Table
        columns={activityColumns(view, width >= 50 ? 20 : 12)}
        rows={rows.map((row) => ({ key: String(row.pid), cells: activityCells(view, row) }))}
        width={width}
        height={Math.max(0, height - 1 - (note ? 1 : 0))}
        header={height >= 8}
        empty={view.t({ id: 'screen.no-activity' })}
      />
    </Box>
  );
}
