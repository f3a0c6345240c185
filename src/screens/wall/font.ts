/** Letters of the wall's large words, five rows high; what is no space is filled. */
const glyphs: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  ' ': ['  ', '  ', '  ', '  ', '  '],
  ':': [' ', '#', ' ', '#', ' '],
  '0': [' ## ', '#  #', '#  #', '#  #', ' ## '],
  '1': ['  # ', ' ## ', '  # ', '  # ', ' ###'],
  '2': ['### ', '   #', ' ## ', '#   ', '####'],
  '3': ['### ', '   #', ' ## ', '   #', '### '],
  '4': ['#  #', '#  #', '####', '   #', '   #'],
  '5': ['####', '#   ', '### ', '   #', '### '],
  '6': [' ## ', '#   ', '### ', '#  #', ' ## '],
  '7': ['####', '   #', '  # ', ' #  ', ' #  '],
  '8': [' ## ', '#  #', ' ## ', '#  #', ' ## '],
  '9': [' ## ', '#  #', ' ###', '   #', ' ## '],
  A: [' ### ', '#   #', '#####', '#   #', '#   #'],
  C: [' ####', '#    ', '#    ', '#    ', ' ####'],
  D: ['#### ', '#   #', '#   #', '#   #', '#### '],
  E: ['####', '#   ', '### ', '#   ', '####'],
  F: ['####', '#   ', '### ', '#   ', '#   '],
  I: ['###', ' # ', ' # ', ' # ', '###'],
  K: ['#   #', '#  # ', '###  ', '#  # ', '#   #'],
  L: ['#   ', '#   ', '#   ', '#   ', '####'],
  N: ['#   #', '##  #', '# # #', '#  ##', '#   #'],
  O: [' ### ', '#   #', '#   #', '#   #', ' ### '],
  R: ['#### ', '#   #', '#### ', '#  # ', '#   #'],
  S: [' ####', '#    ', ' ### ', '    #', '#### '],
  T: ['#####', '  #  ', '  #  ', '  #  ', '  #  '],
  U: ['#   #', '#   #', '#   #', '#   #', ' ### '],
  W: ['#   #', '#   #', '# # #', '## ##', '#   #'],
};

/** Columns and rows that one dot of a letter takes; `rows: 0.5` packs two rows into one (half blocks). */
export interface DotSize {
  readonly columns: number;
  readonly rows: 0.5 | 1 | 2;
}

/** Rows of a large word in dots, all of one length; a character without a glyph is left out. */
function dotsOf(word: string): string[] {
  const letters = Array.from(word).flatMap((letter) => {
    const glyph = glyphs[letter];
    return glyph ? [glyph] : [];
  });
  return [0, 1, 2, 3, 4].map((row) => letters.map((glyph) => glyph[row]).join(' '));
}

export const wordColumns = (word: string, dot: DotSize): number =>
  (dotsOf(word)[0]?.length ?? 0) * dot.columns;

export const wordRows = ({ rows }: DotSize): number => Math.ceil(5 * rows);

/** A word in large letters, row by row; without Unicode the dots are `#`, and half rows do not exist. */
export function largeWord(word: string, dot: DotSize, unicode: boolean): string[] {
  const dots = dotsOf(word);
  if (dot.rows === 0.5) return halfRows(dots, dot.columns);
  const full = unicode ? '█' : '#';
  return dots.flatMap((row) => {
    const drawn = Array.from(row, (d) => (d === ' ' ? ' ' : full).repeat(dot.columns)).join('');
    return Array<string>(dot.rows).fill(drawn);
  });
}

const halves = [' ', '▄', '▀', '█'] as const;

function halfRows(dots: readonly string[], columns: number): string[] {
  return [0, 2, 4].map((row) =>
    Array.from(dots[row] ?? '', (upper, at) => {
      const lower = dots[row + 1]?.[at] ?? ' ';
      return (halves[(upper === ' ' ? 0 : 2) + (lower === ' ' ? 0 : 1)] ?? ' ').repeat(columns);
    }).join(''),
  );
}
