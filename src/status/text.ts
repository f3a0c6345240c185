import { msg } from '../domain/message.js';
import { perfData } from './perf-data.js';
import type { StatusFigure, StatusPane, StatusReport, Translate } from './report.js';

const words = { ok: 'OK', warn: 'WARNING', critical: 'CRITICAL', unknown: 'UNKNOWN' } as const;
const mostSignals = 3;
const mostFailures = 5;

/** `COCKPIT CRITICAL - shop: what is wrong | figures`, the line that monitors read. */
export function statusLine(report: StatusReport): string {
  const figures = perfData(report.panes);
  const text = `COCKPIT ${words[report.state]} - ${oneLine(`${report.host}: ${report.headline.text}`)}`;
  return figures === '' ? text : `${text} | ${figures}`;
}

/** The line, and what it rests on. */
export function statusText(report: StatusReport, t: Translate): readonly string[] {
  const { signals, failures, panes } = report;
  return [
    statusLine(report),
    ...panes.map((pane) => oneLine(paneLine(pane, t))),
    ...signals
      .slice(0, mostSignals)
      .map(({ severity, what }) => oneLine(t(msg('status.line.signal', { severity, text: what.text })))),
    ...failures.slice(0, mostFailures).map(({ where, what, detail, next }) => {
      const why = detail ? `${what.text}: ${detail}` : what.text;
      return oneLine(
        t(
          next
            ? msg('status.line.failure-next', { where, why, next: next.text })
            : msg('status.line.failure', { where, why }),
        ),
      );
    }),
  ];
}

function paneLine({ id, name, state, answered, ageSeconds, figures }: StatusPane, t: Translate): string {
  const title = [t({ id: `pane.${id}` }), ...(name === null ? [] : [name])].join(' ');
  const age = answered && ageSeconds !== null ? [t(msg('status.age', { seconds: ageSeconds }))] : [];
  const head = [title, words[state], ...age].join(' ');
  const shown = figures.map((figure) => figureText(figure, name, t));
  return shown.length === 0 ? head : `${head}: ${shown.join(t(msg('status.and')))}`;
}

const units: Readonly<Record<string, string>> = { percent: ' %', ms: ' ms', days: ' d' };

/** `disk / 61 %`; the name of the pane itself is not said again. */
function figureText({ id, object, value, max }: StatusFigure, paneName: string | null, t: Translate): string {
  const unit = id.slice(id.lastIndexOf('_') + 1);
  const label = t({ id: `status.figure.${id}` });
  const title = object === null || object === paneName ? label : `${label} ${object}`;
  const most = unit === 'percent' || max === null ? '' : `/${shown(max, unit)}`;
  return `${title} ${shown(value, unit)}${most}${units[unit] ?? ''}`;
}

function shown(value: number, unit: string): string {
  if (unit === 'bytes') return `${(value / 1_048_576).toFixed(1)} MiB`;
  if (unit === 'seconds') return value < 7200 ? `${Math.round(value)} s` : `${Math.round(value / 3600)} h`;
  return String(unit === 'percent' ? Math.round(value) : value);
}

/** What a monitor takes for the beginning of figures, or for another line, stands in no text. */
const oneLine = (text: string): string => text.replaceAll('|', '¦').replace(/\s*\n\s*/g, ' ');
