import { Box, Text } from 'ink';
import { fitColumns } from './text/fit.js';
import { displayWidth } from './text/width.js';
import { useTheme } from './theme.js';

/** The smallest terminal that every screen is laid out for. */
export const smallestSize = { columns: 80, rows: 24 } as const;

export function isTooSmall({ columns, rows }: { columns: number; rows: number }): boolean {
  return columns < smallestSize.columns || rows < smallestSize.rows;
}

export interface TooSmallProps {
  columns: number;
  rows: number;
  /** Says that the terminal is too small; localised. */
  title: string;
  /** What to do about it; localised. */
  hint?: string;
}

/** Replaces every screen in a terminal that is too small, and says what it has and what it needs. */
export function TooSmall({ columns, rows, title, hint }: TooSmallProps) {
  const { paint, glyphs, capabilities } = useTheme();
  const times = capabilities.unicode ? '×' : 'x';
  const sizes = `${columns}${times}${rows} ${glyphs.right} ${smallestSize.columns}${times}${smallestSize.rows}`;
  // The sizes come first in a terminal of one or two rows, because they say everything.
  const lines = [title, sizes, ...(hint === undefined ? [] : [hint])];
  const shown = rows < lines.length ? lines.slice(1, 1 + rows) : lines;
  return (
    <Box width={columns} height={rows} flexDirection="column" justifyContent="center" overflow="hidden">
      {shown.map((line) => (
        <Text key={line} wrap="truncate">
          {paint(center(line, columns, glyphs.ellipsis), line === title ? 'warn' : 'plain')}
        </Text>
      ))}
    </Box>
  );
}

function center(line: string, columns: number, ellipsis: '…' | '~'): string {
  const fitted = fitColumns(line, columns, { ellipsis }).trimEnd();
  return ' '.repeat(Math.floor((columns - displayWidth(fitted)) / 2)) + fitted;
}
