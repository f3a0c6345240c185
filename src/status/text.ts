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
  const title = name === null ? id : `${id} ${name}`;
  const age = answered && ageSeconds !== null ? t(msg('status.age', { seconds: ageSeconds })) : '';
  const head = [title, words[state], age].filter((word) => word !== '').join(' ');
  return figures.length === 0 ? head : `${head}: ${figures.map(figureText).join(', ')}`;
}

const unitOf: Readonly<Record<string, string>> = {
  percent: ' %',
  ms: ' ms',
  seconds: ' s',
  bytes: ' B',
  days: ' d',
};

function figureText({ id, object, value, max }: StatusFigure): string {
  const unit = /_(percent|ms|seconds|bytes|days)$/.exec(id)?.[1];
  const name = (unit === undefined ? id : id.slice(0, -unit.length - 1)).replaceAll('_', ' ');
  const most = max === null || unit === 'percent' ? '' : `/${max}`;
  return `${object === null ? name : `${name} ${object}`} ${value}${most}${unit === undefined ? '' : unitOf[unit]}`;
}

/** What a monitor takes for the beginning of figures, or for another line, stands in no text. */
const oneLine = (text: string): string => text.replaceAll('|', '¦').replace(/\s*\n\s*/g, ' ');
