import { type PaneId, paneIds } from '../domain/model.js';
import { activeList, listKeys, listSeverities, sortsOf, tabOf, tabsOf } from './active-list.js';
import type { UiEvent } from './events.js';
import { editLine, emptyLine, lineOf, typeInto } from './input-line.js';
import { cursorAt, listOf, moveTo } from './lists.js';
import { reduceWall } from './reduce-wall.js';
import {
  groundOf,
  type ListId,
  type ListState,
  type Screen,
  type State,
  topScreen,
  type Ui,
} from './state.js';

const withUi = (state: State, patch: Partial<Ui>): State => ({ ...state, ui: { ...state.ui, ...patch } });

const withList = (state: State, id: ListId, list: ListState): State =>
  withUi(state, { lists: { ...state.ui.lists, [id]: list } });

/** What a key press does to the screen state; pure. */
export function reduceUi(state: State, event: UiEvent): State {
  const { ui } = state;
  switch (event.type) {
    case 'ui/open':
      return open(state, event.screen);
    case 'ui/back':
      return back(state);
    case 'ui/focus':
      return withUi(state, { focus: event.pane });
    case 'ui/cycle':
      return cyclePane(state, event.by);
    case 'ui/move':
      return onList(state, (list, keys) => moveTo(list, keys, cursorAt(list, keys) + event.by));
    case 'ui/edge':
      return onList(state, (list, keys) => moveTo(list, keys, event.end === 'first' ? 0 : keys.length - 1));
    case 'ui/next-trouble':
      return nextTrouble(state, event.by);
    case 'ui/sort':
      return cycleSort(state, event.by);
    case 'ui/reverse':
      return onList(state, (list) => ({ ...list, reversed: !list.reversed }));
    case 'ui/tab':
      return cycleTab(state, event.by);
    case 'ui/pick-tab':
      return withUi(state, { tabs: { ...ui.tabs, [event.screen]: event.tab } });
    case 'ui/source':
      return topScreen(ui).id === 'queues'
        ? withUi(state, { queueIndex: Math.max(0, ui.queueIndex + event.by) })
        : withUi(state, { postgresIndex: Math.max(0, ui.postgresIndex + event.by) });
    case 'ui/freeze': {
      if (!state.frozen) return { ...state, frozen: { at: state.now, data: state.data } };
      const { frozen: _thawed, ...live } = state;
      return live;
    }
    case 'ui/help':
      return withUi(state, { help: event.on });
    case 'ui/input-open': {
      const list = activeList(state);
      const text = event.text ?? (event.purpose === 'filter' && list ? listOf(ui, list).filter : '');
      const input = {
        purpose: event.purpose,
        line: text ? lineOf(text) : emptyLine,
        choice: 0,
        ...(event.severity ? { severity: event.severity } : {}),
      };
      return withUi(state, { input: list && event.purpose === 'filter' ? { ...input, list } : input });
    }
    case 'ui/input-key':
      return typeKey(state, event.key, event.typed);
    case 'ui/input-choice':
      return ui.input
        ? withUi(state, { input: { ...ui.input, choice: Math.max(0, ui.input.choice + event.by) } })
        : state;
    case 'ui/input-error':
      return ui.input ? withUi(state, { input: { ...ui.input, error: event.error } }) : state;
    case 'ui/input-close':
      return closeInput(state);
    case 'ui/filter':
      return withList(state, event.list, { ...listOf(ui, event.list), filter: event.text });
    case 'ui/lang':
      return { ...state, lang: event.lang };
    case 'ui/logs':
      return withUi(state, { logs: event.logs });
    case 'ui/help-lines':
      return ui.helpLines === event.lines ? state : withUi(state, { helpLines: event.lines });
    case 'ui/wall-turn':
    case 'ui/wall-hold':
      return reduceWall(state, event);
    case 'ui/hint': {
      const { drill } = state;
      if (!drill || drill.hinted >= drill.hints.length) return state;
      return { ...state, drill: { ...drill, hinted: drill.hinted + 1 } };
    }
    case 'ui/quit':
      return withUi(state, { quitting: true });
  }
}

function closeInput(state: State): State {
  const { input: _closed, ...ui } = state.ui;
  return { ...state, ui };
}

