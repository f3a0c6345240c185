import { fitColumns, wrapColumns } from './fit.js';
import { displayWidth } from './width.js';

/** A wide character with the closing signs that may not begin a row, a word, or the space between two. */
const pieces =
  /[\u3000-\u9FFF\uF900-\uFAFF\uFF01-\uFF9D][、。，．・：；？！）」』】〕ー]*|[^\s\u3000-\u9FFF\uF900-\uFAFF\uFF01-\uFF9D]+|\s+/gu;

/**
 * Breaks a sentence into rows of at most `width` columns: between words, and between any two wide characters.
 *
 * A word longer than a row is cut where the row ends. Line breaks in the text stay.
 */
export function wrapWords(text: string, width: number): string[] {
  if (width <= 0) return [];
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const rows: string[] = [];
  let row = '';
  let columns = 0;
  const close = () => {
    rows.push(row.trimEnd());
    row = '';
    columns = 0;
  };
  for (const [piece] of line.matchAll(pieces)) {
    const own = displayWidth(piece);
    const isSpace = piece.trim() === '';
    if (columns + own > width && columns > 0) close();
    if (isSpace && columns === 0 && rows.length > 0) continue;
    if (own <= width) {
      row += piece;
      columns += own;
      continue;
    }
    const parts = wrapColumns(piece, width);
    rows.push(...parts.slice(0, -1));
    row = parts[parts.length - 1] ?? '';
    columns = displayWidth(row);
  }
  if (row.trim() !== '' || rows.length === 0) close();
  return rows;
}

/** At most `max` rows; where some are left out, the last one says so with an ellipsis. */
export function limitRows(
  rows: readonly string[],
  max: number,
  width: number,
  ellipsis: '…' | '~',
): string[] {
  if (rows.length <= max) return [...rows];
  if (max <= 0) return [];
  const last = rows.slice(max - 1, max + 1).join(' ');
  const cut = displayWidth(last) <= width ? `${last}${ellipsis}` : last;
  return [...rows.slice(0, max - 1), fitColumns(cut, width, { ellipsis }).trimEnd()];
}
