/** Size of a cell in the picture, px. The font is 14 px high. */
export const cellWidth = 8.4;
export const cellHeight = 18;

/** Whether a character is drawn as a shape: fonts leave gaps between the cells of a border. */
export const isDrawn = (text: string): boolean => /^[─│╭╮╰╯━┃┏┓┗┛▁-█░]$/.test(text);

/** Which edges of the cell a line reaches from its middle: up, right, down, left; and its width, px. */
const lines: Readonly<Record<string, readonly [edges: string, width: number]>> = {
  '─': ['rl', 1],
  '│': ['ud', 1],
  '━': ['rl', 2],
  '┃': ['ud', 2],
  '┏': ['dr', 2],
  '┓': ['dl', 2],
  '┗': ['ur', 2],
  '┛': ['ul', 2],
};

/** Rounded corners: from one edge to the other, bent at the middle. */
const corners: Readonly<Record<string, string>> = { '╭': 'dr', '╮': 'dl', '╰': 'ur', '╯': 'ul' };

/** Blocks leave this much of the cell's height free, px, so that bars of neighbouring rows stay apart. */
const blockGap = 3;

/** Filled or stroked shapes of one colour. */
export interface Shapes {
  /** SVG path data by stroke width. */
  readonly strokes: Map<number, string>;
  fills: string;
  /** Filled, and mostly see-through. */
  shades: string;
}

export const noShapes = (): Shapes => ({ strokes: new Map(), fills: '', shades: '' });

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** Adds `count` equal characters that begin at a column of a row. */
export function draw(shapes: Shapes, text: string, column: number, row: number, count: number): void {
  const left = column * cellWidth;
  const top = row * cellHeight;
  const add = (width: number, data: string): void => {
    shapes.strokes.set(width, (shapes.strokes.get(width) ?? '') + data);
  };
  const line = lines[text];
  if (line?.[0] === 'rl') {
    add(line[1], `M${round(left)} ${top + cellHeight / 2}h${round(cellWidth * count)}`);
    return;
  }
  if (/[▁-█░]/.test(text)) {
    // U+2581 to U+2588 are the eighths of a block.
    // A full block fills its cell, as the large letters of the wall need it.
    const isFull = text === '█';
    const full = isFull ? cellHeight : cellHeight - blockGap;
    const base = isFull ? top + cellHeight : top + cellHeight - 1;
    const height = text === '░' ? full : ((text.charCodeAt(0) - 0x2580) / 8) * full;
    const block = `M${round(left)} ${base}v-${round(height)}h${round(cellWidth * count)}v${round(height)}z`;
    if (text === '░') shapes.shades += block;
    else shapes.fills += block;
    return;
  }
  for (let i = 0; i < count; i++) drawOne(add, text, left + i * cellWidth, top);
}

function drawOne(add: (width: number, data: string) => void, text: string, left: number, top: number): void {
  const x = round(left + cellWidth / 2);
  const y = top + cellHeight / 2;
  const bottom = top + cellHeight;
  const edge = (side: string): string =>
    ({
      u: `${x} ${top}`,
      d: `${x} ${bottom}`,
      l: `${round(left)} ${y}`,
      r: `${round(left + cellWidth)} ${y}`,
    })[side] ?? '';
  const line = lines[text];
  const corner = corners[text];
  if (line) {
    const [from = '', to = ''] = line[0];
    add(line[1], from + to === 'ud' ? `M${edge('u')}V${bottom}` : `M${edge(from)}L${x} ${y}L${edge(to)}`);
  } else if (corner) {
    const [from = '', to = ''] = corner;
    add(1, `M${edge(from)}Q${x} ${y} ${edge(to)}`);
  }
}
