import { Generations } from './generations.js';
import { findIslands, simpleWidth } from './simple.js';
import { displayWidth } from './width.js';

/** One drawn character and the columns that it takes. */
export interface Grapheme {
  text: string;
  width: number;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const segmented = new Generations<readonly Grapheme[]>(1024);

function segment(island: string): readonly Grapheme[] {
  let graphemes = segmented.get(island);
  if (graphemes === undefined) {
    graphemes = Array.from(segmenter.segment(island), ({ segment: text }) => ({
      text,
      width: displayWidth(text),
    }));
    segmented.set(island, graphemes);
  }

  return graphemes;
}

/**
 * Calls `visit` for each drawn character of text without escape sequences, until it returns `false`.
 *
 * Only what is not simple is segmented, which costs microseconds per character, and that is remembered.
 */
export function walkGraphemes(text: string, visit: (character: string, width: number) => boolean): void {
  const visitSimple = (start: number, end: number) => {
    for (let index = start; index < end; index++) {
      if (!visit(text[index]!, simpleWidth(text.charCodeAt(index)))) {
        return false;
      }
    }

    return true;
  };

  let done = 0;
  for (const { start, end } of findIslands(text)) {
    if (!visitSimple(done, start)) {
      return;
    }

    for (const grapheme of segment(text.slice(start, end))) {
      if (!visit(grapheme.text, grapheme.width)) {
        return;
      }
    }

    done = end;
  }

  visitSimple(done, text.length);
}

/** Splits text into drawn characters. */
export function splitGraphemes(text: string): Grapheme[] {
  const graphemes: Grapheme[] = [];
  walkGraphemes(text, (character, width) => {
    graphemes.push({ text: character, width });
    return true;
  });
  return graphemes;
}
