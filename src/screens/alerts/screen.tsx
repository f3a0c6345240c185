import { Box } from 'ink';
import { cursorAt, listOf } from '../../store/lists.js';
import { alertRows } from '../../store/selectors/alerts.js';
import { Table } from '../../ui/Table.js';
import { wrapColumns } from '../../ui/text/fit.js';
import { moment } from '../format.js';
import { Line, Lines, span } from '../lines.js';
import { useView } from '../view.js';
import { alertCells, alertColumns } from './pane.js';

/** All alerts, newest first, with the selected one's full text below. */
export function AlertsScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const rows = alertRows(view.state);
  const selected = cursorAt(
    listOf(view.state.ui, 'alerts'),
    rows.map((a) => a.key),
  );
  const alert = rows[selected];
  const skew = view.data.skewMs ?? 0;
  const about = alert
    ? [
        view.t({
          id: alert.active ? 'screen.alert-times' : 'screen.alert-over',
          params: {
            first: moment(alert.firstAt - skew, view.state.now),
            last: moment(alert.lastAt - skew, view.state.now),
            n: alert.count,
          },
        }),
        ...wrapColumns(`${alert.object}: ${view.t(alert.text)}`, Math.max(10, width)),
      ]
    : [];
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Table
        columns={alertColumns(view, 28)}
        rows={rows.map((a) => ({ key: a.key, cells: alertCells(view, a) }))}
        width={width}
        height={height - 4}
        selected={selected}
        empty={view.t({ id: 'screen.no-alerts' })}
      />
      <Line spans={[span('── ', 'border'), span(about[0] ?? '', 'dim')]} width={width} />
      <Lines lines={about.slice(1, 4).map((line) => [span(line)])} width={width} />
    </Box>
  );
}
