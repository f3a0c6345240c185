import type { StatusFigure, StatusPane } from './report.js';

/** Units that performance data know; every other figure is a plain number. */
const units: readonly (readonly [suffix: string, unit: string])[] = [
  ['_percent', '%'],
  ['_ms', 'ms'],
  ['_seconds', 's'],
  ['_bytes', 'B'],
];

/** `'label'=value[unit];[warn];[critical];[min];[max]`, blank-separated (monitoring-plugins.org, development guidelines). */
export const perfData = (panes: readonly StatusPane[]): string =>
  panes.flatMap(({ figures }) => figures.map(oneFigure)).join(' ');

function oneFigure({ id, object, value, warn, critical, max }: StatusFigure): string {
  const [suffix, unit] = units.find(([end]) => id.endsWith(end)) ?? ['', ''];
  const name = id.slice(0, id.length - suffix.length);
  const label = object === null ? name : `${name} ${object}`;
  const safe = label.replace(/[='|\p{Cc}]/gu, '_');
  const words = [`${value}${unit}`, warn ?? '', critical ?? '', '0', max ?? ''];
  return `${/\s/.test(safe) ? `'${safe}'` : safe}=${words.join(';')}`;
}
