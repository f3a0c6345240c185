import { paneIds } from '../domain/model.js';
import type { UiEvent } from './events.js';
import type { State } from './state.js';

type WallEvent = Extract<UiEvent, { type: `ui/wall-${string}` }>;

/** A pane that somebody chose stays this long before the turns go on, ms. */
export const holdMs = 60_000;

/** Which pane the wall monitor shows; pure. */
export function reduceWall(state: State, event: WallEvent): State {
  const { wall } = state.ui;
  const withWall = (patch: Partial<typeof wall>): State => ({
    ...state,
    ui: { ...state.ui, wall: { ...wall, ...patch } },
  });
  if (event.type === 'ui/wall-hold') {
    const held = wall.heldUntil !== undefined && wall.heldUntil > state.now;
    return withWall({ heldUntil: held ? state.now : Number.POSITIVE_INFINITY, since: state.now });
  }
  const at = (paneIds.indexOf(wall.pane) + event.by + paneIds.length) % paneIds.length;
  const pane = paneIds[at] ?? wall.pane;
  return withWall({ pane, since: state.now, ...(event.held ? { heldUntil: state.now + holdMs } : {}) });
}
