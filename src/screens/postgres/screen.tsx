import { Box } from 'ink';
import { dataOf } from '../../domain/snapshot.js';
import { tabOf } from '../../store/active-list.js';
import { cursorAt, listOf } from '../../store/lists.js';
import { activityRows, currentPostgres, lockRows, statementRows } from '../../store/selectors/postgres.js';
import { Table } from '../../ui/Table.js';
import { wrapColumns } from '../../ui/text/fit.js';
import { count, ms, percent } from '../format.js';
import { figures, Line, Lines, span } from '../lines.js';
import { Tabs } from '../tabs.js';
import { failureText, useView } from '../view.js';
import { activityCells, activityColumns, lockCells, postgresFigures } from './rows.js';

/** Sessions by duration, the lock tree, or the costliest statements; the selected query in full below. */
export function PostgresScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const current = currentPostgres(view.state);
  if (!current) return <Line spans={[span(view.t({ id: 'screen.not-configured' }), 'dim')]} width={width} />;
  const data = dataOf(current.snapshot);
  const failure = 'failure' in current.snapshot ? current.snapshot.failure : data?.distress;
  const head = 2 + (failure ? 1 : 0);
  const query = height >= 18 ? Math.min(6, Math.floor(height / 4)) : 2;
  const tab = tabOf(view.state, 'postgres');
  const box = { width, height: height - head - query };
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Tabs screen="postgres" width={width} />
      <Line
        spans={[
          ...(current.of > 1 ? [span(`${current.name} ${current.index + 1}/${current.of}  `, 'title')] : []),
          ...(data ? postgresFigures(view, data) : [span(view.t({ id: 'screen.waiting' }), 'dim')]),
        ]}
        width={width}
      />
      {failure ? <Line spans={[span(failureText(view, failure), 'fail')]} width={width} /> : undefined}
      {tab === 'locks' ? (
        <Locks {...box} />
      ) : tab === 'statements' ? (
        <Statements {...box} />
      ) : (
        <Activity {...box} />
      )}
      <Query width={width} height={query} tab={tab} />
    </Box>
  );
}

interface Size {
  width: number;
  height: number;
}

function Activity({ width, height }: Size) {
  const view = useView();
  const rows = activityRows(view.state);
  return (
    <Table
      columns={activityColumns(view, Math.max(16, Math.floor(width / 3)))}
      rows={rows.map((row) => ({ key: String(row.pid), cells: activityCells(view, row) }))}
      width={width}
      height={height}
      selected={cursorAt(
        listOf(view.state.ui, 'activity'),
        rows.map((r) => String(r.pid)),
      )}
      empty={view.t({ id: 'screen.no-activity' })}
    />
  );
}

function Locks({ width, height }: Size) {
  const view = useView();
  const rows = lockRows(view.state);
  const t = (id: string) => view.t({ id: `column.${id}` });
  return (
    <Table
      columns={[
        { id: 'pid', title: 'pid', width: 16, min: 10, priority: 100 },
        { id: 'waiters', title: t('waiters'), width: 7, align: 'right', priority: 95 },
        { id: 'time', title: t('time'), width: 7, align: 'right', priority: 90 },
        { id: 'state', title: t('state'), width: 20, min: 8, priority: 85 },
        { id: 'lock', title: t('lock'), width: 30, min: 12, priority: 60 },
        { id: 'pins', title: t('pins'), width: 12, min: 6, priority: 50 },
        { id: 'app', title: t('app'), width: 14, min: 8, priority: 40 },
        { id: 'query', title: t('query'), flex: 1, min: Math.max(12, Math.floor(width / 4)), priority: 98 },
      ]}
      rows={rows.map((row, i) => ({ key: String(i), cells: lockCells(view, row) }))}
      width={width}
      height={height}
      selected={cursorAt(
        listOf(view.state.ui, 'locks'),
        rows.map((_, i) => String(i)),
      )}
      empty={view.t({ id: 'screen.no-locks' })}
    />
  );
}

function Statements({ width, height }: Size) {
  const view = useView();
  const rows = statementRows(view.state);
  const list = listOf(view.state.ui, 'statements');
  const t = (id: string) => view.t({ id: `column.${id}` });
  const known =
    dataOf(currentPostgres(view.state)?.snapshot ?? { state: 'pending' })?.statements !== undefined;
  return (
    <Table
      columns={[
        { id: 'share', title: t('share'), width: 6, align: 'right', priority: 90 },
        { id: 'total', title: t('total'), width: 9, align: 'right', priority: 95 },
        { id: 'mean', title: t('mean'), width: 8, align: 'right', priority: 94 },
        { id: 'calls', title: t('calls'), width: 7, align: 'right', priority: 80 },
        { id: 'rate', title: t('per-second'), width: 7, align: 'right', priority: 60 },
        { id: 'rows', title: t('rows'), width: 7, align: 'right', priority: 50 },
        { id: 'query', title: t('query'), flex: 1, min: 12, priority: 99 },
      ]}
      rows={rows.map((s) => ({
        key: s.queryId,
        cells: [
          { text: percent(s.sharePercent) },
          { text: ms(s.totalMs) },
          { text: ms(s.meanMs), tone: s.meanMs > 500 ? ('warn' as const) : ('plain' as const) },
          { text: count(s.calls) },
          { text: s.callsPerSecond === undefined ? '' : s.callsPerSecond.toFixed(1) },
          { text: count(s.rows) },
          { text: s.query ?? s.queryId },
        ],
      }))}
      width={width}
      height={height}
      selected={cursorAt(
        list,
        rows.map((r) => r.queryId),
      )}
      sort={{ column: list.sort ?? 'total', direction: list.reversed ? 'ascending' : 'descending' }}
      empty={view.t({ id: known ? 'screen.nothing-matches' : 'screen.no-statements' })}
    />
  );
}

/** The selected row's query, wrapped, with who runs it. */
function Query({ width, height, tab }: Size & { tab: string }) {
  const view = useView();
  const pick = <T,>(
    rows: readonly T[],
    list: 'activity' | 'locks' | 'statements',
    key: (row: T, i: number) => string,
  ) => rows[cursorAt(listOf(view.state.ui, list), rows.map(key))];
  const session =
    tab === 'locks'
      ? pick(lockRows(view.state), 'locks', (_, i) => String(i))?.session
      : tab === 'activity'
        ? pick(activityRows(view.state), 'activity', (r) => String(r.pid))
        : undefined;
  const statement =
    tab === 'statements' ? pick(statementRows(view.state), 'statements', (r) => r.queryId) : undefined;
  const text = session?.query ?? statement?.query ?? '';
  const who = session
    ? figures([
        ['pid', String(session.pid)],
        ['', session.user],
        ['', session.app],
        ['', session.client ?? ''],
        ['', session.backendType],
      ])
    : [];
  const lines = wrapColumns(text, Math.max(10, width)).slice(0, height - 1);
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Line spans={session || statement ? [span('── ', 'border'), ...who] : []} width={width} />
      <Lines lines={lines.map((line) => [span(line)])} width={width} />
    </Box>
  );
}
