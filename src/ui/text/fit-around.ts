import { fitColumns, sliceColumns } from './fit.js';
import { displayWidth } from './width.js';

/** A line cut to a width, and where in it the part stands that must be seen. */
export interface FittedAround {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/**
 * Cuts `text` to at most `width` columns so that `[start, end)` (indexes into it) stays visible, with some of what stands
 * before it; an ellipsis marks each end that was cut.
 */
export function fitAround(
  text: string,
  range: readonly [number, number],
  width: number,
  ellipsis: '…' | '~' = '…',
): FittedAround {
  const [start, end] = [outside(text, range[0], -1), outside(text, range[1], 1)];
  const whole = { before: text.slice(0, start), match: text.slice(start, end), after: text.slice(end) };
  if (width <= 0) return { before: '', match: '', after: '' };
  const [head, middle, tail] = [whole.before, whole.match, whole.after].map(displayWidth) as [
    number,
    number,
    number,
  ];
  if (head + middle + tail <= width) return whole;
  // A third of what the match leaves goes to what stands before it: causes are followed by their explanation.
  const spare = Math.max(0, width - middle);
  const headRoom = Math.min(head, tail < spare ? Math.max(spare - tail, 0) : Math.floor(spare / 3));
  const before =
    headRoom >= head
      ? whole.before
      : headRoom > 0
        ? `${ellipsis}${sliceColumns(whole.before, head - headRoom + 1, headRoom - 1)}`
        : '';
  const left = width - Math.min(head, headRoom);
  if (middle >= left) {
    return {
      before,
      match: middle + tail > left ? cut(whole.match + whole.after, left, ellipsis) : whole.match,
      after: '',
    };
  }
  return { before, match: whole.match, after: cut(whole.after, left - middle, ellipsis) };
}

const cut = (text: string, width: number, ellipsis: '…' | '~') =>
  displayWidth(text) <= width ? text : fitColumns(text, width, { ellipsis });

/** An index that does not stand within a surrogate pair; half a character has no width. */
const outside = (text: string, index: number, step: 1 | -1): number =>
  /[\uDC00-\uDFFF]/.test(text[index] ?? '') && /[\uD800-\uDBFF]/.test(text[index - 1] ?? '')
    ? index + step
    : index;
