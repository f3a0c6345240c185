import {
  type AnsiCode,
  ansiCodesToString,
  diffAnsiCodes,
  reduceAnsiCodesIncremental,
  type StyledChar,
  styledCharsFromTokens,
  tokenize,
} from '@alcalzone/ansi-tokenize';
import stringWidth from 'string-width';
import { Generations } from '../../src/ui/text/generations.js';
import { walkGraphemes } from '../../src/ui/text/graphemes.js';
import { isSimple, simpleWidth } from '../../src/ui/text/simple.js';

/** A set of styles; equal sets are one object, so that comparing them costs nothing. */
export type Styles = readonly AnsiCode[];

/** What stands in one cell, or in the first cell of a wide character. */
export interface Character {
  value: string;
  styles: Styles;
  /** Columns by string-width; 0 for a lone combining mark. */
  width: number;
}

/** Neighbouring characters with the same styles. */
export interface Run {
  text: string;
  styles: Styles;
}

/** Cells that a run or a line takes: no character takes less than one. */
export function cellsOf(character: Character): number {
  return Math.max(1, character.width);
}

/** Colours made of numbers could be endless; dropping all of them costs one slow frame. */
const mostStyles = 4096;

const internedStyles = new Map<string, Styles>();
export const noStyles: Styles = intern([]);

function intern(codes: readonly AnsiCode[]): Styles {
  const key = codes.map(({ code, endCode }) => `${code}\0${endCode}`).join('\0');
  let styles = internedStyles.get(key);
  if (styles === undefined) {
    if (internedStyles.size >= mostStyles) {
      internedStyles.clear();
      internedStyles.set('', noStyles);
      transitions.clear();
      applied.clear();
    }

    styles = codes;
    internedStyles.set(key, styles);
  }

  return styles;
}

const transitions = new Map<Styles, Map<Styles, string>>();

/** The escape sequences that lead from one set of styles to another. */
export function transition(from: Styles, to: Styles): string {
  if (from === to) {
    return '';
  }

  let known = transitions.get(from);
  if (known === undefined) {
    known = new Map();
    transitions.set(from, known);
  }

  let codes = known.get(to);
  if (codes === undefined) {
    codes = isSame(from, to) ? '' : ansiCodesToString(diffAnsiCodes([...from], [...to]));
    known.set(to, codes);
  }

  return codes;
}

function isSame(from: Styles, to: Styles): boolean {
  return (
    from.length === to.length &&
    from.every(({ code, endCode }, index) => code === to[index]!.code && endCode === to[index]!.endCode)
  );
}

const applied = new Map<Styles, Map<string, Styles>>();

/** Styles after an SGR sequence. */
function apply(styles: Styles, sgr: string): Styles {
  let known = applied.get(styles);
  if (known === undefined) {
    known = new Map();
    applied.set(styles, known);
  }

  let result = known.get(sgr);
  if (result === undefined) {
    const codes = tokenize(sgr).filter((token) => token.type === 'ansi');
    result = intern(
      codes.reduce<AnsiCode[]>((reduced, code) => reduceAnsiCodesIncremental(reduced, [code]), [...styles]),
    );
    known.set(sgr, result);
  }

  return result;
}

const sgrSequence = /(\u001B\[[\d;]*m)/;
const otherSequences = /[\u001B\u009B]/;
const ignorable = /^\p{Default_Ignorable_Code_Point}+$/u;

interface Parsed {
  characters: readonly Character[];
  /** Styles in force after the last character. */
  end: Styles;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Whether a part after a colour begins with something that joins with the `m` before it, which then is lost. */
function joinsWithSequence(part: string): boolean {
  return [...segmenter.segment(`m${part.slice(0, 16)}`)][0]!.segment.length > 1;
}

/** Splits a row without line breaks into characters, beginning with `start`. */
function parse(row: string, start: Styles): Parsed {
  const parts = row.split(sgrSequence);
  const characters: Character[] = [];
  let styles = start;
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) {
      styles = apply(styles, part);
    } else if (isSimple(part)) {
      for (let at = 0; at < part.length; at++) {
        characters.push({ value: part[at]!, styles, width: simpleWidth(part.charCodeAt(at)) });
      }
    } else if (otherSequences.test(part) || (index > 0 && joinsWithSequence(part))) {
      return parseAnything(row, start);
    } else {
      const current = styles;
      walkGraphemes(part, (value, width) => {
        if (!ignorable.test(value)) {
          characters.push({ value, styles: current, width });
        }

        return true;
      });
    }
  }

  return { characters, end: styles };
}

function parseAnything(row: string, start: Styles): Parsed {
  const characters: Character[] = [];
  let styles = start;
  for (const token of tokenize(row)) {
    if (token.type === 'ansi') {
      styles = intern(reduceAnsiCodesIncremental([...styles], [token]));
    } else if (token.type === 'char' && !ignorable.test(token.value)) {
      characters.push({ value: token.value, styles, width: stringWidth(token.value) });
    }
  }

  return { characters, end: styles };
}

