import type { Step } from '../../domain/playbook.js';
import type { Visit } from '../../domain/walk.js';
import type { View } from '../view.js';

/** Why the walk did not go on by itself, where that is not plain to see. */
export function stopReason(view: View, { kind }: Pick<Step, 'kind'>, visit: Visit): string | undefined {
  if (visit.overruled || visit.proposed?.verdict !== 'inconclusive') return undefined;
  if (visit.proposed.go !== visit.step) return view.t({ id: 'guide.screen.inconclusive-hint' });
  // Only a probe step has verdicts to choose from.
  return view.t({ id: kind === 'probe' ? 'guide.screen.unread-hint' : 'guide.screen.unread-list-hint' });
}
