import type { ListId, ListState, Ui } from './state.js';

export const emptyList: ListState = { cursorIndex: 0, filter: '', reversed: false };

/** Of a timeline the newest entry is the one to see, until somebody moves. */
const atTheEnd: ListState = { ...emptyList, cursorIndex: Number.MAX_SAFE_INTEGER };

export const listOf = (ui: Ui, id: ListId): ListState =>
  ui.lists[id] ?? (id === 'incident' ? atTheEnd : emptyList);

/** Where the cursor stands among `keys`: at its key while that exists, else at the same place. */
export function cursorAt(list: ListState, keys: readonly string[]): number {
  if (keys.length === 0) return 0;
  if (list.cursorKey !== undefined) {
    const at = keys.indexOf(list.cursorKey);
    if (at >= 0) return at;
  }
  return Math.min(Math.max(0, list.cursorIndex), keys.length - 1);
}

/** Moves the cursor to an index, clamped. */
export function moveTo(list: ListState, keys: readonly string[], index: number): ListState {
  const at = Math.min(Math.max(0, index), Math.max(0, keys.length - 1));
  const key = keys[at];
  const { cursorKey: _old, ...rest } = list;
  return key === undefined ? { ...rest, cursorIndex: 0 } : { ...rest, cursorKey: key, cursorIndex: at };
}
