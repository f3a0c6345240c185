import type { CloudBalancer, CloudData, CloudDatabase, CloudService } from '../../domain/cloud.js';
import { databaseLevels, freeShare, severityAbove, severityBelow } from '../../domain/cloud-levels.js';
import type { Severity } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { sparkline } from '../../ui/Sparkline.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Theme, Tone } from '../../ui/theme.js';
import { shortCloudNames } from '../cloud-names.js';
import { bytes, count, duration, ms, percent } from '../format.js';
import { figuresWithin, type Span, span } from '../lines.js';
import { failureText, toneOf, type View } from '../view.js';
import { levelTone, type Meter, meter } from './meter.js';

/** Below so many lines a service has one, so that load balancer and database are not pushed out. */
const roomyHeight = 9;

/**
 * What a host on ECS shows of its services, its load balancer and its database, above the figures of the host itself.
 * @param height lines that there is room for
 */
export function cloudLines(view: View, width: number, theme: Theme, height: number): readonly Span[][] {
  const data = dataOf(view.data.cloud);
  if (!data) return [];
  // Parts mostly fail together, and for one reason: the first tells it, and figures keep their place.
  const [missed] = data.unread;
  const others = data.unread.length > 1 ? ` (+${data.unread.length - 1})` : '';
  const unread = missed
    ? [[span(ageOfFigures(view, data) + failureText(view, missed.failure) + others, 'warn')]]
    : [];
  if (data.slowAt === undefined) return [[span(view.t({ id: 'cloud.pane.waiting' }), 'dim')]];
  return [
    ...unread,
    ...(height < roomyHeight
      ? data.services.map((service) => serviceLine(view, service, width))
      : data.services.flatMap((service) => serviceLines(view, service, width, theme))),
    ...(data.balancer ? [balancerLine(view, data.balancer, width, theme)] : []),
    ...(data.database ? databaseLines(view, data.database, width, theme) : []),
  ];
}

/** Figures this old have missed at least one reading. */
const oldMs = 90_000;

/** The pane's title has the age of what the host tells of itself, which is read by another way. */
function ageOfFigures(view: View, { figuresAt }: CloudData): string {
  const ageMs = figuresAt === undefined ? 0 : view.hostNow - figuresAt;
  if (ageMs < oldMs) return '';
  const age = duration(ageMs / 1000, view.state.lang);
  return `${view.t({ id: 'cloud.pane.old', params: { age } })} · `;
}

/** The worst of a service's figures and the database's, for the pane's title. */
export function cloudSummary(view: View): { text: string; tone: Tone } | undefined {
  const data = dataOf(view.data.cloud);
  if (!data) return undefined;
  const cpu = worst(data.services.map(({ cpuPercent }) => cpuPercent));
  const memory = worst(data.services.map(({ memoryPercent }) => memoryPercent));
  const t = (id: string) => view.t({ id });
  const parts = [
    ...(cpu === undefined ? [] : [`${t('column.cpu')} ${percent(cpu)}`]),
    ...(memory === undefined ? [] : [`${t('column.memory')} ${percent(memory)}`]),
    ...(data.database ? [`${t('cloud.pane.database')} ${data.database.status}`] : []),
  ];
  return { text: parts.join(' · '), tone: toneOf[data.database?.severity ?? 'ok'] };
}

const worst = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
};

const tasksOf = (view: View, { running, desired }: CloudService): string =>
  view.t({ id: 'cloud.pane.tasks', params: { running, desired } });

/** A service in one line: `backend 2/2  cpu 17%  mem 39%`. */
function serviceLine(view: View, service: CloudService, width: number): Span[] {
  const { name, running, desired, cpuPercent, memoryPercent, severity } = service;
  return figuresWithin(width, [
    [shortCloudNames(view)(name), `${running}/${desired}`, toneOf[severity]],
    [view.t({ id: 'column.cpu' }), percent(cpuPercent), levelTone(cpuPercent, 80, 95)],
    [view.t({ id: 'column.memory' }), percent(memoryPercent), levelTone(memoryPercent, 80, 95)],
  ]);
}

