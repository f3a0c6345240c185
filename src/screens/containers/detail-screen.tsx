import { Box } from 'ink';
import type { ContainerDetailView } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { tabOf } from '../../store/active-list.js';
import { cursorAt, listOf } from '../../store/lists.js';
import { Table, type TableRow } from '../../ui/Table.js';
import type { ColumnSpec } from '../../ui/table-layout.js';
import { moment } from '../format.js';
import { Line, span } from '../lines.js';
import { Tabs } from '../tabs.js';
import { failureText, toneOf, useView, type View } from '../view.js';

/** One container: inspect facts, environment with masked values, processes, mounts, health log. */
export function ContainerDetailScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const snapshot = view.data.detail?.view ?? { state: 'pending' as const };
  const detail = dataOf(snapshot);
  const tab = tabOf(view.state, 'container');
  const table = detail ? tableOf(view, detail, tab) : { columns: [], rows: [] };
  const keys = table.rows.map((_, i) => String(i));
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Tabs screen="container" width={width} />
      {'failure' in snapshot && snapshot.failure ? (
        <Line spans={[span(failureText(view, snapshot.failure), 'warn')]} width={width} />
      ) : undefined}
      {detail ? (
        <Table
          columns={table.columns}
          rows={table.rows}
          width={width}
          height={height - 1 - ('failure' in snapshot ? 1 : 0)}
          selected={cursorAt(listOf(view.state.ui, 'container'), keys)}
          header={tab === 'processes'}
          empty={view.t({ id: 'screen.nothing' })}
        />
      ) : (
        <Line spans={[span(view.t({ id: 'screen.waiting' }), 'dim')]} width={width} />
      )}
    </Box>
  );
}

function tableOf(
  view: View,
  detail: ContainerDetailView,
  tab: string,
): { columns: ColumnSpec[]; rows: TableRow[] } {
  switch (tab) {
    case 'environment':
      return {
        columns: [
          { id: 'name', title: '', flex: 1, min: 10, max: 36 },
          { id: 'value', title: '', flex: 3 },
        ],
        rows: detail.environment.map((e, i) => ({
          key: String(i),
          cells: [
            { text: e.name, tone: 'accent' },
            { text: e.value, tone: e.masked ? 'dim' : 'plain' },
          ],
        })),
      };
    case 'processes':
      return {
        columns: detail.processes.titles.map((title, i) =>
          i === detail.processes.titles.length - 1
            ? { id: title, title, flex: 1, priority: 10 }
            : { id: title, title, width: Math.min(12, Math.max(title.length, 6)), priority: 10 - i },
        ),
        rows: detail.processes.rows.map((cells, i) => ({
          key: String(i),
          cells: cells.map((text) => ({ text })),
        })),
      };
    case 'mounts':
      return {
        columns: [{ id: 'mount', title: '', flex: 1 }],
        rows: detail.mounts.map((text, i) => ({ key: String(i), cells: [{ text }] })),
      };
    case 'health':
      return {
        columns: [
          { id: 'at', title: '', width: 11 },
          { id: 'exit', title: '', width: 4, align: 'right' },
          { id: 'output', title: '', flex: 1 },
        ],
        rows: detail.health.map((h, i) => ({
          key: String(i),
          cells: [
            { text: moment(h.at, view.state.now), tone: 'dim' },
            { text: String(h.exitCode), tone: h.exitCode === 0 ? 'ok' : 'fail' },
            { text: h.output },
          ],
        })),
      };
    default:
      return {
        columns: [
          { id: 'label', title: '', width: 20, min: 10 },
          { id: 'value', title: '', flex: 1, priority: 2 },
        ],
        rows: detail.facts.map((f, i) => ({
          key: String(i),
          cells: [
            { text: view.t(f.label), tone: 'dim' },
            { text: f.value, tone: f.severity ? toneOf[f.severity] : 'plain' },
          ],
        })),
      };
  }
}