/** Opening what is already open changes nothing; a pane's screen replaces another pane's. */
function open(state: State, screen: Screen): State {
  const top = topScreen(state.ui);
  const opened = (ui: Partial<Ui>): State => withDetail(withUi(state, { help: false, ...ui }), screen);
  const ground = groundOf(state.mode);
  if (screen.id === ground.id) return opened({ stack: [ground] });
  if (screen.id === 'overview' || screen.id === 'wall') return opened({ stack: [ground, screen] });
  if (screen.id === 'container' || screen.id === 'text') {
    return opened({
      stack: top.id === screen.id ? [...state.ui.stack.slice(0, -1), screen] : [...state.ui.stack, screen],
    });
  }
  const { stack } = state.ui;
  if (screen.id === 'guide') return opened({ stack: [ground, screen] });
  if (screen.id === 'incident')
    return opened({ stack: [...stack.filter((s) => s.id !== 'incident'), screen] });
  if (screen.id === 'jobs') return opened({ stack: [...stack.filter((s) => s.id !== 'jobs'), screen] });
  if (screen.id === 'debrief') return opened({ stack: [...stack.filter((s) => s.id !== 'debrief'), screen] });
  if (screen.id === 'triage') return opened({ stack: [...stack.filter((s) => s.id !== 'triage'), screen] });
  // A look into a pane from a playbook comes back to the playbook.
  const guide = stack.find((s) => s.id === 'guide');
  return opened({
    stack: guide ? [ground, guide, screen] : [ground, screen],
    focus: screen.id,
  });
}

function withDetail(state: State, screen: Screen): State {
  if (screen.id === 'container') {
    const same = state.data.detail?.id === screen.container;
    return same
      ? state
      : { ...state, data: { ...state.data, detail: { id: screen.container, view: { state: 'pending' } } } };
  }
  if (screen.id === 'text' || !state.data.detail) return state;
  const { detail: _gone, ...data } = state.data;
  return { ...state, data };
}

function back(state: State): State {
  if (state.ui.help) return withUi(state, { help: false });
  if (state.ui.input) return closeInput(state);
  const list = activeList(state);
  if (list && listOf(state.ui, list).filter)
    return withList(state, list, { ...listOf(state.ui, list), filter: '' });
  if (state.ui.stack.length <= 1) return state;
  const stack = state.ui.stack.slice(0, -1);
  return withDetail(withUi(state, { stack }), stack[stack.length - 1] ?? groundOf(state.mode));
}

/** Tab walks through the panes: the focus on the overview, the screen elsewhere. */
function cyclePane(state: State, by: 1 | -1): State {
  const top = topScreen(state.ui);
  const now: PaneId = (paneIds as readonly string[]).includes(top.id) ? (top.id as PaneId) : state.ui.focus;
  const at = (paneIds.indexOf(now) + by + paneIds.length) % paneIds.length;
  const pane = paneIds[at] as PaneId;
  return top.id === 'overview' ? withUi(state, { focus: pane }) : open(state, { id: pane });
}

function onList(state: State, change: (list: ListState, keys: readonly string[]) => ListState): State {
  const id = activeList(state);
  return id ? withList(state, id, change(listOf(state.ui, id), listKeys(state, id))) : state;
}

function nextTrouble(state: State, by: 1 | -1): State {
  const id = activeList(state);
  if (!id) return state;
  const severities = listSeverities(state, id);
  const keys = listKeys(state, id);
  const list = listOf(state.ui, id);
  const from = cursorAt(list, keys);
  for (let step = 1; step <= keys.length; step++) {
    const at = (from + by * step + keys.length * step) % keys.length;
    const severity = severities[at];
    if (severity === 'critical' || severity === 'warn') return withList(state, id, moveTo(list, keys, at));
  }
  return state;
}

function cycleSort(state: State, by: 1 | -1): State {
  return onList(state, (list) => {
    const sorts = sortsOf[activeList(state) ?? 'help'];
    if (!sorts) return list;
    const at = (sorts.indexOf(list.sort ?? sorts[0] ?? '') + by + sorts.length) % sorts.length;
    return { ...list, sort: sorts[at] ?? '' };
  });
}

function cycleTab(state: State, by: 1 | -1): State {
  const { id } = topScreen(state.ui);
  const tabs = tabsOf[id as PaneId];
  if (!tabs) return state;
  const at = (tabs.indexOf(tabOf(state, id)) + by + tabs.length) % tabs.length;
  return withUi(state, { tabs: { ...state.ui.tabs, [id]: tabs[at] ?? '' } });
}

/** A filter works while it is typed; other inputs wait for Enter. */
function typeKey(state: State, key: string, typed?: string): State {
  const { input } = state.ui;
  if (!input) return state;
  const line = typed === undefined ? editLine(input.line, key) : typeInto(input.line, typed);
  const { error: _old, ...rest } = input;
  const next = withUi(state, { input: { ...rest, line, choice: 0 } });
  if (input.purpose !== 'filter' || !input.list) return next;
  return withList(next, input.list, { ...listOf(state.ui, input.list), filter: line.text.join('') });
}
