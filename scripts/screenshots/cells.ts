import type headless from '@xterm/headless';

/** How a cell looks. Colours are `#rrggbb`; an absent one is the terminal's own. */
export interface Look {
  readonly foreground?: string;
  readonly background?: string;
  readonly isBold: boolean;
  readonly isDim: boolean;
  readonly isUnderlined: boolean;
}

/** One character on the grid; a wide one takes two columns. */
export interface Cell {
  readonly column: number;
  readonly width: 1 | 2;
  readonly text: string;
  readonly look: Look;
}

/** Of the dark palette that the pictures are drawn in. */
export const terminalColours = { foreground: '#d4d7de', background: '#14171f' } as const;

/** The 16 standard colours, which a terminal chooses itself. */
const standard = [
  ...['#2e3440', '#ff5f5f', '#5fd787', '#ffd75f', '#5fafff', '#d787d7', '#5fd7d7', '#d4d7de'],
  ...['#8a8a8a', '#ff8787', '#87ffaf', '#ffffaf', '#87d7ff', '#ffafff', '#87ffff', '#ffffff'],
];

const hex = (...parts: readonly number[]): string =>
  `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** A colour of the 256-colour palette: 16 standard ones, a 6×6×6 cube, 24 greys (xterm's 256colres). */
function paletteColour(index: number): string {
  if (index < 16) return standard[index] ?? terminalColours.foreground;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return hex(grey, grey, grey);
  }
  const level = (step: number): number => (step === 0 ? 0 : 55 + step * 40);
  const at = index - 16;
  return hex(level(Math.floor(at / 36)), level(Math.floor(at / 6) % 6), level(at % 6));
}

const rgbColour = (value: number): string => hex(value >> 16, (value >> 8) & 255, value & 255);

type BufferCell = NonNullable<
  ReturnType<
    NonNullable<ReturnType<InstanceType<typeof headless.Terminal>['buffer']['active']['getLine']>>['getCell']
  >
>;

function lookOf(cell: BufferCell): Look {
  const foreground = cell.isFgDefault()
    ? undefined
    : (cell.isFgRGB() ? rgbColour : paletteColour)(cell.getFgColor());
  const background = cell.isBgDefault()
    ? undefined
    : (cell.isBgRGB() ? rgbColour : paletteColour)(cell.getBgColor());
  const [front, back] = cell.isInverse()
    ? [background ?? terminalColours.background, foreground ?? terminalColours.foreground]
    : [foreground, background];
  return {
    ...(front === undefined ? {} : { foreground: front }),
    ...(back === undefined ? {} : { background: back }),
    isBold: cell.isBold() !== 0,
    isDim: cell.isDim() !== 0,
    isUnderlined: cell.isUnderline() !== 0,
  };
}

/** What a terminal shows, row by row. */
export function cellsOf(xterm: InstanceType<typeof headless.Terminal>): Cell[][] {
  const buffer = xterm.buffer.active;
  return Array.from({ length: xterm.rows }, (_, y) => {
    const line = buffer.getLine(buffer.baseY + y);
    return Array.from({ length: xterm.cols }, (_, column) => column).flatMap((column): Cell[] => {
      const cell = line?.getCell(column);
      // The second half of a wide character has width 0.
      if (!cell || cell.getWidth() === 0) return [];
      return [
        { column, width: cell.getWidth() === 2 ? 2 : 1, text: cell.getChars() || ' ', look: lookOf(cell) },
      ];
    });
  });
}
