import type { LogLines } from '../domain/log-lines.js';
import { type Msg, msg } from '../domain/message.js';
import { patternOf } from '../domain/pattern.js';
import type { Intent } from '../keymap/command.js';
import { hostNowOf, selectionOf, sourceNames } from '../store/selectors/logs.js';
import type { LogUi, State } from '../store/state.js';

/** Intents that may concern the log view; those that do not are ignored. */
export type LogIntent = Intent;

export interface LogOutcome {
  readonly logs?: LogUi;
  readonly toast?: Msg;
}

const windows = [undefined, 60, 15, 5, 1] as const;
const levels = ['all', 'warn', 'error'] as const;

/** What a key does to the log view; pure apart from reading the ring. `page`: rows on screen. */
export function actOnLogs(state: State, lines: LogLines, intent: LogIntent, page: number): LogOutcome {
  const { logs } = state.ui;
  switch (intent.do) {
    case 'move':
      return moveBy(state, lines, rowsOf(intent.by, page));
    case 'edge': {
      if (intent.end === 'last') return { logs: following(logs) };
      const first = lines.from(selectionOf(logs, hostNowOf(state)), 0, 1)[0];
      return first ? { logs: at(logs, first.seq) } : {};
    }
    case 'match': {
      const pattern = patternOf(logs.search);
      if (!pattern) return {};
      return jump(state, lines, intent.by, (text) => pattern.test(text), msg('runtime.no-match'));
    }
    case 'error':
      return jumpToError(state, lines, intent.by);
    case 'log-source': {
      const names = [undefined, ...sourceNames(state)];
      const next = names[(names.indexOf(logs.source) + intent.by + names.length) % names.length];
      const { source: _old, ...rest } = following(logs);
      return { logs: next === undefined ? rest : { ...rest, source: next } };
    }
    case 'scroll':
      return { logs: { ...logs, column: Math.max(0, logs.column + intent.columns) } };
    case 'follow': {
      if (!logs.follow) return { logs: following(logs) };
      const newest = lines.upTo(selectionOf(logs, hostNowOf(state)), undefined, 1)[0];
      return newest ? { logs: at(logs, newest.seq) } : { logs: { ...logs, follow: false } };
    }
    case 'wrap':
      return { logs: { ...logs, wrap: !logs.wrap } };
    case 'stamps':
      return { logs: { ...logs, stamps: !logs.stamps } };
    case 'since': {
      const next = windows[(windows.indexOf(logs.sinceMinutes as 60) + 1) % windows.length];
      const { sinceMinutes: _old, ...rest } = logs;
      return { logs: next === undefined ? rest : { ...rest, sinceMinutes: next } };
    }
    case 'level':
      return {
        logs: { ...logs, minLevel: levels[(levels.indexOf(logs.minLevel) + 1) % levels.length] ?? 'all' },
      };
    default:
      return {};
  }
}

const at = (logs: LogUi, seq: number): LogUi => ({ ...logs, follow: false, cursor: seq });

function following(logs: LogUi): LogUi {
  const { cursor: _gone, ...rest } = logs;
  return { ...rest, follow: true };
}

/** Moving up leaves the newest line; moving down onto it follows again. */
function moveBy(state: State, lines: LogLines, by: number): LogOutcome {
  const { logs } = state.ui;
  const selection = selectionOf(logs, hostNowOf(state));
  if (logs.follow && by > 0) return {};
  const line = lines.step(selection, logs.follow ? undefined : logs.cursor, by);
  if (!line) return {};
  const newest = lines.upTo(selection, undefined, 1)[0];
  return {
    logs:
      by > 0 && newest?.seq === line.seq && line.seq === logs.cursor ? following(logs) : at(logs, line.seq),
  };
}

function jump(
  state: State,
  lines: LogLines,
  by: 1 | -1,
  test: (text: string) => boolean,
  none: Msg,
): LogOutcome {
  const { logs } = state.ui;
  const line = lines.find(
    selectionOf(logs, hostNowOf(state)),
    logs.follow ? undefined : logs.cursor,
    by,
    (l) => test(l.text),
  );
  return line ? { logs: at(logs, line.seq) } : { toast: none };
}

function jumpToError(state: State, lines: LogLines, by: 1 | -1): LogOutcome {
  const { logs } = state.ui;
  const line = lines.find(
    selectionOf(logs, hostNowOf(state)),
    logs.follow ? undefined : logs.cursor,
    by,
    (l) => l.level === 'error' || l.level === 'fatal',
  );
  return line ? { logs: at(logs, line.seq) } : { toast: msg('runtime.no-error') };
}

function rowsOf(by: number | 'half-page' | 'minus-half-page' | 'page' | 'minus-page', page: number): number {
  if (typeof by === 'number') return by;
  const rows = by.endsWith('half-page') ? Math.ceil(page / 2) : page;
  return by.startsWith('minus') ? -rows : rows;
}
