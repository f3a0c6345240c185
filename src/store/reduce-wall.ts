import { paneIds } from '../domain/model.js';
import type { UiEvent } from './events.js';
import { isHeld, isQuiet, nextPane } from './selectors/wall.js';
import type { State } from './state.js';

type WallEvent = Extract<UiEvent, { type: `ui/wall-${string}` }>;

/** A pane that somebody chose stays this long before the turns go on, ms. */
const holdMs = 60_000;

/**
 * Which pane the wall monitor shows; pure. A key goes through all panes in the order of their numbers and holds the one
 * that it finds; the turns by themselves go where the trouble is.
 */
export function reduceWall(state: State, event: WallEvent): State {
  const { heldUntil: before, ...wall } = state.ui.wall;
  const withWall = (patch: Partial<State['ui']['wall']>): State => ({
    ...state,
    ui: { ...state.ui, wall: { ...wall, ...patch } },
  });
  if (event.type === 'ui/wall-hold') {
    return isHeld(state)
      ? withWall({ since: state.now })
      : withWall({ since: state.now, heldUntil: Number.POSITIVE_INFINITY });
  }
  if (!event.held) {
    const pane = nextPane(state);
    return withWall({ pane, since: state.now, ...(isQuiet(state, pane) ? { lastQuiet: pane } : {}) });
  }
  const at = (paneIds.indexOf(wall.pane) + event.by + paneIds.length) % paneIds.length;
  return withWall({
    pane: paneIds[at] ?? wall.pane,
    since: state.now,
    // A pane that is held for good stays so while another is looked for.
    heldUntil: Math.max(before ?? 0, state.now + holdMs),
  });
}
