/** Something that gives way in a line that is too narrow. */
export interface Droppable {
  /** Columns that it takes. */
  width: number;
  /** The lowest number goes first, the rightmost of equals before the others. Default: 1. */
  priority?: number | undefined;
}

/** Leaves out items, least important first, until the rest fits `width` with `gap` columns between two; keeps one. */
export function dropToFit<Item extends Droppable>(
  items: readonly Item[],
  width: number,
  gap: number,
): Item[] {
  const kept = [...items];
  const used = () => kept.reduce((sum, item) => sum + item.width, Math.max(0, kept.length - 1) * gap);
  while (kept.length > 1 && used() > width) {
    let weakest = kept.length - 1;
    for (let index = kept.length - 2; index >= 0; index--) {
      if ((kept[index]!.priority ?? 1) < (kept[weakest]!.priority ?? 1)) {
        weakest = index;
      }
    }

    kept.splice(weakest, 1);
  }

  return kept;
}
