/** What a further `tail` of a file brought. */
export interface Grown {
  readonly lines: readonly string[];
  /** The two tails have nothing in common: lines are missing between them, or the file was replaced. */
  readonly gap: boolean;
}

/** The lines of `after` that are not yet in `before`, both being the last lines of one file at two times. */
export function newLines(before: readonly string[], after: readonly string[]): Grown {
  if (before.length === 0) return { lines: after, gap: false };
  // The longest end of the old lines that begins the new ones; most often all that both can hold.
  for (let shared = Math.min(before.length, after.length); shared > 0; shared--) {
    if (overlaps(before, after, shared)) return { lines: after.slice(shared), gap: false };
  }
  return { lines: after, gap: after.length > 0 };
}

function overlaps(before: readonly string[], after: readonly string[], shared: number): boolean {
  const start = before.length - shared;
  // From the end, because lines differ most there.
  for (let i = shared - 1; i >= 0; i--) {
    if (before[start + i] !== after[i]) return false;
  }
  return true;
}
