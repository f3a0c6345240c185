/** What stands under each other in an area that may be too low for all of it. */
export interface StackItem {
  /** Rows that it would fill. */
  readonly wanted: number;
  /** Rows below which it is of no use; it gets them before any other grows. */
  readonly min: number;
  /** Higher is served first. */
  readonly priority: number;
}

/**
 * Shares `height` rows: first every item gets its minimum, the most important ones first, then they grow to what they
 * want in the same order. An item whose minimum does not fit whole gets what is left.
 */
export function shareRows(items: readonly StackItem[], height: number): number[] {
  const shares = items.map(() => 0);
  const order = items.map((_, i) => i).sort((a, b) => priorityOf(items, b) - priorityOf(items, a));
  let left = Math.max(0, height);
  for (const need of ['min', 'wanted'] as const) {
    for (const i of order) {
      const item = items[i];
      const share = shares[i] ?? 0;
      if (!item) continue;
      const aim = need === 'min' ? Math.min(item.min, item.wanted) : item.wanted;
      const growth = Math.min(left, Math.max(0, aim - share));
      shares[i] = share + growth;
      left -= growth;
    }
  }
  return shares;
}

const priorityOf = (items: readonly StackItem[], i: number) => items[i]?.priority ?? 0;
