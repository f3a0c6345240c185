import { Box } from 'ink';
import type { LogLine } from '../../domain/model.js';
import { selectionOf } from '../../store/selectors/logs.js';
import { type LogLine as DrawnLine, LogLines } from '../../ui/LogLines.js';
import { useTheme } from '../../ui/theme.js';
import { count, moment } from '../format.js';
import { figures, Line, span } from '../lines.js';
import { useView, type View } from '../view.js';
import { drawLine } from './lines.js';
import { shortNames } from './short-names.js';

/** Log lines of all sources, merged by time, with the settings in one line above them. */
export function LogsScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const theme = useTheme();
  const { logs } = view.state.ui;
  const room = Math.max(1, height - 1);
  const selection = selectionOf(logs, view.hostNow);
  const lines = windowAround(view, room);
  const source = logs.source !== undefined ? 0 : width >= 120 ? 18 : 12;
  const names = shortNames(view.data.logs.sources.map((s) => s.name));
  const drawn: DrawnLine[] = [];
  let cursorRow = 0;
  for (const line of lines) {
    const isCursor = !logs.follow && line.seq === logs.cursor;
    const rows = drawLine(view, theme, line, logs, width, { source, selected: isCursor, names });
    drawn.push(...rows);
    if (isCursor) cursorRow = drawn.length - 1;
  }
  const start = logs.follow
    ? drawn.length - room
    : Math.min(Math.max(0, cursorRow - Math.floor(room / 2)), Math.max(0, drawn.length - room));
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Settings width={width} selected={view.lines.count(selection)} />
      {lines.length === 0 ? (
        <Line
          spans={[
            span(
              view.t({ id: view.data.logs.lines > 0 ? 'screen.nothing-matches' : 'screen.no-lines' }),
              'dim',
            ),
          ]}
          width={width}
        />
      ) : (
        <LogLines lines={drawn.slice(Math.max(0, start), Math.max(0, start) + room)} />
      )}
    </Box>
  );
}

/** The lines on screen: the newest while following, else those around the cursor. */
function windowAround(view: View, room: number): readonly LogLine[] {
  const { logs } = view.state.ui;
  const selection = selectionOf(logs, view.hostNow);
  if (logs.follow || logs.cursor === undefined) return view.lines.upTo(selection, undefined, room);
  const before = view.lines.upTo(selection, logs.cursor, room);
  const after = view.lines.from(selection, logs.cursor + 1, room);
  const behind = Math.max(Math.ceil(room / 2), room - after.length);
  return [...before.slice(-behind), ...after.slice(0, room)];
}

function Settings({ width, selected }: { width: number; selected: number }) {
  const view = useView();
  const { logs } = view.state.ui;
  const t = (id: string, params?: Record<string, string | number>) =>
    view.t(params ? { id, params } : { id });
  const cursor =
    logs.cursor === undefined ? undefined : view.lines.upTo({ minLevel: 'all' }, logs.cursor, 1)[0];
  const spans = figures([
    ['', logs.follow ? t('screen.following') : t('screen.paused'), logs.follow ? 'ok' : 'warn'],
    ['', t('screen.lines', { n: count(selected), of: count(view.data.logs.lines) })],
    [t('screen.source'), logs.source ?? t('screen.all')],
    [t('screen.level'), t(`screen.level.${logs.minLevel}`), logs.minLevel === 'all' ? 'plain' : 'accent'],
    [t('screen.since'), logs.sinceMinutes === undefined ? '' : `${logs.sinceMinutes}m`, 'accent'],
    ['&', logs.filter ?? '', 'accent'],
    ['/', logs.search ?? '', 'match'],
    [
      '',
      view.data.logs.skipped > 0 ? t('screen.left-out', { n: count(view.data.logs.skipped) }) : '',
      'warn',
    ],
    [
      t('screen.at'),
      !logs.follow && cursor ? moment(cursor.at - (view.data.skewMs ?? 0), view.state.now) : '',
    ],
    [t('screen.column'), logs.column > 0 && !logs.wrap ? String(logs.column) : ''],
  ]);
  const failed = view.data.logs.sources.filter((s) => s.state === 'failed');
  const trouble = failed.flatMap((s) => [
    span('  '),
    span(`${s.name}: ${s.why ? view.t(s.why) : ''}`, 'warn'),
  ]);
  return <Line spans={[...spans, ...trouble]} width={width} />;
}
