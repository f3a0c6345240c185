import type { ContainerRow } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import type { Cell } from '../../ui/Table.js';
import type { ColumnSpec } from '../../ui/table-layout.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Tone } from '../../ui/theme.js';
import { shortCloudNames } from '../cloud-names.js';
import { bytes, duration, percent, rate } from '../format.js';
import { toneOf, type View } from '../view.js';

/**
 * Columns in display order; narrow screens drop the lowest priority first.
 * @param whyMin the least room for the reason while some container is in trouble
 */
export function containerColumns(
  view: View,
  rows: readonly ContainerRow[],
  whyMin = 12,
): readonly ColumnSpec[] {
  const title = (id: string) => view.t({ id: `column.${id}` });
  const longest = (text: (row: ContainerRow) => string, most: number) =>
    Math.min(
      most,
      rows.reduce((width, row) => Math.max(width, displayWidth(text(row))), 8),
    );
  // In trouble the reason is worth more than the figures.
  const services = dataOf(view.data.cloud)?.services ?? [];
  const isTrouble = [...rows, ...services].some(({ why }) => why);
  const imageText = (row: ContainerRow) => shownImage(view, row);
  const stateWidth = view.state.lang === 'ja' ? 16 : 14;
  const short = shortCloudNames(view);
  const isEcs = view.state.host.stack.kind === 'ecs';
  const nameWidth = longest((r) => short(r.name), isEcs ? 24 : 40);
  const columns: readonly ColumnSpec[] = [
    { id: 'name', title: title('name'), width: nameWidth, min: isEcs ? nameWidth : 14, priority: 100 },
    // An exit code that is cut reads as another one.
    {
      id: 'state',
      title: title('state'),
      width: stateWidth,
      min: Math.max(
        9,
        longest((r) => stateText(view, r), stateWidth),
      ),
      priority: 99,
    },
    { id: 'cpu', title: title('cpu'), width: 5, align: 'right', priority: 95 },
    { id: 'memory', title: title('memory'), width: 11, min: 9, align: 'right', priority: 94 },
    { id: 'age', title: title('age'), width: 7, align: 'right', priority: 90 },
    { id: 'restarts', title: title('restarts'), width: 7, align: 'right', priority: 80 },
    { id: 'network', title: title('network'), width: 13, align: 'right', priority: 60 },
    {
      id: 'why',
      title: title('why'),
      flex: 4,
      min: isTrouble ? whyMin : 12,
      priority: isTrouble ? 96 : 35,
    },
    { id: 'image', title: title('image'), width: longest(imageText, 40), min: 12, priority: isEcs ? 85 : 50 },
    { id: 'built', title: title('built'), width: 6, align: 'right', priority: 40 },
    { id: 'ports', title: title('ports'), flex: 1, min: 10, max: 30, priority: 30 },
  ];
  return toldOf(view, columns);
}

/** Places of what AWS does not tell of tasks: restarts (ECS starts another task instead), network, built, ports. */
const notOfTasks: ReadonlySet<number> = new Set([5, 6, 9, 10]);

/** Columns or cells without those that the host's stack knows nothing of. */
export const toldOf = <T>(view: View, all: readonly T[]): readonly T[] =>
  view.state.host.stack.kind === 'ecs' ? all.filter((_, place) => !notOfTasks.has(place)) : all;

export function stateText(view: View, row: ContainerRow): string {
  const state = view.t({ id: `containers.state.${row.state}` });
  if (row.state === 'exited' || row.state === 'dead' || (row.state === 'restarting' && row.exitCode)) {
    return row.exitCode === undefined ? state : `${state} ${row.exitCode}`;
  }
  if (row.state === 'running' && row.health !== 'none')
    return view.t({ id: `containers.health.${row.health}` });
  return state;
}

/** Of a task tag and revision: its image's name begins with the account's registry, and is cut off before its end. */
const shownImage = (view: View, { image, version }: ContainerRow): string =>
  view.state.host.stack.kind === 'ecs' && version ? version : image;

const share = (row: ContainerRow) =>
  row.memoryBytes !== undefined && row.memoryLimitBytes
    ? (100 * row.memoryBytes) / row.memoryLimitBytes
    : undefined;

const level = (value: number | undefined, warn: number, bad: number): Tone =>
  value === undefined ? 'dim' : value >= bad ? 'fail' : value >= warn ? 'warn' : 'plain';

export function containerCells(view: View, row: ContainerRow): readonly Cell[] {
  const since = row.state === 'running' ? row.startedAt : (row.finishedAt ?? row.createdAt);
  const memory = row.memoryLimited
    ? `${bytes(row.memoryBytes)}/${bytes(row.memoryLimitBytes)}`
    : bytes(row.memoryBytes);
  const perHour =
    row.restartsPerHour !== undefined && row.restartsPerHour >= 1
      ? ` ${Math.round(row.restartsPerHour)}/h`
      : '';
  const exit = row.state === 'running' ? undefined : row.exitMeaning;
  // The code stands in the state already.
  const why = row.why?.id === 'containers.why.exited' ? (exit ?? row.why) : (row.why ?? exit);
  return toldOf(view, [
    {
      text: shortCloudNames(view)(row.name),
      tone: row.severity === 'ok' || row.severity === 'info' ? 'plain' : toneOf[row.severity],
    },
    { text: stateText(view, row), tone: toneOf[row.severity] },
    {
      text: percent(row.cpuPercent),
      tone: level(row.cpuPercent, 80 * (row.cpuLimit ?? 1), 95 * (row.cpuLimit ?? 1)),
    },
    {
      text: row.memoryBytes === undefined ? '' : memory,
      tone: row.memoryLimited ? level(share(row), 80, 95) : 'plain',
    },
    { text: since === undefined ? '' : duration((view.hostNow - since) / 1000, view.state.lang) },
    { text: row.restarts > 0 ? `${row.restarts}${perHour}` : '', tone: perHour ? 'fail' : 'dim' },
    {
      text:
        row.rxBytesPerSecond === undefined
          ? ''
          : `${rate(row.rxBytesPerSecond)} ${rate(row.txBytesPerSecond)}`,
      tone: 'dim',
    },
    { text: why ? view.t(why) : '', tone: row.why ? toneOf[row.severity] : 'dim' },
    { text: shownImage(view, row), tone: 'dim' },
    {
      text:
        row.imageCreatedAt === undefined
          ? ''
          : duration((view.hostNow - row.imageCreatedAt) / 1000, view.state.lang),
      tone: 'dim',
    },
    { text: row.ports.join(' '), tone: 'dim' },
  ]);
}
