import type { LogLines } from '../domain/log-lines.js';
import type { Msg } from '../domain/message.js';
import { translate } from '../i18n/t.js';
import { entryText } from '../incident/entry-text.js';
import { inOrder } from '../incident/fold.js';
import { activeList, listKeys } from '../store/active-list.js';
import { cursorAt, listOf } from '../store/lists.js';
import { alertRows } from '../store/selectors/alerts.js';
import { visibleContainers } from '../store/selectors/containers.js';
import { hostNowOf, selectionOf } from '../store/selectors/logs.js';
import { activityRows, lockRows, statementRows } from '../store/selectors/postgres.js';
import { failureRows } from '../store/selectors/queues.js';
import { type State, topScreen } from '../store/state.js';

/** What `y` copies: the most useful text of the selected row; undefined where there is none. */
export function copyText(state: State, lines: LogLines): string | undefined {
  const screen = topScreen(state.ui);
  const say = (m: Msg) => translate(state.lang, m);
  if (screen.id === 'overview') return say(state.data.situation.headline);
  if (screen.id === 'logs') {
    const { logs } = state.ui;
    const line = lines.upTo(selectionOf(logs, hostNowOf(state)), logs.follow ? undefined : logs.cursor, 1)[0];
    return line ? `${new Date(line.at).toISOString()} ${line.source} ${line.text}` : undefined;
  }
  const list = activeList(state);
  if (!list) return undefined;
  const keys = listKeys(state, list);
  const at = cursorAt(listOf(state.ui, list), keys);
  switch (list) {
    case 'containers':
      return visibleContainers(state)[at]?.name;
    case 'activity':
      return activityRows(state)[at]?.query;
    case 'locks':
      return lockRows(state)[at]?.session?.query;
    case 'statements':
      return statementRows(state)[at]?.query;
    case 'failures':
      return failureRows(state)[at]?.error;
    case 'alerts': {
      const alert = alertRows(state)[at];
      return alert ? `${alert.object}: ${say(alert.text)}` : undefined;
    }
    case 'incident': {
      const entry = inOrder(state.incident.current?.entries ?? [])[at];
      const telling = { lang: state.lang, t: say };
      return entry ? `${entry.at} ${entryText(entry, telling)}` : undefined;
    }
    case 'text':
      return screen.id === 'text' ? screen.lines[at] : undefined;
    default:
      return keys[at];
  }
}
