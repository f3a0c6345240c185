/** Room that the wall's frame leaves free for its shift. */
export const shiftMargin = { columns: 2, rows: 1 } as const;

const everyMs = 3 * 60_000;

/** One step at a time around the margin, and back to the start. */
const places = [
  { column: 0, row: 0 },
  { column: 1, row: 0 },
  { column: 2, row: 0 },
  { column: 2, row: 1 },
  { column: 1, row: 1 },
  { column: 0, row: 1 },
] as const;

/** Where the wall's frame begins at a time: it moves by a cell every three minutes, so that nothing burns into the screen. */
export function frameShift(now: number): { readonly column: number; readonly row: number } {
  const step = Math.floor(now / everyMs) % places.length;
  return places[step] ?? places[0];
}

/** Columns by which the large letters stand off their place, 0 to `slack`: one more a minute, then one less. */
export function letterDrift(now: number, slack: number): number {
  if (slack <= 0) return 0;
  const step = Math.floor(now / 60_000) % (2 * slack);
  return step <= slack ? step : 2 * slack - step;
}
