import { displayWidth } from '../../ui/text/width.js';
import { limitRows, wrapWords } from '../../ui/text/wrap-words.js';
import type { Tone } from '../../ui/theme.js';
import { type Span, span } from '../lines.js';

export interface ParagraphOptions {
  /** Stands before the first row; the others are indented by its width. */
  readonly label?: string;
  readonly labelTone?: Tone;
  readonly tone?: Tone;
  readonly width: number;
  /** Rows at most. */
  readonly max?: number;
  readonly ellipsis?: '…' | '~';
}

/** A sentence broken into rows under each other. */
export function paragraph(text: string, options: ParagraphOptions): Span[][] {
  const {
    label = '',
    labelTone = 'dim',
    tone,
    width,
    max = Number.POSITIVE_INFINITY,
    ellipsis = '…',
  } = options;
  const indent = label === '' ? 0 : displayWidth(label) + 1;
  // Beside a label that takes most of the width there is no room for a sentence.
  const beside = indent <= width / 2;
  const room = Math.max(1, beside ? width - indent : width);
  const rows = limitRows(wrapWords(text, room), max, room, ellipsis);
  const head: Span[] = label === '' ? [] : [span(label, labelTone), span(' ')];
  if (!beside) return [head, ...rows.map((row) => [span(row, tone)])];
  return rows.map((row, i) => [...(i === 0 ? head : [span(' '.repeat(indent))]), span(row, tone)]);
}
