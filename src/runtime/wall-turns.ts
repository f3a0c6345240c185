import { isTurnDue } from '../store/selectors/wall.js';
import { topScreen, type Ui } from '../store/state.js';
import type { CockpitStore } from '../store/store.js';

/** Without a key for this long, any other screen gives way to the wall, and a frozen one goes on, ms. */
export const awayMs = 5 * 60_000;

/** Lets the panes of the wall monitor take turns, and brings it back when nobody is at the keys any more; returns what stops it. */
export function startWallTurns(store: CockpitStore, now: () => number): () => void {
  let keyed = keyedOf(store.getState().ui);
  let frozen = store.getState().frozen;
  let keyedAt = now();
  const timer = setInterval(() => {
    const state = store.getState();
    const at = now();
    const next = keyedOf(state.ui);
    if (state.frozen !== frozen || next.some((part, i) => part !== keyed[i])) {
      keyed = next;
      frozen = state.frozen;
      keyedAt = at;
    }
    const isAway = topScreen(state.ui).id !== 'wall' || state.ui.help || state.ui.input || state.frozen;
    if (isAway && at - keyedAt >= awayMs) {
      if (state.ui.input) store.dispatch({ type: 'ui/input-close' });
      if (state.frozen) store.dispatch({ type: 'ui/freeze' });
      store.dispatch({ type: 'ui/open', screen: { id: 'wall' } });
      return;
    }
    if (isTurnDue({ ...state, now: at })) store.dispatch({ type: 'ui/wall-turn', by: 1, held: false });
  }, 1000);
  return () => clearInterval(timer);
}

/** The parts of the screen state that only keys change. */
const keyedOf = (ui: Ui): readonly unknown[] => [
  ui.stack,
  ui.focus,
  ui.lists,
  ui.tabs,
  ui.logs,
  ui.input,
  ui.help,
  ui.postgresIndex,
  ui.queueIndex,
];
