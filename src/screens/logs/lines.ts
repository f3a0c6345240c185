import type { LogLevel, LogLine } from '../../domain/model.js';
import { patternOf } from '../../domain/pattern.js';
import type { LogUi } from '../../store/state.js';
import type { LogLine as DrawnLine } from '../../ui/LogLines.js';
import { fitColumns, sliceColumns, wrapColumns } from '../../ui/text/fit.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Theme, Tone } from '../../ui/theme.js';
import { clock } from '../format.js';
import type { View } from '../view.js';

const tones: Record<LogLevel, Tone> = {
  debug: 'debug',
  info: 'info',
  warn: 'warning',
  error: 'error',
  fatal: 'fatal',
  none: 'plain',
};

function bodyOf(view: View, line: LogLine): string {
  if (line.note) return `──── ${view.t(line.note)}`;
  if (line.kind === 'line') return line.text;
  if (line.kind === 'marker') return `──── ${line.text}`;
  return line.skipped === undefined
    ? view.t({ id: 'screen.log-gap' })
    : view.t({ id: 'screen.log-skipped', params: { n: line.skipped } });
}

/** A line as rows of the screen: one, or several when wrapped. */
export function drawLine(
  view: View,
  theme: Theme,
  line: LogLine,
  logs: LogUi,
  width: number,
  options: { source: number; selected: boolean; names: ReadonlyMap<string, string> },
): DrawnLine[] {
  const stamp = logs.stamps && width >= 60 ? `${clock(line.at - (view.data.skewMs ?? 0))} ` : '';
  const source =
    options.source > 0
      ? `${fitColumns(options.names.get(line.source) ?? line.source, options.source, { ellipsis: theme.glyphs.ellipsis })} `
      : '';
  const head = stamp + source;
  const room = Math.max(8, width - displayWidth(head));
  const text = bodyOf(view, line);
  const level: Tone = line.kind === 'line' ? tones[line.level] : line.kind === 'gap' ? 'warn' : 'accent';
  const parts = logs.wrap
    ? wrapColumns(text, room).slice(0, 20)
    : [logs.column > 0 ? sliceColumns(text, logs.column, room) : cut(text, room, theme)];
  const search = patternOf(logs.search);
  return parts.map((part, i) => {
    const prefix = i === 0 ? head : ' '.repeat(displayWidth(head));
    const full = prefix + part;
    return {
      text: options.selected ? fitColumns(full, width, { ellipsis: theme.glyphs.ellipsis }) : full,
      level,
      matches:
        search && line.kind === 'line'
          ? search.ranges(part).map(([from, to]) => [from + prefix.length, to + prefix.length] as const)
          : [],
      selected: options.selected,
    };
  });
}

const cut = (text: string, room: number, theme: Theme) =>
  displayWidth(text) <= room ? text : fitColumns(text, room, { ellipsis: theme.glyphs.ellipsis });
