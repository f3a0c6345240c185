// Takes the place of `ink/build/line-update.js` in the bundle: the same updates, but only the place where two lines
// part is segmented, not both lines from their start.

import { safeCut } from '../../src/ui/text/simple.js';
import { isPlain, displayWidth as stringWidth } from '../../src/ui/text/width.js';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const sgr = /\u001B\[[\d;]*m/gu;
const control = /\p{Control}/u;
const eraseEndLine = '\u001B[K';
const cursorTo = (column: number) => `\u001B[${column + 1}G`;

/** What turns `previous`, which is on the screen, into `next`; a start that stays the same is left alone where that is safe. */
export default function lineUpdate(previous: string, next: string, columns?: number): string {
  const full = cursorTo(0) + eraseEndLine + next;
  if (columns === undefined || Number.isNaN(columns) || columns < 1) {
    return full;
  }

  const commonLength = lengthInCommon(previous, next);
  if (commonLength === 0) {
    return full;
  }

  const previousText = previous.replaceAll(sgr, '');
  const nextText = next.replaceAll(sgr, '');
  if (control.test(previousText) || control.test(nextText)) {
    return full;
  }

  const codes = [...next.matchAll(sgr)];
  let textLimit = commonLength;
  for (const { 0: code, index } of codes) {
    if (index >= commonLength) {
      break;
    }

    textLimit -= Math.min(code.length, commonLength - index);
  }

  const isAscii = isPlain(previousText) && isPlain(nextText);
  const textLength = isAscii ? textLimit : charactersInCommon(previousText, nextText, textLimit);
  const column = isAscii ? textLimit : stringWidth(nextText.slice(0, textLength));
  // A cursor that waits at the last cell to wrap can't be set again, so lines that are too long are drawn as a whole.
  if (
    column === 0 ||
    column >= columns ||
    column + stringWidth(previousText.slice(textLength)) > columns ||
    column + stringWidth(nextText.slice(textLength)) > columns
  ) {
    return full;
  }

  let offset = textLength;
  let styles = '';
  for (const { 0: code, index } of codes) {
    if (index > offset || index + code.length > commonLength) {
      break;
    }

    offset += code.length;
    styles += code;
  }

  const partial = cursorTo(column) + eraseEndLine + styles + next.slice(offset);
  return partial.length < full.length ? partial : full;
}

function lengthInCommon(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) {
    length++;
  }

  return length;
}

/** Length of the drawn characters that both texts begin with, of which the first `limit` units are the same. */
function charactersInCommon(previous: string, next: string, limit: number): number {
  let length = safeCut(next, limit);
  const previousSegments = segmenter.segment(previous.slice(length))[Symbol.iterator]();
  for (const { segment } of segmenter.segment(next.slice(length))) {
    if (length + segment.length > limit || previousSegments.next().value?.segment !== segment) {
      break;
    }

    length += segment.length;
  }

  return length;
}