/** What styledCharsToString of ansi-tokenize gives. */
export function joinRuns(runs: readonly Run[]): string {
  let text = '';
  let styles = noStyles;
  for (const run of runs) {
    text += transition(styles, run.styles) + run.text;
    styles = run.styles;
  }

  return text + transition(styles, noStyles);
}

export function toRuns(characters: readonly Character[]): Run[] {
  const runs: Run[] = [];
  for (const { value, styles } of characters) {
    const last = runs.at(-1);
    if (last?.styles === styles) {
      last.text += value;
    } else {
      runs.push({ text: value, styles });
    }
  }

  return runs;
}

let lineCount = 0;

/** One line of text with its styles, parsed when that is needed and kept for later frames. */
export class StyledLine {
  /** Stands for the line in the keys of rows. */
  readonly id = ++lineCount;
  readonly text: string;
  #characters: readonly Character[] | undefined;
  #runs: readonly Run[] | undefined;
  #cells = -1;
  #width = -1;
  #whole: StyledLine | undefined;
  #slices: Map<string, StyledLine> | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get characters(): readonly Character[] {
    this.#characters ??= parse(this.text, noStyles).characters;
    return this.#characters;
  }

  get runs(): readonly Run[] {
    this.#runs ??= toRuns(this.characters);
    return this.#runs;
  }

  /** Cells that it takes when written. */
  get cells(): number {
    if (this.#cells < 0) {
      this.#cells = this.characters.reduce((sum, character) => sum + cellsOf(character), 0);
    }

    return this.#cells;
  }

  get width(): number {
    if (this.#width < 0) {
      this.#width = stringWidth(this.text);
    }

    return this.#width;
  }

  /** The part in the columns from `from` to before `to`; half a wide character becomes a space. */
  slice(from: number, to: number): StyledLine {
    if (from === 0 && to === this.width) {
      this.#whole ??= this.#cut(from, to);
      return this.#whole;
    }

    this.#slices ??= new Map();
    const key = `${from},${to}`;
    let part = this.#slices.get(key);
    if (part === undefined) {
      part = this.#cut(from, to);
      // A line that scrolls sideways has few positions; one that has more is not worth remembering.
      if (this.#slices.size < 64) {
        this.#slices.set(key, part);
      }
    }

    return part;
  }

  #cut(from: number, to: number): StyledLine {
    if (from >= to) {
      return lineOf('');
    }

    const kept: Character[] = [];
    let column = 0;
    for (const character of this.characters) {
      const start = column;
      column += character.width;
      if (column <= from) {
        continue;
      }

      if (start >= to) {
        break;
      }

      const isSplit = character.width > 1 && (start < from || column > to);
      kept.push(isSplit ? { value: ' ', styles: character.styles, width: 1 } : character);
    }

    return lineOf(joinRuns(toRuns(kept)));
  }
}

// Some screens' worth: a line that is on screen is asked for with each frame, and a parsed line is large.
const lines = new Generations<StyledLine>(768);

export function lineOf(text: string): StyledLine {
  let line = lines.get(text);
  if (line === undefined) {
    line = new StyledLine(text);
    lines.set(text, line);
  }

  return line;
}

interface Row {
  line: StyledLine;
  end: Styles;
}

const rows = new Generations<Row>(768);

/** One row of a text that may hold several, beginning with the styles that the row before left open. */
function rowOf(raw: string, start: Styles): Row {
  if (start !== noStyles) {
    const { characters, end } = parse(raw, start);
    return { line: lineOf(joinRuns(toRuns(characters))), end };
  }

  let row = rows.get(raw);
  if (row === undefined) {
    const { characters, end } = parse(raw, start);
    row = { line: lineOf(joinRuns(toRuns(characters))), end };
    rows.set(raw, row);
  }

  return row;
}

/** Sequences that may reach over a line break, or controls that join with one: the text must be read as a whole. */
const reachesOverBreaks = /[\r\u009B]|\u001B\]/;

/** A text as it is written: its lines, styles carried from each to the next, and the width of the widest. */
export interface StyledText {
  lines: readonly StyledLine[];
  widest: number;
}

const texts = new Generations<StyledText>(512);

export function textOf(text: string): StyledText {
  let styled = texts.get(text);
  if (styled === undefined) {
    const raws = text.split('\n');
    const widest = raws.reduce((greatest, raw) => Math.max(greatest, stringWidth(raw)), 0);
    styled = { lines: reachesOverBreaks.test(text) ? splitWhole(text) : splitRows(raws), widest };
    texts.set(text, styled);
  }

  return styled;
}

function splitRows(raws: readonly string[]): StyledLine[] {
  let styles = noStyles;
  return raws.map((raw) => {
    const { line, end } = rowOf(raw, styles);
    styles = end;
    return line;
  });
}

function splitWhole(text: string): StyledLine[] {
  const split: StyledChar[][] = [[]];
  for (const character of styledCharsFromTokens(tokenize(text))) {
    if (ignorable.test(character.value)) {
      continue;
    }

    if (character.value === '\n') {
      split.push([]);
    } else {
      split.at(-1)!.push(character);
    }
  }

  return split.map((characters) =>
    lineOf(joinRuns(characters.map(({ value, styles }) => ({ text: value, styles: intern(styles) })))),
  );
}
