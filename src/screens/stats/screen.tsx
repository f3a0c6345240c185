import { Box } from 'ink';
import { dataOf } from '../../domain/snapshot.js';
import { tabOf } from '../../store/active-list.js';
import { cursorAt, listOf } from '../../store/lists.js';
import { diskRows, usageRows } from '../../store/selectors/stats.js';
import { gauge } from '../../ui/Gauge.js';
import { sparkline } from '../../ui/Sparkline.js';
import { Table } from '../../ui/Table.js';
import type { ColumnSpec } from '../../ui/table-layout.js';
import { displayWidth } from '../../ui/text/width.js';
import { useTheme } from '../../ui/theme.js';
import { shortCloudNames } from '../cloud-names.js';
import { bytes, duration, percent, rate } from '../format.js';
import { figures, Lines, type Span, span } from '../lines.js';
import { Tabs } from '../tabs.js';
import { useView } from '../view.js';
import { cloudLines } from './cloud.js';
import { meter } from './meter.js';
import { hostLines, hostTitle, memoryPercent, swapPercent } from './pane.js';

/** The host's figures with their history, its disks; or every container's use. */
export function StatsScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Tabs screen="stats" width={width} />
      {tabOf(view.state, 'stats') === 'host' ? (
        <HostFigures width={width} height={height - 1} />
      ) : (
        <Usage width={width} height={height - 1} />
      )}
    </Box>
  );
}

function HostFigures({ width, height }: { width: number; height: number }) {
  const view = useView();
  const theme = useTheme();
  const s = dataOf(view.data.stats);
  const t = (id: string) => view.t({ id: `column.${id}` });
  const services = cloudLines(view, width, theme, height);
  const cloud = services.length === 0 ? [] : [...services, hostTitle(view)];
  const top: Span[][] = hostLines(view, width, theme).slice(0, 6);
  if (s) {
    if (s.swap.totalBytes > 0) {
      const used = `${bytes(s.swap.usedBytes)}/${bytes(s.swap.totalBytes)}`;
      const swap = { label: t('swap'), value: swapPercent(s), history: [], extra: used };
      // How much is swapped out says nothing by itself.
      top.splice(2, 0, meter({ ...swap, width, theme, warn: 101, bad: 101 }));
    }
    if (s.cpuParts) {
      const p = s.cpuParts;
      top.push(
        figures([
          ['user', percent(p.user)],
          ['system', percent(p.system)],
          ['iowait', percent(p.iowait)],
          ['steal', percent(p.steal)],
          [t('uptime'), duration(s.uptimeSeconds, view.state.lang)],
        ]),
      );
    }
    top.push(...traces(view.data.history, width, theme.glyphs, memoryPercent(s)));
    for (const n of s.network.slice(0, 4)) {
      top.push(
        figures([
          [n.name, `${theme.glyphs.down} ${rate(n.rxBytesPerSecond)}`],
          ['', `${theme.glyphs.up} ${rate(n.txBytesPerSecond)}`],
        ]),
      );
    }
  }
  const disks = diskRows(view.state);
  const tableHeight = Math.max(3, Math.min(disks.length + 1, height - 8));
  const lines = [...cloud, ...top].slice(0, Math.max(0, height - tableHeight));
  return (
    <>
      <Lines lines={lines} width={width} />
      <Table
        columns={[
          { id: 'mount', title: t('mount'), flex: 2, min: 10, priority: 10 },
          { id: 'used', title: t('used'), width: 5, align: 'right', priority: 9 },
          { id: 'gauge', title: '', width: 22, priority: 3 },
          { id: 'size', title: t('size'), width: 7, align: 'right', priority: 6 },
          { id: 'free', title: t('free'), width: 7, align: 'right', priority: 7 },
          { id: 'inodes', title: t('inodes'), width: 8, align: 'right', priority: 5 },
          { id: 'device', title: t('device'), flex: 1, min: 8, priority: 1 },
        ]}
        rows={disks.map((d) => {
          const tone = d.usedPercent >= 90 ? 'fail' : d.usedPercent >= 80 ? 'warn' : 'plain';
          return {
            key: d.mount,
            cells: [
              { text: d.mount },
              { text: percent(d.usedPercent), tone },
              { text: gauge(d.usedPercent / 100, 22, theme.glyphs), tone },
              { text: bytes(d.sizeBytes) },
              { text: bytes(d.availableBytes) },
              { text: percent(d.inodesPercent) },
              { text: d.device, tone: 'dim' as const },
            ],
          };
        })}
        width={width}
        height={tableHeight}
        selected={cursorAt(
          listOf(view.state.ui, 'disks'),
          disks.map((d) => d.mount),
        )}
        empty={view.t({ id: 'screen.waiting' })}
      />
    </>
  );
}

