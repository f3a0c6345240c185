import type { Guide } from '../domain/guide.js';
import type { IncidentDesk } from '../domain/incident.js';
import { msg } from '../domain/message.js';
import { compilePattern } from '../domain/pattern.js';
import type { Intent } from '../keymap/command.js';
import { completion, paletteMatches } from '../keymap/palette.js';
import { textOf } from '../store/input-line.js';
import type { CockpitStore } from '../store/store.js';
import { isIncidentInput, submitIncident } from './incident-intents.js';

/** What an input line leads to when it is entered. */
interface InputTarget {
  readonly store: CockpitStore;
  readonly guide: Guide | undefined;
  readonly incidents: IncidentDesk | undefined;
  run(intent: Intent): void;
  /** Goes to the newest line that matches the search. */
  searchLogs(): void;
  /** Saves the selected log lines to a file. */
  save(file: string): void;
}

/** Keys while an input line is open: the line's own, and those of its purpose. */
export function createInputKeys({ store, guide, incidents, run, searchLogs, save }: InputTarget) {
  const submit = () => {
    const { input } = store.getState().ui;
    if (!input) return;
    const text = textOf(input.line);
    if (input.purpose === 'palette') {
      const matches = paletteMatches(store.getState());
      const chosen = matches[Math.min(input.choice, matches.length - 1)];
      store.dispatch({ type: 'ui/input-close' });
      if (chosen) run(chosen.intent);
      return;
    }
    if (input.purpose === 'search' || input.purpose === 'log-filter') {
      const compiled = compilePattern(text);
      if (!compiled.ok) {
        store.dispatch({ type: 'ui/input-error', error: msg('input.bad-regex', { why: compiled.why }) });
        return;
      }
      store.dispatch({ type: 'ui/input-close' });
      const { filter: oldFilter, search: oldSearch, ...rest } = store.getState().ui.logs;
      const kept =
        input.purpose === 'search'
          ? { ...(oldFilter ? { filter: oldFilter } : {}), ...(text ? { search: text } : {}) }
          : { ...(oldSearch ? { search: oldSearch } : {}), ...(text ? { filter: text } : {}) };
      store.dispatch({ type: 'ui/logs', logs: { ...rest, ...kept } });
      if (input.purpose === 'search' && text) searchLogs();
      return;
    }
    if (isIncidentInput(input.purpose))
      return void (incidents && submitIncident(input, text, incidents, store));
    if (input.purpose === 'skip' || input.purpose === 'overrule') {
      const reason = text.trim();
      if (reason === '') {
        store.dispatch({ type: 'ui/input-error', error: msg('input.needs-reason') });
        return;
      }
      store.dispatch({ type: 'ui/input-close' });
      return input.purpose === 'skip' ? guide?.skip(reason) : guide?.overruleWith(reason);
    }
    store.dispatch({ type: 'ui/input-close' });
    if (input.purpose === 'save' && text.trim() !== '') save(text.trim());
  };

  return (key: string, typed?: string): void => {
    const { input } = store.getState().ui;
    if (!input) return;
    if (key === 'escape' || key === 'ctrl-c') {
      if (input.purpose === 'filter' && input.list)
        store.dispatch({ type: 'ui/filter', list: input.list, text: '' });
      return store.dispatch({ type: 'ui/input-close' });
    }
    if (key === 'enter') return submit();
    if (input.purpose === 'palette') {
      if (key === 'down' || key === 'ctrl-n') return store.dispatch({ type: 'ui/input-choice', by: 1 });
      if (key === 'up' || key === 'ctrl-p') return store.dispatch({ type: 'ui/input-choice', by: -1 });
      if (key === 'tab') {
        const text = completion(store.getState());
        if (text !== undefined) store.dispatch({ type: 'ui/input-open', purpose: 'palette', text });
        return;
      }
    }
    store.dispatch(
      typed === undefined ? { type: 'ui/input-key', key } : { type: 'ui/input-key', key, typed },
    );
  };
}
