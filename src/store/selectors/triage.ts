import type { Offer } from '../../domain/guide.js';
import type { Playbook, Step } from '../../domain/playbook.js';
import type { Visit, Walk } from '../../domain/walk.js';
import { listOf } from '../lists.js';
import type { State } from '../state.js';

/** Playbooks of the triage screen, best first; the filter looks at titles, in both languages, at ids and runbook names. */
export function triageRows(state: State): readonly Offer[] {
  const needle = listOf(state.ui, 'triage').filter.toLowerCase();
  if (!needle) return state.guide.offers;
  return state.guide.offers.filter((offer) => {
    const playbook = playbookOf(state, offer.playbook);
    if (!playbook) return false;
    const { title, about, aliases, source } = playbook;
    const texts = [offer.playbook, title.en, title.ja, about.en, about.ja, ...aliases, ...source];
    return texts.some((text) => text.toLowerCase().includes(needle));
  });
}

export const playbookOf = (state: State, id: string): Playbook | undefined =>
  state.guide.playbooks?.find((playbook) => playbook.id === id);

/** The walk of the guide screen with its tree, the visit on show and that visit's step. */
export function currentWalk(
  state: State,
): { playbook: Playbook; walk: Walk; visit: Visit; step: Step; last: boolean } | undefined {
  const id = state.guide.current;
  const walk = id === undefined ? undefined : state.guide.walks[id];
  const playbook = walk && playbookOf(state, walk.playbook);
  const visit = walk?.visits[walk.shown];
  const step = playbook?.steps.find((s) => s.id === visit?.step);
  if (!walk || !playbook || !visit || !step) return undefined;
  return { playbook, walk, visit, step, last: walk.shown === walk.visits.length - 1 };
}

/** The step that follows the visit as things stand; undefined while that is open. */
export function nextStep(visit: Visit, step: Step): string | undefined {
  if (visit.overruled) return visit.overruled.go;
  if (visit.proposed) return visit.proposed.go;
  switch (step.kind) {
    case 'ask':
      return step.options[visit.choice]?.go;
    case 'pick':
      return visit.offered === undefined ? undefined : visit.offered.length > 0 ? step.go : step.empty;
    case 'action': {
      const { outcome } = visit;
      if (!outcome || outcome.kind === 'refused') return undefined;
      const seen = outcome.reconciled?.done;
      // Whether a copied command was run is looked up before the walk goes on.
      if (outcome.kind === 'copied' && step.reconcile !== undefined && seen === undefined) return undefined;
      if (outcome.kind === 'copied' && step.reconcile !== undefined && seen !== true) return step.go.failed;
      const done =
        seen === true || outcome.kind === 'done' || outcome.kind === 'dry-run' || outcome.kind === 'copied';
      return done ? step.go.done : step.go.failed;
    }
    case 'note':
    case 'call':
    case 'undo':
      return step.go;
    default:
      return undefined;
  }
}

/** Every step to which a step can lead, in the order in which it names them. */
export function goesOf(step: Step): readonly string[] {
  switch (step.kind) {
    case 'probe':
    case 'branch':
      return step.rules.map((rule) => rule.go);
    case 'ask':
      return step.options.map((option) => option.go);
    case 'pick':
      return [step.go, step.empty];
    case 'action':
      return [step.go.done, step.go.failed, step.go.declined];
    case 'wait':
      return [step.go.met, step.go.late];
    case 'end':
      return [];
    default:
      return [step.go];
  }
}
