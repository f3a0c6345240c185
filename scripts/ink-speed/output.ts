// Takes the place of `ink/build/output.js` in the bundle: the same frames, but what was parsed, cut and joined for one
// frame is still there for the next, and a row is only made anew when one of its segments changed.
import stringWidth from 'string-width';
import { Generations } from '../../src/ui/text/generations.js';
import {
  type Character,
  cellsOf,
  joinRuns,
  lineOf,
  noStyles,
  type Run,
  type StyledLine,
  textOf,
} from './styled-line.js';

interface Clip {
  x1: number | undefined;
  x2: number | undefined;
  y1: number | undefined;
  y2: number | undefined;
}

type Transformer = (line: string, index: number) => string;

interface Write {
  type: 'write';
  x: number;
  y: number;
  text: string;
  transformers: readonly Transformer[];
}

type Operation = Write | { type: 'clip'; clip: Clip } | { type: 'unclip' };

/** A line at its place in a row. */
interface Segment {
  x: number;
  line: StyledLine;
}

function intersectBound(
  a: number | undefined,
  b: number | undefined,
  tighter: (a: number, b: number) => number,
): number | undefined {
  if (a === undefined) {
    return b;
  }

  return b === undefined ? a : tighter(a, b);
}

function intersectClips(outer: Clip | undefined, inner: Clip): Clip {
  if (outer === undefined) {
    return inner;
  }

  return {
    x1: intersectBound(outer.x1, inner.x1, Math.max),
    x2: intersectBound(outer.x2, inner.x2, Math.min),
    y1: intersectBound(outer.y1, inner.y1, Math.max),
    y2: intersectBound(outer.y2, inner.y2, Math.min),
  };
}

function isEmpty({ x1, x2, y1, y2 }: Clip): boolean {
  return (
    (x1 !== undefined && x2 !== undefined && x1 >= x2) || (y1 !== undefined && y2 !== undefined && y1 >= y2)
  );
}

/** Rows by width and segments; a screen has some fifty of them. */
const finishedRows = new Generations<string>(256);

export default class Output {
  readonly width: number;
  readonly height: number;
  readonly #operations: Operation[] = [];

  constructor({ width, height }: { width: number; height: number }) {
    this.width = width;
    this.height = height;
  }

  write(
    x: number,
    y: number,
    text: string,
    { transformers }: { transformers: readonly Transformer[] },
  ): void {
    if (text !== '') {
      this.#operations.push({ type: 'write', x, y, text, transformers });
    }
  }

  clip(clip: Clip): void {
    this.#operations.push({ type: 'clip', clip });
  }

  unclip(): void {
    this.#operations.push({ type: 'unclip' });
  }

  get(): { output: string; height: number } {
    const rows: Segment[][] = [];
    for (let y = 0; y < this.height; y++) {
      rows.push([]);
    }

    const clips: Clip[] = [];
    for (const operation of this.#operations) {
      if (operation.type === 'clip') {
        clips.push(intersectClips(clips.at(-1), operation.clip));
      } else if (operation.type === 'unclip') {
        clips.pop();
      } else {
        place(rows, operation, clips.at(-1));
      }
    }

    return { output: rows.map((row) => this.#finish(row)).join('\n'), height: rows.length };
  }

  #finish(segments: Segment[]): string {
    if (segments.length === 0) {
      return '';
    }

    let key = String(this.width);
    for (const { x, line } of segments) {
      key += `,${x}:${line.id}`;
    }

    let row = finishedRows.get(key);
    if (row === undefined) {
      row = joinApart(segments, this.width) ?? overlay(segments, this.width);
      finishedRows.set(key, row);
    }

    return row;
  }
}

/** Clips and transforms the lines of a text, and puts them into the rows where they will be drawn. */
function place(rows: Segment[][], { text, transformers, x, y }: Write, clip: Clip | undefined): void {
  const { lines: all, widest } = textOf(text);
  let lines = all;
  let left = x;
  let top = y;
  if (clip !== undefined) {
    if (isEmpty(clip)) {
      return;
    }

    const { x1, x2, y1, y2 } = clip;
    const isClippedAcross = x1 !== undefined && x2 !== undefined;
    const isClippedDown = y1 !== undefined && y2 !== undefined;
    if (isClippedAcross && (x + widest < x1 || x > x2)) {
      return;
    }

    if (isClippedDown && (y + lines.length < y1 || y > y2)) {
      return;
    }

    if (isClippedDown) {
      const from = y < y1 ? y1 - y : 0;
      const to = y + lines.length > y2 ? y2 - y : lines.length;
      lines = lines.slice(from, to);
      top = Math.max(y, y1);
    }

    if (isClippedAcross) {
      lines = lines.map((line) => {
        const from = x < x1 ? x1 - x : 0;
        const { width } = line;
        return line.slice(from, x + width > x2 ? x2 - x : width);
      });
      left = Math.max(x, x1);
    }
  }

  for (const [index, line] of lines.entries()) {
    const row = rows[top + index];
    if (row === undefined) {
      continue;
    }

    let drawn = line;
    for (const transformer of transformers) {
      drawn = lineOf(transformer(drawn.text, index + top - y));
    }

    if (drawn.characters.length > 0) {
      row.push({ x: left, line: drawn });
    }
  }
}

/** Joins segments that neither touch each other's cells nor leave the row; `undefined` where they do. */
function joinApart(segments: readonly Segment[], width: number): string | undefined {
  const ordered = segments.toSorted((a, b) => a.x - b.x);
  const runs: Run[] = [];
  let column = 0;
  for (const { x, line } of ordered) {
    if (x < column || !Number.isInteger(x)) {
      return undefined;
    }

    if (x > column) {
      runs.push({ text: ' '.repeat(x - column), styles: noStyles });
    }

    runs.push(...line.runs);
    column = x + line.cells;
  }

  if (column > width) {
    return undefined;
  }

  if (column < width) {
    runs.push({ text: ' '.repeat(width - column), styles: noStyles });
  }

  return joinRuns(runs).trimEnd();
}

function blank(character: Character | undefined): Character {
  return { value: ' ', styles: character?.styles ?? noStyles, width: 1 };
}

/** Writes segments over each other cell by cell, as Ink does. */
function overlay(segments: readonly Segment[], width: number): string {
  const cells: (Character | undefined)[] = [];
  for (let x = 0; x < width; x++) {
    cells.push({ value: ' ', styles: noStyles, width: 1 });
  }

  for (const { x, line } of segments) {
    let at = x;
    // A write that begins in the middle of a wide character leaves a space in place of its first half.
    if (cells[at]?.value === '' && at > 0 && stringWidth(cells[at - 1]?.value ?? '') > 1) {
      cells[at - 1] = blank(cells[at - 1]);
    }

    for (const character of line.characters) {
      const span = cellsOf(character);
      cells[at] = character;
      for (let offset = 1; offset < span; offset++) {
        cells[at + offset] = { value: at < 0 ? ' ' : '', styles: character.styles, width: 0 };
      }

      at += span;
    }

    // A write that ends in the middle of a wide character leaves a space in place of its second half.
    if (cells[at]?.value === '') {
      cells[at] = blank(cells[at]);
    }
  }

  return joinRuns(
    cells.filter((cell) => cell !== undefined).map(({ value, styles }) => ({ text: value, styles })),
  ).trimEnd();
}
