import { sanitizeLine } from '../../domain/text/sanitize.js';
import { splitGraphemes, walkGraphemes } from './graphemes.js';
import { isSimple, simpleWidth } from './simple.js';
import { displayWidth, isPlain } from './width.js';

export interface FitOptions {
  /** Default: `left`. */
  align?: 'left' | 'right';
  /** Drawn where text was cut, one column wide; `''` cuts without a mark. Default: `…`. */
  ellipsis?: '…' | '~' | '';
}

const controls = /[\p{Cc}\p{Cs}]/u;

/** Callers pass sanitised text; what still holds a control character has no defined width and is sanitised here. */
function measurable(text: string): string {
  return controls.test(text) ? sanitizeLine(text) : text;
}

/**
 * Pads or cuts `text` to exactly `width` columns.
 *
 * A wide character is never split: where only half of it would fit, a space stands instead.
 */
export function fitColumns(text: string, width: number, options: FitOptions = {}): string {
  if (width <= 0) {
    return '';
  }

  const { align = 'left', ellipsis = '…' } = options;
  if (isPlain(text)) {
    if (text.length <= width) {
      return align === 'left' ? text.padEnd(width) : text.padStart(width);
    }

    return text.slice(0, width - ellipsis.length) + ellipsis;
  }

  const safe = measurable(text);
  const columns = displayWidth(safe);
  if (columns <= width) {
    return align === 'left' ? padEnd(safe, columns, width) : padStart(safe, columns, width);
  }

  return padEnd(takeColumns(safe, width - ellipsis.length) + ellipsis, undefined, width);
}

/** Like {@link fitColumns}, but cuts the middle and keeps both ends: for names whose end tells them apart. */
export function fitMiddle(text: string, width: number, options: FitOptions = {}): string {
  const safe = measurable(text);
  if (width < 3 || displayWidth(safe) <= width) {
    return fitColumns(safe, width, options);
  }

  const { ellipsis = '…' } = options;
  const headWidth = Math.ceil((width - ellipsis.length) / 2);
  const tailWidth = width - ellipsis.length - headWidth;
  if (isPlain(safe)) {
    return safe.slice(0, headWidth) + ellipsis + safe.slice(safe.length - tailWidth);
  }

  return padEnd(takeColumns(safe, headWidth) + ellipsis + takeLastColumns(safe, tailWidth), undefined, width);
}

/**
 * The columns `from` up to `from + width` of `text`, padded to exactly `width`: for horizontal scrolling.
 *
 * Half a wide character at either edge becomes a space.
 */
export function sliceColumns(text: string, from: number, width: number): string {
  if (width <= 0) {
    return '';
  }

  const start = Math.max(0, from);
  if (isPlain(text)) {
    return text.slice(start, start + width).padEnd(width);
  }

  const end = start + width;
  let column = 0;
  let result = '';
  walkGraphemes(measurable(text), (character, characterWidth) => {
    const next = column + characterWidth;
    if (column >= start && next <= end) {
      // A mark without width at the very start would join with what stands to the left.
      result += characterWidth === 0 && result === '' ? '' : character;
    } else if (next > start && column < end) {
      result += ' '.repeat(Math.min(next, end) - Math.max(column, start));
    }

    column = next;
    return column < end;
  });
  return padEnd(result, undefined, width);
}

/** Breaks `text` into rows of at most `width` columns, at any character: logs are cut where they are, not at words. */
export function wrapColumns(text: string, width: number): string[] {
  if (width <= 0) {
    return [];
  }

  if (isPlain(text)) {
    const rows: string[] = [];
    for (let start = 0; start < text.length; start += width) {
      rows.push(text.slice(start, start + width));
    }

    return rows.length === 0 ? [''] : rows;
  }

  const rows: string[] = [];
  let row = '';
  let columns = 0;
  walkGraphemes(measurable(text), (character, characterWidth) => {
    // A single column has no room for a wide character.
    const isTooWide = characterWidth > width;
    const drawnWidth = isTooWide ? 1 : characterWidth;
    if (columns + drawnWidth > width) {
      rows.push(row);
      row = '';
      columns = 0;
    }

    row += isTooWide ? '?' : character;
    columns += drawnWidth;
    return true;
  });
  rows.push(row);
  return rows;
}

/** The longest start of `text` that takes at most `width` columns. */
export function takeColumns(text: string, width: number): string {
  if (isSimple(text)) {
    let columns = 0;
    for (let index = 0; index < text.length; index++) {
      columns += simpleWidth(text.charCodeAt(index));
      if (columns > width) {
        return text.slice(0, index);
      }
    }

    return text;
  }

  let columns = 0;
  let result = '';
  walkGraphemes(text, (character, characterWidth) => {
    columns += characterWidth;
    if (columns <= width) {
      result += character;
    }

    return columns <= width;
  });
  return result;
}

function takeLastColumns(text: string, width: number): string {
  const graphemes = splitGraphemes(text);
  let columns = 0;
  let first = graphemes.length;
  while (first > 0 && columns + graphemes[first - 1]!.width <= width) {
    first--;
    columns += graphemes[first]!.width;
  }

  return graphemes
    .slice(first)
    .map((grapheme) => grapheme.text)
    .join('');
}

function padEnd(text: string, columns: number | undefined, width: number): string {
  const padded = text + ' '.repeat(Math.max(0, width - (columns ?? displayWidth(text))));
  return settle(padded, width);
}

function padStart(text: string, columns: number, width: number): string {
  return settle(' '.repeat(width - columns) + text, width);
}

/** A few scripts have characters that swallow the one after them, so the sum of the parts may miss the whole by one. */
function settle(text: string, width: number): string {
  if (isSimple(text)) {
    return text;
  }

  let settled = text;
  for (let columns = displayWidth(settled); columns < width; columns = displayWidth(settled)) {
    settled += ' ';
  }

  return displayWidth(settled) > width ? padEnd(takeColumns(settled, width - 1), undefined, width) : settled;
}
