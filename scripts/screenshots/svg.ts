import { type Cell, type Look, terminalColours } from './cells.js';
import { cellHeight, cellWidth, draw, isDrawn, noShapes, type Shapes } from './strokes.js';

const margin = 12;
const fontSize = 14;
/** From the top of a cell to the base of its letters, px. */
const baseline = 13;
/** A dim character is this much see-through. */
const dimOpacity = 0.6;
/** What fills the empty part of a gauge. */
const shadeOpacity = 0.2;

/** Characters of one look that stand side by side and are written as one piece of text. */
interface Run {
  readonly column: number;
  readonly row: number;
  readonly look: Look;
  /** Narrow ASCII, wide, or one other character: only the first two keep to the grid by themselves. */
  readonly kind: 'ascii' | 'wide' | 'other';
  text: string;
  columns: number;
}

/** A picture of a terminal's screen, `columns` wide. */
export function svgOf(rows: readonly (readonly Cell[])[], columns: number, title: string): string {
  const width = columns * cellWidth + 2 * margin;
  const height = rows.length * cellHeight + 2 * margin;
  const classes = new Map<string, string>();
  const texts = rows.map((row, y) => textRow(row, y, classes)).join('');
  const styles = [...classes].map(([style, name]) => `.${name}{${style}}`).join('');
  const { foreground, background } = terminalColours;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escaped(title)}</title>`,
    `<style>text{font:${fontSize}px "DejaVu Sans Mono",Menlo,Consolas,"Noto Sans Mono CJK JP","Noto Sans CJK JP",monospace;`,
    `fill:${foreground};white-space:pre}.w{letter-spacing:${round(2 * cellWidth - fontSize)}px}${styles}</style>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
    `<g transform="translate(${margin} ${margin})">`,
    backgrounds(rows),
    texts,
    shapesOf(rows),
    '</g></svg>',
    '',
  ].join('\n');
}

function backgrounds(rows: readonly (readonly Cell[])[]): string {
  let out = '';
  for (const [y, row] of rows.entries()) {
    for (const [first, cells] of groups(row, (cell) => cell.look.background ?? '')) {
      const fill = first.look.background;
      if (fill === undefined) continue;
      out += `<rect x="${round(first.column * cellWidth)}" y="${y * cellHeight}" width="${round(columnsOf(cells) * cellWidth)}" height="${cellHeight}" fill="${fill}"/>`;
    }
  }
  return out;
}

/** Borders, sparklines and gauges, one path a colour and kind of line. */
function shapesOf(rows: readonly (readonly Cell[])[]): string {
  const byColour = new Map<string, Shapes>();
  for (const [y, row] of rows.entries()) {
    for (const [first, cells] of groups(row, (cell) => `${cell.text} ${colourOf(cell.look)}`)) {
      if (!isDrawn(first.text)) continue;
      const colour = colourOf(first.look);
      const shapes = byColour.get(colour) ?? noShapes();
      byColour.set(colour, shapes);
      draw(shapes, first.text, first.column, y, cells.length);
    }
  }
  return [...byColour]
    .map(([colour, { strokes, fills, shades }]) => {
      const lines = [...strokes]
        .map(([width, data]) => `<path fill="none" stroke="${colour}" stroke-width="${width}" d="${data}"/>`)
        .join('');
      return [
        lines,
        fills === '' ? '' : `<path fill="${colour}" d="${fills}"/>`,
        shades === '' ? '' : `<path fill="${colour}" opacity="${shadeOpacity}" d="${shades}"/>`,
      ].join('');
    })
    .join('\n');
}

function textRow(row: readonly Cell[], y: number, classes: Map<string, string>): string {
  const runs = runsOf(row, y);
  if (runs.length === 0) return '';
  const spans = runs.map(({ column, columns, look, kind, text }) => {
    const names = [classOf(look, classes), kind === 'wide' ? 'w' : ''].filter((name) => name !== '');
    const attributes = [
      `x="${round(column * cellWidth)}"`,
      names.length === 0 ? '' : `class="${names.join(' ')}"`,
      // Fonts differ in width: a long text is held to its columns.
      kind === 'ascii' && columns > 3 ? `textLength="${round(columns * cellWidth)}"` : '',
    ];
    return `<tspan ${attributes.filter((a) => a !== '').join(' ')}>${escaped(text)}</tspan>`;
  });
  return `<text y="${y * cellHeight + baseline}">${spans.join('')}</text>\n`;
}

function runsOf(row: readonly Cell[], y: number): Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  for (const { column, width, text, look } of row) {
    if (isDrawn(text)) {
      open = undefined;
      continue;
    }
    const kind = width === 2 ? 'wide' : /^[ -~]$/.test(text) ? 'ascii' : 'other';
    if (open && kind !== 'other' && open.kind === kind && sameText(open.look, look)) {
      open.text += text;
      open.columns += width;
    } else {
      open = { column, row: y, look, kind, text, columns: width };
      runs.push(open);
    }
  }
  return runs.flatMap(withoutGaps);
}

/** Splits a run where it is blank for long, and drops blanks at its ends. */
function withoutGaps(run: Run): Run[] {
  return [...run.text.matchAll(/\S+(?: \S+)*/g)].map((match) =>
    run.kind === 'ascii'
      ? { ...run, text: match[0], column: run.column + match.index, columns: match[0].length }
      : run,
  );
}

const colourOf = (look: Look): string => look.foreground ?? terminalColours.foreground;

const sameText = (a: Look, b: Look): boolean =>
  a.foreground === b.foreground &&
  a.isBold === b.isBold &&
  a.isDim === b.isDim &&
  a.isUnderlined === b.isUnderlined;

function classOf(look: Look, classes: Map<string, string>): string {
  const style = [
    look.foreground === undefined ? '' : `fill:${look.foreground}`,
    look.isBold ? 'font-weight:700' : '',
    look.isDim ? `opacity:${dimOpacity}` : '',
    look.isUnderlined ? 'text-decoration:underline' : '',
  ]
    .filter((part) => part !== '')
    .join(';');
  if (style === '') return '';
  const name = classes.get(style) ?? `c${classes.size}`;
  classes.set(style, name);
  return name;
}

/** Cells side by side with the same key, with the first of each. */
function groups(row: readonly Cell[], key: (cell: Cell) => string): [first: Cell, cells: Cell[]][] {
  const found: [Cell, Cell[]][] = [];
  for (const cell of row) {
    const last = found.at(-1);
    if (last && key(last[0]) === key(cell)) last[1].push(cell);
    else found.push([cell, [cell]]);
  }
  return found;
}

const columnsOf = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.width, 0);
const round = (value: number): string => String(Math.round(value * 10) / 10);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
