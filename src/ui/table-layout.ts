/** How wide a column wants to be; `width` is fixed, `flex` shares what is left. */
export interface ColumnSpec {
  id: string;
  title: string;
  /** Wanted width in columns, for content of known size. Default when neither is given: `flex: 1`. */
  width?: number;
  /** Weight in sharing the room that the others leave. */
  flex?: number;
  /** Never narrower; below it the column with the lowest priority is dropped. Default: `width`, or 4 for flex. */
  min?: number;
  /** A flex column never grows beyond it. Default: no limit. */
  max?: number;
  /** Default: `left`. */
  align?: 'left' | 'right';
  /** Columns with the lowest number are dropped first, the rightmost of equals before the others. Default: 1. */
  priority?: number;
}

/** A column that is shown: where it stands among the specifications, and its exact width. */
export interface LaidOutColumn {
  index: number;
  width: number;
}

/** Space between two columns. */
export const columnGap = 1;

/**
 * Decides which columns a table of `width` shows and how wide each one is.
 *
 * Columns are dropped until the minimums fit; then fixed columns grow to their wanted width, most important first, and
 * flex columns share the rest. The last column left is shown even where it doesn't fit, cut to `width`.
 */
export function layoutColumns(columns: readonly ColumnSpec[], width: number): LaidOutColumn[] {
  const kept = columns.map((column, index) => ({ column, index, width: minimum(column) }));
  const spareOf = () => width - kept.reduce((sum, { width }) => sum + width, (kept.length - 1) * columnGap);
  while (kept.length > 1 && spareOf() < 0) {
    let weakest = kept.length - 1;
    for (let position = kept.length - 2; position >= 0; position--) {
      if (priority(kept[position]!.column) < priority(kept[weakest]!.column)) {
        weakest = position;
      }
    }

    kept.splice(weakest, 1);
  }

  let spare = spareOf();
  if (kept.length === 1 && spare < 0) {
    kept[0]!.width = Math.max(0, width);
    spare = 0;
  }

  for (const entry of kept.toSorted((a, b) => priority(b.column) - priority(a.column))) {
    const growth = Math.min(spare, Math.max(0, (entry.column.width ?? 0) - entry.width));
    entry.width += growth;
    spare -= growth;
  }

  shareAmongFlex(kept, spare);
  return kept.map(({ index, width }) => ({ index, width }));
}

function minimum({ min, width }: ColumnSpec): number {
  return Math.max(1, min ?? width ?? 4);
}

function priority(column: ColumnSpec): number {
  return column.priority ?? 1;
}

function weight(column: ColumnSpec): number {
  return column.width === undefined ? (column.flex ?? 1) : 0;
}

/** Gives out `spare` by weight; what a column can't take because of its `max` goes to the others. */
function shareAmongFlex(kept: readonly { column: ColumnSpec; width: number }[], spare: number): void {
  let left = spare;
  let open = kept.filter(({ column, width }) => weight(column) > 0 && width < (column.max ?? Infinity));
  while (left > 0 && open.length > 0) {
    const round = left;
    let weights = open.reduce((sum, { column }) => sum + weight(column), 0);
    let unshared = round;
    for (const entry of open) {
      const share = Math.round((unshared * weight(entry.column)) / weights);
      unshared -= share;
      weights -= weight(entry.column);
      const growth = Math.min(share, (entry.column.max ?? Infinity) - entry.width);
      entry.width += growth;
      left -= growth;
    }

    open = open.filter(({ column, width }) => width < (column.max ?? Infinity));
    if (left === round) {
      break;
    }
  }
}

/**
 * The first line to show so that `selected` is visible, moved as little as possible from `start`.
 *
 * `keepAbove` lines above the selection come into view with it, for a group header.
 */
export function scrollIntoView(
  start: number,
  selected: number | undefined,
  total: number,
  height: number,
  keepAbove = 0,
): number {
  let top = start;
  if (selected !== undefined) {
    top = Math.min(top, Math.max(0, selected - keepAbove));
    top = Math.max(top, selected - height + 1);
  }

  return Math.max(0, Math.min(top, total - height));
}
