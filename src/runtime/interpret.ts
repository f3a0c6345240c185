import type { Guide } from '../domain/guide.js';
import type { IncidentDesk } from '../domain/incident.js';
import type { LogLines } from '../domain/log-lines.js';
import { type Msg, msg } from '../domain/message.js';
import { whyUnavailable } from '../keymap/available.js';
import type { Intent } from '../keymap/command.js';
import { matchCommand } from '../keymap/match.js';
import { scopesOf } from '../keymap/scopes.js';
import { selectedRow } from '../store/selectors/selected-row.js';
import { topScreen } from '../store/state.js';
import type { CockpitStore } from '../store/store.js';
import { copyText } from './copy-text.js';
import { actOnGuide, chooseVerdict } from './guide-intents.js';
import { actOnIncident } from './incident-intents.js';
import { createInputKeys } from './input-keys.js';
import { quitWarning } from './jobs-intents.js';
import { actOnLogs, type LogIntent } from './log-intents.js';
import { drillDown, openContainerLogs, selectedKey } from './selection-intents.js';

/** What keys can cause outside of the store; none of it changes the host. */
export interface Effects {
  quit(): void;
  retry(): void;
  repaint(): void;
  copy(text: string): void;
  acknowledge(alertKey: string): void;
  mark(): void;
  /** Saves the selected log lines to a file of the operator's. */
  save(file: string): Promise<Msg>;
  /** Offers to write what was found of the host into hosts.yaml. */
  saveEntry(): void;
}

export interface InterpreterOptions {
  readonly store: CockpitStore;
  readonly lines: LogLines;
  readonly effects: Effects;
  /** None where cockpit only watches. */
  readonly guide?: Guide;
  /** Incidents on this host; none where cockpit only watches. */
  readonly incidents?: IncidentDesk;
  readonly now: () => number;
}

const toastMs = 4000;

