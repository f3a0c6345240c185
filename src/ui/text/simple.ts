/**
 * Simple characters: ASCII, most Latin, Greek, Cyrillic, kana, kanji, box drawing, arrows.
 *
 * Each is one UTF-16 unit, never joins with another of them, and has a width that follows from its range alone; the
 * tests compare every one of them with string-width and with the segmentation of the runtime.
 */
const simple =
  ' -~\\u00A1-\\u00AC\\u00AE-\\u02FF\\u0391-\\u03C9\\u0400-\\u0481\\u2010-\\u2027\\u2190-\\u21FF\\u2500-\\u25FC' +
  '\\u3000-\\u3029\\u3041-\\u3096\\u30A1-\\u30FF\\u4E00-\\u9FFF\\uFF01-\\uFF9D';

const onlySimple = new RegExp(`^[${simple}]*$`);

/** Whatever is not simple, with the simple character on either side, because those may join with it. */
const islands = new RegExp(`[${simple}]?[^${simple}]+(?:[${simple}][^${simple}]+)*[${simple}]?`, 'g');

export function isSimple(text: string): boolean {
  return onlySimple.test(text);
}

/** The last index up to `limit` before which characters end whatever follows `limit`; 0 where there is none. */
export function safeCut(text: string, limit: number): number {
  for (let index = limit - 1; index > 0; index--) {
    if (isSimple(text.slice(index - 1, index + 1))) {
      return index;
    }
  }

  return 0;
}

/** Columns of one UTF-16 unit of simple text. */
export function simpleWidth(code: number): 1 | 2 {
  return code >= 0x3000 && (code < 0xff61 || code > 0xff9d) ? 2 : 1;
}

/** Columns of the units from `start` to before `end`, which are all simple. */
export function sumOfWidths(text: string, start: number, end: number): number {
  let columns = end - start;
  for (let index = start; index < end; index++) {
    if (text.charCodeAt(index) >= 0x3000) {
      columns += simpleWidth(text.charCodeAt(index)) - 1;
    }
  }

  return columns;
}

/** The parts of a text between which characters never join; `start` and `end` are indexes into it. */
export function* findIslands(text: string): Generator<{ start: number; end: number }, void> {
  for (const { 0: island, index } of text.matchAll(islands)) {
    yield { start: index, end: index + island.length };
  }
}
