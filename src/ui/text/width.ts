import stringWidth from 'string-width';
import { Generations } from './generations.js';
import { findIslands, isSimple, sumOfWidths } from './simple.js';

const printableAscii = /^[ -~]*$/;

/** Whether each character is one column wide and stands alone, so that `length` and `slice` count columns. */
export function isPlain(text: string): boolean {
  return printableAscii.test(text);
}

/** Colours as the theme writes them; other sequences are left to string-width. */
const sgr = /\u001B\[(?:\d{1,4}(?:;\d{0,4})*)?m/g;
const escapes = /[\u001B\u009B]/;

/**
 * Columns that `text` takes in the terminal, by the same rules as Ink's own measurement; escape sequences take none.
 *
 * Only what is neither ASCII nor simple is segmented, and that is remembered, because it repeats.
 */
export function displayWidth(text: string): number {
  if (printableAscii.test(text)) {
    return text.length;
  }

  const visible = text.includes('\u001B') ? text.replaceAll(sgr, '') : text;
  if (isSimple(visible)) {
    return sumOfWidths(visible, 0, visible.length);
  }

  // The rules for escape sequences look at the whole text.
  return escapes.test(visible) ? remembered(text) : sumOfIslands(visible);
}

function sumOfIslands(text: string): number {
  let columns = 0;
  let done = 0;
  for (const { start, end } of findIslands(text)) {
    columns += sumOfWidths(text, done, start) + remembered(text.slice(start, end));
    done = end;
  }

  return columns + sumOfWidths(text, done, text.length);
}

const widths = new Generations<number>(2048);

function remembered(text: string): number {
  let width = widths.get(text);
  if (width === undefined) {
    width = stringWidth(text);
    widths.set(text, width);
  }

  return width;
}
