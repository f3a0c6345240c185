import { dataOf } from '../../domain/snapshot.js';
import { worstContainers } from '../../store/selectors/containers.js';
import { Table } from '../../ui/Table.js';
import type { Tone } from '../../ui/theme.js';
import { useView, type View } from '../view.js';
import { containerCells, containerColumns } from './rows.js';

/** "7 · 1 critical": how many containers there are and how many are in trouble. */
export function containersSummary(view: View): { text: string; tone: Tone } {
  const data = dataOf(view.data.containers);
  if (!data) return { text: '', tone: 'dim' };
  const bad = data.rows.filter((r) => r.severity === 'critical').length + data.missing.length;
  const warn = data.rows.filter((r) => r.severity === 'warn').length;
  const running = data.rows.filter((r) => r.state === 'running').length;
  const parts = [view.t({ id: 'screen.running', params: { n: running, of: data.rows.length } })];
  if (bad > 0) parts.push(view.t({ id: 'screen.failing', params: { n: bad } }));
  if (warn > 0) parts.push(view.t({ id: 'screen.warnings', params: { n: warn } }));
  return { text: parts.join(' · '), tone: bad > 0 ? 'fail' : warn > 0 ? 'warn' : 'ok' };
}

/** The worst containers first; those that are missing above all. */
export function ContainersBody({ width, height }: { width: number; height: number }) {
  const view = useView();
  const missing = dataOf(view.data.containers)?.missing ?? [];
  const rows = [
    ...missing.map((name) => ({
      key: `missing ${name}`,
      cells: [
        { text: name, tone: 'fail' as const },
        { text: view.t({ id: 'screen.missing' }), tone: 'fail' as const },
      ],
    })),
    ...worstContainers(view.state).map((row) => ({ key: row.id, cells: containerCells(view, row) })),
  ];
  return (
    <Table
      columns={containerColumns(view, worstContainers(view.state))}
      rows={rows}
      width={width}
      height={height}
      header={height >= 8}
      empty={view.t({
        id: view.data.containers.state === 'pending' ? 'screen.waiting' : 'screen.no-containers',
      })}
    />
  );
}
