import type { Visit } from '../../domain/walk.js';
import type { View } from '../view.js';

/** Why the walk did not go on by itself, where that is not plain to see. */
export function stopReason(view: View, visit: Visit): string | undefined {
  if (visit.overruled || visit.proposed?.verdict !== 'inconclusive') return undefined;
  const readsAgain = visit.proposed.go === visit.step;
  return view.t({ id: readsAgain ? 'guide.screen.unread-hint' : 'guide.screen.inconclusive-hint' });
}
