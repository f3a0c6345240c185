import type headless from '@xterm/headless';

/** What a terminal shows at one moment. */
export class Screen {
  readonly columns: number;
  /** Rows of exactly `columns` cells; a wide character takes two of them. */
  readonly cells: readonly (readonly string[])[];
  readonly rows: readonly string[];
  readonly text: string;
  /** The row on which the cursor is, from 0. */
  readonly cursorRow: number;

  constructor(xterm: InstanceType<typeof headless.Terminal>) {
    const buffer = xterm.buffer.active;
    this.columns = xterm.cols;
    this.cursorRow = buffer.cursorY;
    const cell = buffer.getNullCell();
    this.cells = Array.from({ length: xterm.rows }, (_, y) => {
      const line = buffer.getLine(buffer.baseY + y);
      return Array.from({ length: xterm.cols }, (_, x) => {
        const found = line?.getCell(x, cell);
        // The second half of a wide character has width 0 and no text.
        return found === undefined || found.getWidth() === 0 ? '' : found.getChars() || ' ';
      });
    });
    this.rows = this.cells.map((row) => row.join(''));
    this.text = this.rows.join('\n');
  }

  toString(): string {
    const last = this.rows.findLastIndex((row) => row.trim() !== '');
    return this.rows
      .slice(0, last + 1)
      .map((row, y) => `${String(y + 1).padStart(3)}▕${row}▏`)
      .join('\n');
  }

  /** Text of a rectangle, row by row. */
  area({ x, y, width, height }: Area): string[] {
    return this.cells.slice(y, y + height).map((row) => row.slice(x, x + width).join(''));
  }
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Rows between the header lines and the footer. */
export function bodyOf(screen: Screen): Area {
  const top = screen.rows.length >= 30 ? 3 : 2;
  // The line of a drill stands above the footer.
  const drill = screen.rows.filter((row) => /^[▌>] /.test(row)).length;
  return { x: 0, y: top, width: screen.columns, height: screen.rows.length - top - 1 - drill };
}

/** The six panes of the overview, in their order. */
export function panesOf(screen: Screen): Area[] {
  const body = bodyOf(screen);
  const across = screen.columns >= 180 ? 3 : 2;
  const widths = share(body.width, across);
  const heights = share(body.height, 6 / across);
  return heights.flatMap((height, row) =>
    widths.map((width, column) => ({
      x: sum(widths.slice(0, column)),
      y: body.y + sum(heights.slice(0, row)),
      width,
      height,
    })),
  );
}

const share = (total: number, parts: number): number[] => {
  const each = Math.floor(total / parts);
  return Array.from({ length: parts }, (_, i) => each + (i < total - each * parts ? 1 : 0));
};
const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

const corners = {
  topLeft: '╭┏+#',
  topRight: '╮┓+#',
  bottomLeft: '╰┗+#',
  bottomRight: '╯┛+#',
  side: '│┃|#',
  bottom: '─━-=',
} as const;

/** Why a frame at this place is not whole; undefined when all its borders stand where they belong. */
export function brokenFrame(screen: Screen, { x, y, width, height }: Area): string | undefined {
  const at = (column: number, row: number): string => screen.cells[row]?.[column] ?? '';
  const right = x + width - 1;
  const bottom = y + height - 1;
  const expected: [column: number, row: number, glyphs: string][] = [
    [x, y, corners.topLeft],
    [right, y, corners.topRight],
    [x, bottom, corners.bottomLeft],
    [right, bottom, corners.bottomRight],
  ];
  for (let row = y + 1; row < bottom; row++)
    expected.push([x, row, corners.side], [right, row, corners.side]);
  for (let column = x + 1; column < right; column++) expected.push([column, bottom, corners.bottom]);
  for (const [column, row, glyphs] of expected) {
    const found = at(column, row);
    if (found === '' || !glyphs.includes(found)) {
      return `column ${column + 1} of row ${row + 1} shows "${found}", not one of ${glyphs}`;
    }
  }
  return undefined;
}

/** Why the app's screen is not whole: one frame between header and footer, or six. */
export function brokenScreen(screen: Screen, host: string): string | undefined {
  if (!screen.rows[0]?.includes(host)) return `the header with ${host} is not on the first row`;
  const whole = brokenFrame(screen, bodyOf(screen));
  if (whole === undefined) return undefined;
  for (const pane of panesOf(screen)) {
    const broken = brokenFrame(screen, pane);
    if (broken !== undefined)
      return brokenDialog(screen) && `neither one frame (${whole}) nor six (${broken})`;
  }
  return undefined;
}

/** Why there is no whole dialog in the middle of the screen. */
function brokenDialog(screen: Screen): string | undefined {
  for (const [y, row] of screen.cells.entries()) {
    const x = row.indexOf('┏');
    if (x <= 0) continue;
    const width = row.lastIndexOf('┓') - x + 1;
    const bottom = screen.cells.findIndex((below, index) => index > y && below[x] === '┗');
    return brokenFrame(screen, { x, y, width, height: bottom - y + 1 });
  }
  return 'no dialog';
}
