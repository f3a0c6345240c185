import type { Alert } from '../../domain/model.js';
import { listOf } from '../lists.js';
import { type State, shownData } from '../state.js';

/** Newest first, as diagnosis gives them; the filter looks at object, source and severity. */
export function alertRows(state: State): readonly Alert[] {
  const { filter, reversed } = listOf(state.ui, 'alerts');
  const needle = filter.toLowerCase();
  const rows = shownData(state).alerts.filter(
    (a) =>
      !needle ||
      [a.object, a.source, a.severity, a.text.id, ...Object.values(a.text.params ?? {}).map(String)].some(
        (t) => t.toLowerCase().includes(needle),
      ),
  );
  return reversed ? [...rows].reverse() : rows;
}