/** Turns key presses into what they mean where the operator is. */
export function createInterpreter({ store, lines, effects, guide, incidents, now }: InterpreterOptions) {
  const toast = (text: Msg) => store.dispatch({ type: 'toast', text, until: now() + toastMs });

  const run = (intent: Intent): void => {
    const state = store.getState();
    const screen = topScreen(state.ui);
    const why = whyUnavailable({ intent }, state);
    if (why) return toast(why);
    switch (intent.do) {
      case 'open-pane':
        return store.dispatch({ type: 'ui/open', screen: { id: intent.pane } });
      case 'open-overview':
        return store.dispatch({ type: 'ui/open', screen: { id: 'overview' } });
      case 'drill':
        return drillDown(store, guide);
      case 'back':
        if (screen.id === 'guide' && !state.ui.help) return guide?.leave();
        return store.dispatch({ type: 'ui/back' });
      case 'jobs':
        return store.dispatch({ type: 'ui/open', screen: { id: 'jobs' } });
      case 'triage':
        return store.dispatch({ type: 'ui/open', screen: { id: 'triage' } });
      case 'playbook':
        return guide?.open(intent.playbook);
      case 'row-menu': {
        const row = selectedRow(state);
        if (!row) return toast(msg('runtime.no-row'));
        return guide?.openRow(row.pane, row.title, row.values);
      }
      case 'guide':
        return guide && actOnGuide(intent.act, guide, store);
      case 'zoom':
        return store.dispatch(
          screen.id === 'overview'
            ? { type: 'ui/open', screen: { id: state.ui.focus } }
            : { type: 'ui/open', screen: { id: 'overview' } },
        );
      case 'freeze':
        return store.dispatch({ type: 'ui/freeze' });
      case 'help':
        return store.dispatch({ type: 'ui/help', on: !state.ui.help });
      case 'palette':
        return store.dispatch({ type: 'ui/input-open', purpose: 'palette' });
      case 'filter':
        return store.dispatch({ type: 'ui/input-open', purpose: 'filter' });
      case 'cycle-pane':
        return store.dispatch({ type: 'ui/cycle', by: intent.by });
      case 'sort':
        return store.dispatch({ type: 'ui/sort', by: intent.by });
      case 'reverse':
        return store.dispatch({ type: 'ui/reverse' });
      case 'tab':
        return store.dispatch({ type: 'ui/tab', by: intent.by });
      case 'source':
        return store.dispatch({ type: 'ui/source', by: intent.by });
      case 'acknowledge': {
        const key = selectedKey(state, 'alerts');
        if (key === undefined) return;
        effects.acknowledge(key);
        return toast(msg('runtime.acknowledged'));
      }
      case 'copy': {
        const text = screen.id === 'guide' ? guide?.copyText() : copyText(state, lines);
        if (text === undefined) return toast(msg('runtime.nothing-to-copy'));
        effects.copy(text);
        return toast(msg('runtime.copied', { text: text.slice(0, 60) }));
      }
      case 'container-logs':
        return openContainerLogs(store);
      case 'retry':
        effects.retry();
        return toast(msg('runtime.retrying'));
      case 'repaint':
        return effects.repaint();
      case 'language':
        return store.dispatch({ type: 'ui/lang', lang: intent.lang });
      case 'quit':
        if (state.ui.help || state.ui.stack.length > 1) return store.dispatch({ type: 'ui/back' });
        return quit();
      case 'move':
        if (screen.id === 'logs' && !state.ui.help) return logIntent(intent);
        return store.dispatch({ type: 'ui/move', by: rowsOf(intent.by) });
      case 'edge':
        if (screen.id === 'logs' && !state.ui.help) return logIntent(intent);
        return store.dispatch({ type: 'ui/edge', end: intent.end });
      case 'match':
        if (screen.id === 'logs') return logIntent(intent);
        return store.dispatch({ type: 'ui/next-trouble', by: intent.by });
      case 'search':
        return store.dispatch({ type: 'ui/input-open', purpose: 'search', text: state.ui.logs.search ?? '' });
      case 'log-filter':
        return store.dispatch({
          type: 'ui/input-open',
          purpose: 'log-filter',
          text: state.ui.logs.filter ?? '',
        });
      case 'save':
        return store.dispatch({
          type: 'ui/input-open',
          purpose: 'save',
          text: defaultFile(state.host.name, now()),
        });
      case 'marker':
        return effects.mark();
      case 'incident':
        return store.dispatch({ type: 'ui/open', screen: { id: 'incident' } });
      case 'incident-declare':
      case 'incident-severity':
      case 'incident-note':
      case 'incident-follow-up':
      case 'incident-called':
      case 'incident-close':
        return incidents && actOnIncident(intent, incidents, store);
      case 'drill-hint':
        return store.dispatch({ type: 'ui/hint' });
      case 'drill-debrief':
        return store.dispatch({ type: 'ui/open', screen: { id: 'debrief' } });
      case 'wall-turn':
        return store.dispatch({ type: 'ui/wall-turn', by: intent.by, held: true });
      case 'wall-hold':
        return store.dispatch({ type: 'ui/wall-hold' });
      case 'save-entry':
        return effects.saveEntry();
      default:
        return logIntent(intent);
    }
  };

  let warnedAt = Number.NEGATIVE_INFINITY;
  const quit = (): void => {
    const warning = quitWarning(store.getState());
    if (!warning || now() - warnedAt < toastMs) return effects.quit();
    warnedAt = now();
    toast(warning);
  };

  const logIntent = (intent: LogIntent) => {
    const outcome = actOnLogs(store.getState(), lines, intent, pageRows());
    if (outcome.logs) store.dispatch({ type: 'ui/logs', logs: outcome.logs });
    if (outcome.toast) toast(outcome.toast);
  };

  const pageRows = () => Math.max(1, store.getState().ui.size.rows - 8);

  const rowsOf = (by: number | 'half-page' | 'minus-half-page' | 'page' | 'minus-page'): number => {
    if (typeof by === 'number') return by;
    const rows = by.endsWith('half-page') ? Math.ceil(pageRows() / 2) : pageRows();
    return by.startsWith('minus') ? -rows : rows;
  };

  const typeInto = createInputKeys({
    store,
    guide,
    incidents,
    run,
    searchLogs: () => logIntent({ do: 'match', by: -1 }),
    save: (file) => void effects.save(file).then(toast),
  });

  const press = (key: string, typed?: string): void => {
    const state = store.getState();
    if (state.ui.input) return typeInto(key, typed);
    const { confirm, rowMenu, rowOutcome, overruling } = state.guide;
    if (guide && (confirm || rowMenu || rowOutcome))
      return guide.press(key === 'ctrl-c' ? 'escape' : key, typed);
    if (guide && overruling && topScreen(state.ui).id === 'guide' && !state.ui.help)
      return chooseVerdict(key, guide, store);
    if (key === 'ctrl-c') return quit();
    const bound = state.host.playbooks?.find((binding) => binding.key === key);
    if (bound) return run({ do: 'playbook', playbook: bound.use });
    // Keys that arrive in one piece (a fast typist over a slow link) are still single keys.
    if (key === 'paste' && typed !== undefined) {
      for (const character of typed) press(character === ' ' ? 'space' : character, character);
      return;
    }
    const command = matchCommand(key, scopesOf(state));
    if (command) run(command.intent);
  };

  return { press, run };
}

/** "salon-gbp-20260301-031500.log" in the working directory. */
function defaultFile(host: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${host.replace(/[^\w.-]/g, '_')}-${stamp}.log`;
}
