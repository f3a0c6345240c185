import { type IncidentDesk, incidentSeverities } from '../domain/incident.js';
import { msg } from '../domain/message.js';
import { translate } from '../i18n/t.js';
import { ladderOf, nextRung } from '../incident/escalation.js';
import type { IncidentIntent } from '../keymap/command.js';
import type { InputPurpose, Ui } from '../store/state.js';
import type { CockpitStore } from '../store/store.js';

type IncidentInput = Extract<InputPurpose, `incident-${string}`>;

export const isIncidentInput = (purpose: InputPurpose): purpose is IncidentInput =>
  purpose.startsWith('incident-');

/** The keys of an incident; what needs words opens an input. */
export function actOnIncident(intent: IncidentIntent, desk: IncidentDesk, store: CockpitStore): void {
  const { incident, host, data, lang } = store.getState();
  const { current } = incident;
  const ask = (purpose: IncidentInput, text = '') => store.dispatch({ type: 'ui/input-open', purpose, text });
  switch (intent.do) {
    case 'incident-declare': {
      // The situation line is the best name that there is at that moment.
      const { kind, signals, headline } = data.situation;
      const cause = signals[0]?.text ?? (kind === 'trouble' ? headline : undefined);
      const text = cause ? translate(lang, cause) : '';
      return store.dispatch({
        type: 'ui/input-open',
        purpose: 'incident-title',
        text,
        severity: intent.severity,
      });
    }
    case 'incident-severity': {
      const at = current ? incidentSeverities.indexOf(current.severity) : -1;
      const next = incidentSeverities[at - intent.by];
      return at < 0 || !next ? undefined : desk.changeSeverity(next);
    }
    case 'incident-called': {
      const rung = current && nextRung(ladderOf(current, host.contacts));
      if (rung) return desk.called(rung.role);
      return ask('incident-note');
    }
    case 'incident-note':
    case 'incident-follow-up':
    case 'incident-close':
      return ask(intent.do);
  }
}

/** What was typed for an incident; an empty line is asked for again. */
export function submitIncident(
  input: NonNullable<Ui['input']>,
  typed: string,
  desk: IncidentDesk,
  store: CockpitStore,
): void {
  const text = typed.trim();
  if (text === '') {
    store.dispatch({ type: 'ui/input-error', error: msg('incident.needs-text') });
    return;
  }
  store.dispatch({ type: 'ui/input-close' });
  switch (input.purpose) {
    case 'incident-title':
      return desk.declare(input.severity ?? 'high', text);
    case 'incident-note':
      return desk.note(text);
    case 'incident-follow-up':
      return desk.followUp(text);
    case 'incident-close':
      desk.close(text);
      return store.dispatch({ type: 'ui/back' });
    default:
      return undefined;
  }
}
