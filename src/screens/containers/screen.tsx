import { Box } from 'ink';
import { dataOf } from '../../domain/snapshot.js';
import { cursorAt, listOf } from '../../store/lists.js';
import { visibleContainers } from '../../store/selectors/containers.js';
import { sparkline } from '../../ui/Sparkline.js';
import { Table, type TableRow } from '../../ui/Table.js';
import { useTheme } from '../../ui/theme.js';
import { bytes, duration, percent, rate } from '../format.js';
import { figures, Line, Lines, type Span, span } from '../lines.js';
import { toneOf, useView } from '../view.js';
import { containerCells, containerColumns } from './rows.js';
import { troubledServices } from './services.js';

/** All containers by group, with the selected one's facts below. */
export function ContainersScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const list = listOf(view.state.ui, 'containers');
  const rows = visibleContainers(view.state);
  const missing = dataOf(view.data.containers)?.missing ?? [];
  const selected = cursorAt(
    list,
    rows.map((r) => r.id),
  );
  const isGrouped = (list.sort ?? 'group') === 'group';
  const table: TableRow[] = missing.map((name) => ({
    key: `missing ${name}`,
    group: `${name}  ${view.t({ id: 'screen.missing' })}`,
    tone: 'fail' as const,
  }));
  for (const service of troubledServices(view)) {
    const { name, running, desired } = service;
    const tasks = view.t({ id: 'cloud.pane.tasks', params: { running, desired } });
    const why = service.why ? view.t(service.why) : '';
    table.push({
      key: `service ${name}`,
      group: `${name}  ${tasks}  ${why}`,
      tone: toneOf[service.severity],
    });
  }
  let group: string | undefined;
  for (const row of rows) {
    if (isGrouped && row.group !== group) {
      group = row.group;
      table.push({ key: `group ${group}`, group: group === '' ? view.t({ id: 'screen.ungrouped' }) : group });
    }
    table.push({ key: row.id, cells: containerCells(view, row) });
  }
  const detailHeight = height >= 20 ? 4 : 3;
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Table
        columns={containerColumns(view, rows, width >= 110 ? 30 : 12)}
        rows={table}
        width={width}
        height={height - detailHeight}
        selected={selected}
        sort={{
          column: sortColumn[list.sort ?? 'group'] ?? 'name',
          direction: list.reversed ? 'descending' : 'ascending',
        }}
        empty={view.t({
          id: view.data.containers.state === 'pending' ? 'screen.waiting' : 'screen.nothing-matches',
        })}
      />
      <Detail width={width} height={detailHeight} index={selected} />
    </Box>
  );
}

const sortColumn: Record<string, string> = {
  group: 'name',
  worst: 'state',
  cpu: 'cpu',
  memory: 'memory',
  restarts: 'restarts',
  age: 'age',
  name: 'name',
};

/** Of an image in ECR: account, region and Amazon's domain, which are the same for all. */
const registry = /^\d+\.dkr\.ecr\.[^/]+\//;

function Detail({ width, height, index }: { width: number; height: number; index: number }) {
  const view = useView();
  const theme = useTheme();
  const row = visibleContainers(view.state)[index];
  if (!row) return <Box height={height} />;
  const chart = (name: string, wide: number) =>
    sparkline(view.data.history[`${name}:${row.name}`] ?? [], wide, theme.glyphs);
  const t = (id: string) => view.t({ id });
  const reason = row.why ?? row.exitMeaning;
  const isEcs = view.state.host.stack.kind === 'ecs';
  const revision = /:\d+$/.exec(row.version ?? '')?.[0] ?? '';
  const lines: Span[][] = [
    [
      span(row.name, 'title'),
      span('  '),
      ...(reason ? [span(view.t(reason), toneOf[row.severity]), span('  ')] : []),
      ...(row.healthOutput && row.health === 'unhealthy' ? [span(row.healthOutput, 'warn')] : []),
    ],
    [
      ...figures([
        [t('column.cpu'), percent(row.cpuPercent)],
        ['', chart('container.cpu', 20), 'accent'],
        [t('column.memory'), `${bytes(row.memoryBytes)}/${bytes(row.memoryLimitBytes)}`],
        ['', chart('container.memory', 20), 'accent'],
        ['rx', rate(row.rxBytesPerSecond)],
        ['tx', rate(row.txBytesPerSecond)],
        [t('column.pids'), row.pids === undefined ? '' : String(row.pids)],
      ]),
    ],
    [
      ...figures([
        [t('column.image'), isEcs ? [row.image.replace(registry, ''), revision].join(' ') : row.image],
        [
          t('column.built'),
          row.imageCreatedAt === undefined
            ? ''
            : duration((view.hostNow - row.imageCreatedAt) / 1000, view.state.lang),
        ],
        [
          t('column.changed'),
          row.imageChangedAt === undefined
            ? ''
            : duration((view.hostNow - row.imageChangedAt) / 1000, view.state.lang),
          'warn',
        ],
        [t('column.ports'), row.ports.join(' ')],
        [t('column.networks'), row.networks.join(' ')],
        [t('column.figures'), row.figuresFrom === 'service' ? t('cloud.pane.average') : row.figuresFrom],
      ]),
    ],
  ];
  return (
    <Box flexDirection="column" width={width} height={height}>
      {height > 3 ? (
        <Line spans={[span(theme.glyphs.box.horizontal.repeat(width), 'border')]} width={width} />
      ) : undefined}
      <Lines lines={lines.slice(0, 3)} width={width} />
    </Box>
  );
}
