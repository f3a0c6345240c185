import type { Noted } from '../domain/drill.js';
import type { IncidentFact, RecordedText } from '../domain/incident.js';
import { bothLanguages, type Msg, msg } from '../domain/message.js';
import { factsOf, nothingTold } from '../runtime/incident/facts.js';
import { type State, topScreen } from '../store/state.js';
import type { CockpitStore } from '../store/store.js';

/** Notes what whoever drills looks at and learns; the result ends that. */
export function recordDrill(
  store: CockpitStore,
  now: () => number,
  note: (noted: Noted) => void,
): () => void {
  let told = nothingTold;
  let screen = topScreen(store.getState().ui).id;
  const look = (state: State, before: State) => {
    const at = now();
    const top = topScreen(state.ui).id;
    const opened = top !== screen;
    // What is noted is shown at once, which calls this again.
    screen = top;
    if (opened && top !== 'overview' && top !== 'debrief') note({ at, kind: 'screen', screen: top });
    const hinted = state.drill?.hinted ?? 0;
    if (hinted > (before.drill?.hinted ?? 0)) note({ at, kind: 'hint', number: hinted });
    if (state.guide === before.guide) return;
    const seen = factsOf(state, told, at);
    told = seen.told;
    for (const one of seen.facts) {
      const noted = notedOf(one.at, one.fact);
      if (noted) note(noted);
    }
  };
  return store.subscribe(look);
}

const own = ({ en, ja }: RecordedText): Msg => bothLanguages(en, ja);

function notedOf(at: number, fact: IncidentFact): Noted | undefined {
  switch (fact.kind) {
    case 'playbook':
      return fact.event === 'ends'
        ? { at, kind: 'end', playbook: fact.playbook, outcome: fact.outcome ?? '' }
        : { at, kind: 'playbook', playbook: fact.playbook, title: own(fact.title) };
    case 'step': {
      const text = msg('incident.entry.step', {
        step: fact.title ? own(fact.title) : fact.step,
        verdict: { id: `incident.verdict.${fact.verdict}` },
        say: own(fact.say),
      });
      return { at, kind: 'step', text, ...(fact.command === undefined ? {} : { command: fact.command }) };
    }
    case 'cause':
      return { at, kind: 'cause', cause: fact.cause, text: own(fact.text) };
    default:
      return undefined;
  }
}