/** What a task of a service may use: `0.5 vCPU` and `1.0G`. */
function taskSize(view: View, service: CloudService): { readonly cpu: string; readonly memory: string } {
  const task = dataOf(view.data.containers)?.rows.find(
    (row) => row.service === service.name && row.memoryLimitBytes !== undefined,
  );
  return {
    cpu: task?.cpuLimit === undefined ? '' : `${task.cpuLimit} vCPU`,
    memory: task === undefined ? '' : bytes(task.memoryLimitBytes),
  };
}

function serviceLines(view: View, service: CloudService, width: number, theme: Theme): readonly Span[][] {
  const { name, cpuPercent, memoryPercent, severity } = service;
  const tasks = tasksOf(view, service);
  const size = taskSize(view, service);
  const extraRoom = Math.max(displayWidth(size.cpu), displayWidth(size.memory));
  const { history } = view.data;
  const line = (of: Omit<Meter, 'width' | 'theme'>) => meter({ ...of, width, theme });
  return [
    [span(shortCloudNames(view)(name), 'title'), span('  '), span(tasks, toneOf[severity])],
    line({
      label: view.t({ id: 'column.cpu' }),
      value: cpuPercent,
      history: history[`cloud.cpu:${name}`] ?? [],
      extra: size.cpu,
      extraRoom,
    }),
    line({
      label: view.t({ id: 'column.memory' }),
      value: memoryPercent,
      history: history[`cloud.memory:${name}`] ?? [],
      extra: size.memory,
      extraRoom,
    }),
  ];
}

function balancerLine(view: View, balancer: CloudBalancer, width: number, theme: Theme): Span[] {
  const t = (id: string) => view.t({ id: `cloud.pane.${id}` });
  const { requestsPerMinute, errors5xxPerMinute: errors, responseMs } = balancer;
  const line = figuresWithin(width, [
    [`${t('balancer')} ${t('requests')}`, count(requestsPerMinute)],
    [t('errors'), count(errors), errors !== undefined && errors > 0 ? 'fail' : 'plain'],
    [t('response'), ms(responseMs)],
  ]);
  return withTrace(line, view.data.history['cloud.requests'] ?? [], width, theme);
}

function databaseLines(view: View, database: CloudDatabase, width: number, theme: Theme): readonly Span[][] {
  const t = (id: string) => view.t({ id: `cloud.pane.${id}` });
  const { status, severity, cpuPercent, connections, freeStorageBytes, storageBytes, freeMemoryBytes } =
    database;
  const tone = (of: Severity | undefined): Tone => (of ? toneOf[of] : 'plain');
  const free = storageBytes === undefined ? '' : `${bytes(freeStorageBytes)}/${bytes(storageBytes)}`;
  return [
    withTrace(
      figuresWithin(width, [
        [t('database'), status, tone(severity)],
        [
          view.t({ id: 'column.cpu' }),
          percent(cpuPercent),
          tone(severityAbove(cpuPercent, databaseLevels.cpu)),
        ],
        [t('connections'), count(connections)],
      ]),
      view.data.history['cloud.rds.cpu'] ?? [],
      width,
      theme,
    ),
    figuresWithin(width, [
      [
        `${t('database')} ${t('storage')}`,
        freeStorageBytes === undefined ? '' : free,
        tone(severityBelow(freeShare(database), databaseLevels.storage)),
      ],
      [t('free-memory'), bytes(freeMemoryBytes), tone(severityBelow(freeMemoryBytes, databaseLevels.memory))],
      ['', database.instanceClass, 'dim'],
    ]),
  ];
}

function withTrace(line: Span[], history: readonly number[], width: number, theme: Theme): Span[] {
  const left = width - line.reduce((sum, { text }) => sum + displayWidth(text), 0) - 2;
  if (left < 6) return line;
  return [...line, span('  '), span(sparkline(history, Math.min(left, 30), theme.glyphs), 'accent')];
}
