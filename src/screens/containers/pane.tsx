import type { ContainersData } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { worstContainers } from '../../store/selectors/containers.js';
import { Table } from '../../ui/Table.js';
import type { Tone } from '../../ui/theme.js';
import { useView, type View } from '../view.js';
import { containerCells, containerColumns } from './rows.js';
import { serviceCells, troubledServices } from './services.js';

/** "7 · 1 critical": how many containers there are and how many are in trouble. */
export function containersSummary(view: View): { text: string; tone: Tone } {
  const data = dataOf(view.data.containers);
  if (!data) return { text: '', tone: 'dim' };
  const told = [...data.rows, ...troubledServices(view)];
  const bad = told.filter((r) => r.severity === 'critical').length + data.missing.length;
  const warn = told.filter((r) => r.severity === 'warn').length;
  const parts = [view.t({ id: 'screen.running', params: runningOf(view, data) })];
  if (bad > 0) parts.push(view.t({ id: 'screen.failing', params: { n: bad } }));
  if (warn > 0) parts.push(view.t({ id: 'screen.warnings', params: { n: warn } }));
  return { text: parts.join(' · '), tone: bad > 0 ? 'fail' : warn > 0 ? 'warn' : 'ok' };
}

/** How many run, of how many: containers of those that exist, tasks of those that are wanted, since stopped ones stay on show. */
function runningOf(view: View, { rows }: ContainersData): { n: number; of: number } {
  const services = dataOf(view.data.cloud)?.services;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return services
    ? { n: sum(services.map(({ running }) => running)), of: sum(services.map(({ desired }) => desired)) }
    : { n: rows.filter(({ state }) => state === 'running').length, of: rows.length };
}

/** The worst containers first; those that are missing above all. */
export function ContainersBody({ width, height }: { width: number; height: number }) {
  const view = useView();
  const missing = dataOf(view.data.containers)?.missing ?? [];
  // Why a deployment failed says more than the figures of a service's tasks, which are all the same.
  const whyMin = view.state.host.stack.kind === 'ecs' && width >= 50 ? 24 : undefined;
  const services = troubledServices(view);
  const rows = [
    ...missing.map((name) => ({
      key: `missing ${name}`,
      cells: [
        { text: name, tone: 'fail' as const },
        { text: view.t({ id: 'screen.missing' }), tone: 'fail' as const },
      ],
    })),
    ...services.map((service) => ({ key: `service ${service.name}`, cells: serviceCells(view, service) })),
    ...worstContainers(view.state).map((row) => ({ key: row.id, cells: containerCells(view, row) })),
  ];
  return (
    <Table
      columns={containerColumns(view, worstContainers(view.state), whyMin)}
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
