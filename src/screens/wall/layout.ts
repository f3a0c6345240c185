import { type DotSize, wordColumns } from './font.js';

/** The smallest terminal on which the wall itself is drawn; other screens need more. */
export const smallestWall = { columns: 48, rows: 12 } as const;

/** How the state line is built at a height. */
export interface BandLayout {
  /** Blank rows above the letters. */
  readonly top: number;
  /** Rows of the large letters; 0: none. */
  readonly letters: number;
  /** Blank rows below the letters. */
  readonly gap: number;
  /** Rows of the headline. */
  readonly headline: number;
  readonly sizes: readonly DotSize[];
}

const large: readonly DotSize[] = [
  { columns: 4, rows: 2 },
  { columns: 3, rows: 2 },
  { columns: 2, rows: 2 },
];
const medium: readonly DotSize[] = [
  { columns: 2, rows: 1 },
  { columns: 1, rows: 1 },
];
const small: readonly DotSize[] = [{ columns: 1, rows: 0.5 }];

/** The longest word in the narrowest of the high letters. */
const largeColumns = 88;

/** @param height rows between header and footer */
export function bandLayout(width: number, height: number, unicode: boolean): BandLayout {
  if (height >= 34 && width >= largeColumns)
    return { top: 1, letters: 10, gap: 1, headline: 2, sizes: large };
  if (height >= 20) return { top: 0, letters: 5, gap: 1, headline: 2, sizes: medium };
  if (height >= 16) return { top: 0, letters: 5, gap: 0, headline: 1, sizes: medium };
  return unicode
    ? { top: 0, letters: 3, gap: 0, headline: 1, sizes: small }
    : { top: 0, letters: 0, gap: 0, headline: 1, sizes: [] };
}

/** The status line stands below the headline. */
export const bandRows = ({ top, letters, gap, headline }: BandLayout): number =>
  top + letters + gap + headline + 1;

interface LetterSizes {
  readonly word: DotSize;
  /** Undefined where the clock has no room. */
  readonly clock?: DotSize;
}

/** Columns between word and clock at least: two words, not one. */
export const betweenColumns = (dot: DotSize): number => 2 * dot.columns + 2;

/**
 * How large word and clock are drawn: the word as large as leaves room for a clock that can be read from afar, then as
 * large as leaves room for any clock, then alone; undefined where not even that fits.
 */
export function letterSizes(
  word: string,
  clock: string,
  width: number,
  sizes: readonly DotSize[],
): LetterSizes | undefined {
  const clocks = sizes === large ? [...large, ...medium] : sizes;
  const readable = clocks.filter((dot) => dot.rows < 1 || dot.columns > 1);
  for (const candidates of [readable, clocks]) {
    for (const dot of sizes) {
      const left = width - wordColumns(word, dot) - betweenColumns(dot);
      const fitting = candidates.find((c) => c.columns <= dot.columns && wordColumns(clock, c) <= left);
      if (fitting) return { word: dot, clock: fitting };
    }
  }
  const alone = sizes.find((dot) => wordColumns(word, dot) <= width);
  return alone && { word: alone };
}
