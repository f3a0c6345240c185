import { Box } from 'ink';
import type { StatsData } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { diskRows } from '../../store/selectors/stats.js';
import { sparkline } from '../../ui/Sparkline.js';
import { fitColumns } from '../../ui/text/fit.js';
import { displayWidth } from '../../ui/text/width.js';
import { type Theme, type Tone, useTheme } from '../../ui/theme.js';
import { bytes, percent, rate } from '../format.js';
import { figures, figuresWithin, Lines, type Span, span } from '../lines.js';
import { useView, type View } from '../view.js';
import { cloudLines, cloudSummary } from './cloud.js';
import { type Meter, meter, levelTone as tone } from './meter.js';

export const memoryPercent = (s: StatsData) =>
  s.memory.totalBytes > 0 ? (100 * s.memory.usedBytes) / s.memory.totalBytes : undefined;

export const swapPercent = (s: StatsData) =>
  s.swap.totalBytes > 0 ? (100 * s.swap.usedBytes) / s.swap.totalBytes : undefined;

export function statsSummary(view: View): { text: string; tone: Tone } {
  const cloud = cloudSummary(view);
  if (cloud) return cloud;
  const s = dataOf(view.data.stats);
  if (!s) return { text: '', tone: 'dim' };
  const disk = diskRows(view.state)[0];
  const worst = Math.max(s.cpuPercent ?? 0, memoryPercent(s) ?? 0, disk?.usedPercent ?? 0);
  return {
    text: `${view.t({ id: 'column.cpu' })} ${percent(s.cpuPercent)} · ${view.t({ id: 'column.memory' })} ${percent(memoryPercent(s))}`,
    tone: tone(worst, 80, 95),
  };
}

/** Figures as lines, most telling first; the overview shows as many as fit. On ECS those of AWS stand above the host's. */
export function statsLines(view: View, width: number, theme: Theme, height: number): Span[][] {
  const cloud = cloudLines(view, width, theme, height);
  if (cloud.length === 0) return hostLines(view, width, theme);
  return [...cloud, hostTitle(view), ...hostLines(view, width, theme)];
}

/** Above the figures of the host itself, where those of AWS stand over them. */
export const hostTitle = (view: View): Span[] => [
  span(view.t({ id: 'cloud.pane.host', params: { name: view.state.host.name } }), 'title'),
];

/** The host's own figures. */
export function hostLines(view: View, width: number, theme: Theme): Span[][] {
  const s = dataOf(view.data.stats);
  if (!s) return [[span(view.t({ id: 'screen.waiting' }), 'dim')]];
  const { history } = view.data;
  const t = (id: string) => view.t({ id: `column.${id}` });
  const disks = diskRows(view.state);
  const worst = disks[0];
  const cores = `${s.cpus}${t('cores')}`;
  const used = `${bytes(s.memory.usedBytes)}/${bytes(s.memory.totalBytes)}`;
  const free = worst
    ? `${worst.mount} ${view.t({ id: 'screen.free', params: { size: bytes(worst.availableBytes) } })}`
    : '';
  // One room for all, so that the gauges end in one column.
  const room = Math.max(...[cores, used, free].map((text) => displayWidth(text)));
  const bar = (of: Omit<Meter, 'width' | 'theme' | 'extraRoom'>) =>
    meter({ ...of, width, theme, extraRoom: room });
  const lines: Span[][] = [
    bar({ label: t('cpu'), value: s.cpuPercent, history: history['host.cpu'] ?? [], extra: cores }),
    bar({
      label: t('memory'),
      value: memoryPercent(s),
      history: history['host.memory'] ?? [],
      extra: used,
      warn: 85,
    }),
  ];
  if (worst)
    lines.push(bar({ label: t('disk'), value: worst.usedPercent, history: [], extra: free, bad: 90 }));
  lines.push(
    figuresWithin(width, [
      [
        t('load'),
        s.load.map((l) => l.toFixed(2)).join(' '),
        tone((100 * s.load[0]) / Math.max(1, s.cpus), 150, 300),
      ],
      [t('swap'), s.swap.totalBytes > 0 ? percent(swapPercent(s)) : '0'],
      ['iowait', s.cpuParts ? percent(s.cpuParts.iowait) : ''],
    ]),
  );
  const total = (pick: 'rxBytesPerSecond' | 'txBytesPerSecond') => {
    const known = s.network.filter((n) => n[pick] !== undefined);
    return known.length === 0 ? undefined : known.reduce((sum, n) => sum + (n[pick] ?? 0), 0);
  };
  const spark = (name: string) =>
    sparkline(history[name] ?? [], Math.max(0, Math.min(16, Math.floor((width - 34) / 2))), theme.glyphs);
  lines.push([
    ...figures([
      [`${t('network')} ${theme.glyphs.down}`, rate(total('rxBytesPerSecond'))],
      ['', spark('host.rx'), 'accent'],
      [theme.glyphs.up, rate(total('txBytesPerSecond'))],
      ['', spark('host.tx'), 'accent'],
    ]),
  ]);
  if (s.diskIo)
    lines.push(
      figures([
        [`${t('io')} r`, rate(s.diskIo.readBytesPerSecond)],
        ['w', rate(s.diskIo.writeBytesPerSecond)],
      ]),
    );
  for (const disk of disks) {
    lines.push([
      span(
        fitColumns(disk.mount, Math.min(20, Math.max(6, width - 34)), { ellipsis: theme.glyphs.ellipsis }),
        'dim',
      ),
      span(' '),
      span(percent(disk.usedPercent).padStart(4), tone(disk.usedPercent, 80, 90)),
      span(` ${bytes(disk.usedBytes)}/${bytes(disk.sizeBytes)}`),
      ...(disk.inodesPercent === undefined
        ? []
        : [
            span(`  ${t('inodes')} `, 'dim'),
            span(percent(disk.inodesPercent), tone(disk.inodesPercent, 80, 90)),
          ]),
    ]);
  }
  return lines;
}

export function StatsBody({ width, height }: { width: number; height: number }) {
  const view = useView();
  const theme = useTheme();
  return (
    <Box flexDirection="column">
      <Lines lines={statsLines(view, width, theme, height).slice(0, height)} width={width} />
    </Box>
  );
}
