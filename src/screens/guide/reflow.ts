import { displayWidth } from '../../ui/text/width.js';

/** A row that ends a sentence, a heading or a list's introduction. */
const closes = /[.。:：!?！？]$/u;
/** A row that stands for itself: a list item, an indented command, an empty row. */
const own = /^(?:\s|[-*•・]|\d+[.)]|$)/u;

/** Joins rows that an author broke within a sentence, so that the text fills the width that it gets. */
export function reflow(text: string): string {
  const rows: string[] = [];
  for (const row of text.trimEnd().split('\n')) {
    const before = rows.at(-1);
    if (before === undefined || /^\s|^$/u.test(before) || closes.test(before.trimEnd()) || own.test(row)) {
      rows.push(row);
      continue;
    }
    rows[rows.length - 1] = `${before.trimEnd()}${gapBetween(before.trimEnd(), row)}${row}`;
  }
  return rows.join('\n');
}

/** Japanese is written without spaces; words of Latin letters need one. */
function gapBetween(before: string, after: string): string {
  const isWide = (char: string | undefined) => char !== undefined && displayWidth(char) > 1;
  return isWide(Array.from(before).at(-1)) && isWide(Array.from(after)[0]) ? '' : ' ';
}
