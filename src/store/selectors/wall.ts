import type { PaneId, Severity } from '../../domain/model.js';
import { paneIds } from '../../domain/model.js';
import { badnessOf } from '../../domain/severity.js';
import { type State, topScreen, type Ui } from '../state.js';
import { troubleOf } from './wall-severity.js';

/** From this size on all six panes stay on the wall, and none takes turns. */
const gridSize = { columns: 160, rows: 44 } as const;

/** A pane that came on stays at least this long, so that flapping trouble can still be read, ms. */
const leastMs = 4000;

export const showsAllPanes = ({ columns, rows }: Ui['size']): boolean =>
  columns >= gridSize.columns && rows >= gridSize.rows;

const isTrouble = (severity: Severity): boolean => badnessOf(severity) >= badnessOf('unknown');

/** The panes that this host has anything for. */
function configured({ host }: State): readonly PaneId[] {
  return paneIds.filter(
    (pane) =>
      (pane !== 'postgres' || host.postgres.length > 0) &&
      (pane !== 'queues' || host.queues.length + host.redis.length > 0),
  );
}

/** All six, faults first: critical, then warnings and what could not be read, then the rest in the usual order. */
export function wallOrder(state: State): readonly PaneId[] {
  const rank = new Map(paneIds.map((pane) => [pane, badnessOf(troubleOf(state, pane))]));
  const known = configured(state);
  const rankOf = (pane: PaneId) => {
    const bad = rank.get(pane) ?? 0;
    return known.includes(pane) ? (bad >= badnessOf('unknown') ? bad : 0) : -1;
  };
  return paneIds.toSorted((a, b) => rankOf(b) - rankOf(a));
}

interface Turns {
  /** Warning, critical or unread, the worst first. */
  readonly troubled: readonly PaneId[];
  readonly quiet: readonly PaneId[];
  readonly isCritical: boolean;
}

function turnsOf(state: State): Turns {
  const known = configured(state);
  const order = wallOrder(state).filter((pane) => known.includes(pane));
  const severity = new Map(order.map((pane) => [pane, troubleOf(state, pane)]));
  const isTroubled = (pane: PaneId) => isTrouble(severity.get(pane) ?? 'ok');
  return {
    troubled: order.filter(isTroubled),
    quiet: order.filter((pane) => !isTroubled(pane)),
    isCritical: [...severity.values()].includes('critical'),
  };
}

/** Whether a key holds the pane on show. */
export const isHeld = ({ ui, now }: Pick<State, 'ui' | 'now'>): boolean => (ui.wall.heldUntil ?? 0) > now;

const following = (panes: readonly PaneId[], pane: PaneId | undefined): PaneId | undefined =>
  panes[((pane === undefined ? -1 : panes.indexOf(pane)) + 1) % panes.length];

/**
 * The pane whose turn it is after the one on show. Nothing wrong: all that the host has anything for, one after the
 * other. Something critical: only the panes in trouble, the worst first. Warnings or unread data: the panes in trouble
 * one after the other, then one of the others, and again from the first. Where all panes are on show: the worst one.
 */
export function nextPane(state: State): PaneId {
  const { wall, size } = state.ui;
  const { troubled, quiet, isCritical } = turnsOf(state);
  const first = troubled[0] ?? quiet[0] ?? wall.pane;
  if (showsAllPanes(size)) return first;
  if (troubled.length === 0) return following(quiet, wall.pane) ?? first;
  if (isCritical || quiet.length === 0) return following(troubled, wall.pane) ?? first;
  const isLast = troubled.indexOf(wall.pane) === troubled.length - 1;
  return (isLast ? following(quiet, wall.lastQuiet) : following(troubled, wall.pane)) ?? first;
}

/**
 * Whether another pane is to come on now: when the one on show had its time, or sooner when something critical is
 * elsewhere. Never while a key holds it, while the screen is frozen or shows something else.
 */
export function isTurnDue(state: State): boolean {
  const { wall, size } = state.ui;
  if (wall.dwellSeconds <= 0 || state.frozen || topScreen(state.ui).id !== 'wall' || isHeld(state))
    return false;
  if (nextPane(state) === wall.pane) return false;
  if (showsAllPanes(size)) return true;
  const { troubled, isCritical } = turnsOf(state);
  const isUrgent = isCritical && !troubled.includes(wall.pane);
  return state.now - wall.since >= (isUrgent ? leastMs : wall.dwellSeconds * 1000);
}

/** Whether a turn of this pane counts as one of the panes without trouble. */
export const isQuiet = (state: State, pane: PaneId): boolean => turnsOf(state).quiet.includes(pane);
