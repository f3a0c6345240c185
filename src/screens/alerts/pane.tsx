import type { Alert } from '../../domain/model.js';
import { worse } from '../../store/selectors/containers.js';
import type { Cell } from '../../ui/Table.js';
import { Table } from '../../ui/Table.js';
import type { ColumnSpec } from '../../ui/table-layout.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Tone } from '../../ui/theme.js';
import { shortCloudNames } from '../cloud-names.js';
import { count, duration, moment } from '../format.js';
import { toneOf, useView, type View } from '../view.js';

const severities = ['warn', 'critical'] as const;

export function alertsSummary(view: View): { text: string; tone: Tone } {
  const active = view.data.alerts.filter((a) => a.active && !a.acknowledged);
  const bad = active.filter((a) => a.severity === 'critical').length;
  const warn = active.filter((a) => a.severity === 'warn').length;
  if (bad + warn === 0) return { text: view.t({ id: 'screen.quiet' }), tone: 'ok' };
  const parts = [];
  if (bad > 0) parts.push(view.t({ id: 'screen.critical', params: { n: bad } }));
  if (warn > 0) parts.push(view.t({ id: 'screen.warnings', params: { n: warn } }));
  return { text: parts.join(' · '), tone: bad > 0 ? 'fail' : 'warn' };
}

/** @param textMin the least room for what is wrong */
export function alertColumns(view: View, textMin = 14): readonly ColumnSpec[] {
  const t = (id: string) => view.t({ id: `column.${id}` });
  const severity = 1 + Math.max(...severities.map((s) => displayWidth(view.t({ id: `severity.${s}` }))));
  return [
    {
      id: 'severity',
      title: t('severity'),
      width: Math.max(severity, displayWidth(t('severity'))),
      min: severity,
      priority: 90,
    },
    { id: 'at', title: t('at'), width: 11, min: 8, priority: 45 },
    { id: 'for', title: t('for'), width: 7, align: 'right', priority: 60 },
    { id: 'count', title: t('count'), width: 5, align: 'right', priority: 50 },
    { id: 'source', title: t('source'), width: 9, priority: 30 },
    { id: 'object', title: t('object'), flex: 1, min: 10, max: 28, priority: 80 },
    { id: 'text', title: t('text'), flex: 3, min: textMin, priority: 100 },
  ];
}

export function alertCells(view: View, a: Alert): readonly Cell[] {
  const tone: Tone = !a.active || a.acknowledged ? 'dim' : toneOf[a.severity];
  const skew = view.data.skewMs ?? 0;
  const begin = a.since ?? a.firstAt;
  const end = a.active ? view.hostNow : a.lastAt;
  const mark = a.acknowledged ? '✓' : a.active ? '' : '·';
  return [
    { text: `${view.t({ id: `severity.${a.severity}` })}${mark}`, tone },
    { text: moment(begin - skew, view.state.now), tone: 'dim' },
    { text: duration((end - begin) / 1000, view.state.lang), tone: 'dim' },
    { text: a.count > 1 ? count(a.count) : '', tone: 'dim' },
    { text: view.t({ id: `source.${a.source}` }), tone: 'dim' },
    { text: shortCloudNames(view)(a.object), tone },
    { text: view.t(a.text), tone: !a.active || a.acknowledged ? 'dim' : 'plain' },
  ];
}

/** What is wrong now first, worst above; then what was. */
export function AlertsBody({ width, height }: { width: number; height: number }) {
  const view = useView();
  const rank = (a: Alert) => (a.active ? (a.acknowledged ? 1 : 2) : 0);
  const rows = [...view.data.alerts].sort(
    (a, b) =>
      // Equals keep their order, newest first.
      rank(b) - rank(a) || (a.active && b.active ? worse(a.severity, b.severity) : 0),
  );
  return (
    <Table
      columns={alertColumns(view, width >= 50 ? 20 : 14)}
      rows={rows.map((a) => ({ key: a.key, cells: alertCells(view, a) }))}
      width={width}
      height={height}
      header={height >= 8}
      empty={view.t({ id: 'screen.no-alerts' })}
    />
  );
}
