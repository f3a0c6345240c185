import { displayWidth } from './width.js';

/** One drawn character and the columns that it takes. */
export interface Grapheme {
  text: string;
  width: number;
}

/** Characters that never join with their neighbours and whose width follows from their range alone. */
const simple =
  /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u0391-\u03C9\u0400-\u0481\u2010-\u2027\u2190-\u21FF\u2500-\u25FC\u3000-\u3029\u3041-\u3096\u30A1-\u30FF\u4E00-\u9FFF\uFF01-\uFF9D]*$/;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Whether {@link simpleWidth} holds for every UTF-16 unit of `text`. */
export function isSimple(text: string): boolean {
  return simple.test(text);
}

/** Columns of one UTF-16 unit of simple text. */
export function simpleWidth(code: number): 1 | 2 {
  return code >= 0x3000 && (code < 0xff61 || code > 0xff9d) ? 2 : 1;
}

/** Splits text into drawn characters; simple text (ASCII, Latin, Japanese) takes a path without segmentation. */
export function splitGraphemes(text: string): Grapheme[] {
  const graphemes: Grapheme[] = [];
  if (simple.test(text)) {
    for (let index = 0; index < text.length; index++) {
      graphemes.push({ text: text[index]!, width: simpleWidth(text.charCodeAt(index)) });
    }
  } else {
    for (const { segment } of segmenter.segment(text)) {
      graphemes.push({ text: segment, width: displayWidth(segment) });
    }
  }

  return graphemes;
}
