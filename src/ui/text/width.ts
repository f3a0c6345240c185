import stringWidth from 'string-width';

const printableAscii = /^[ -~]*$/;

/** Whether each character is one column wide and stands alone, so that `length` and `slice` count columns. */
export function isPlain(text: string): boolean {
  return printableAscii.test(text);
}

const generationSize = 2048;
let young = new Map<string, number>();
let old = new Map<string, number>();

/**
 * Columns that `text` takes in the terminal, by the same rules as Ink's own measurement.
 *
 * Widths of other than ASCII text are remembered in two generations, which drops what was not asked for lately
 * without any bookkeeping per look-up.
 */
export function displayWidth(text: string): number {
  if (printableAscii.test(text)) {
    return text.length;
  }

  let width = young.get(text);
  if (width !== undefined) {
    return width;
  }

  width = old.get(text) ?? stringWidth(text);
  if (young.size >= generationSize) {
    old = young;
    young = new Map();
  }

  young.set(text, width);
  return width;
}