/** Ten minutes of CPU, memory and load, one line each. */
function traces(
  history: Readonly<Record<string, readonly number[]>>,
  width: number,
  glyphs: Parameters<typeof sparkline>[2],
  memory: number | undefined,
): Span[][] {
  if (memory === undefined) return [];
  const wide = Math.min(120, width - 8);
  const one = (label: string, name: string, max?: number): Span[] => [
    span(label.padEnd(8), 'dim'),
    span(sparkline(history[name] ?? [], wide, glyphs, max === undefined ? {} : { max }), 'accent'),
  ];
  return [
    one('cpu', 'host.cpu', 100),
    one('mem', 'host.memory', 100),
    one('load', 'host.load'),
    one('rx', 'host.rx'),
    one('tx', 'host.tx'),
  ];
}

function Usage({ width, height }: { width: number; height: number }) {
  const view = useView();
  const theme = useTheme();
  const rows = usageRows(view.state);
  const t = (id: string) => view.t({ id: `column.${id}` });
  const short = shortCloudNames(view);
  const isEcs = view.state.host.stack.kind === 'ecs';
  // Of a task only the end of its name tells it from the others.
  const nameMin = isEcs
    ? Math.min(24, Math.max(14, ...rows.map(({ name }) => displayWidth(short(name)))))
    : 14;
  // AWS tells neither traffic nor processes of a task.
  const told = isEcs ? 5 : undefined;
  const columns: readonly ColumnSpec[] = [
    { id: 'name', title: t('name'), flex: 2, min: nameMin, max: 36, priority: 10 },
    { id: 'cpu', title: t('cpu'), width: 5, align: 'right', priority: 9 },
    { id: 'cpu-trace', title: '', flex: 2, min: 10, max: 60, priority: 4 },
    { id: 'memory', title: t('memory'), width: 12, align: 'right', priority: 8 },
    { id: 'memory-trace', title: '', flex: 2, min: 10, max: 60, priority: 3 },
    { id: 'rx', title: 'rx', width: 8, align: 'right', priority: 6 },
    { id: 'tx', title: 'tx', width: 8, align: 'right', priority: 5 },
    { id: 'pids', title: t('pids'), width: 5, align: 'right', priority: 2 },
  ];
  return (
    <Table
      columns={columns.slice(0, told)}
      rows={rows.map((r) => ({
        key: r.id,
        cells: [
          { text: short(r.name) },
          { text: percent(r.cpuPercent) },
          {
            text: sparkline(view.data.history[`container.cpu:${r.name}`] ?? [], 60, theme.glyphs).trimStart(),
            tone: 'accent' as const,
          },
          { text: `${bytes(r.memoryBytes)}/${bytes(r.memoryLimitBytes)}` },
          {
            text: sparkline(
              view.data.history[`container.memory:${r.name}`] ?? [],
              60,
              theme.glyphs,
            ).trimStart(),
            tone: 'accent' as const,
          },
          { text: rate(r.rxBytesPerSecond), tone: 'dim' as const },
          { text: rate(r.txBytesPerSecond), tone: 'dim' as const },
          { text: r.pids === undefined ? '' : String(r.pids), tone: 'dim' as const },
        ],
      }))}
      width={width}
      height={height}
      selected={cursorAt(
        listOf(view.state.ui, 'usage'),
        rows.map((r) => r.id),
      )}
      empty={view.t({ id: 'screen.waiting' })}
    />
  );
}
