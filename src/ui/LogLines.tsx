import { Text } from 'ink';
import { memo } from 'react';
import { type LevelTone, type Theme, type Tone, useTheme } from './theme.js';

/** A log line as it will be drawn: sanitised and cut or fitted to the width. */
export interface LogLine {
  text: string;
  /** Colours the whole line; drawn as it is without one. */
  level?: LevelTone | Tone;
  /** Parts to highlight, as `[start, end)` indexes into `text`, in order and apart. */
  matches?: readonly (readonly [start: number, end: number])[];
  /** Drawn as the selected line. */
  selected?: boolean;
}

export interface LogLinesProps {
  lines: readonly LogLine[];
}

/** Log lines in one `<Text>`: a node per line would cost more than everything else on the screen. */
export const LogLines = memo(function LogLines({ lines }: LogLinesProps) {
  const theme = useTheme();
  return <Text wrap="truncate">{lines.map((line) => paintLine(line, theme)).join('\n')}</Text>;
});

function paintLine({ text, level, matches = [], selected }: LogLine, { paint }: Theme): string {
  if (selected) {
    return paint(text, 'cursor');
  }

  let painted = '';
  let done = 0;
  for (const [start, end] of matches) {
    painted += paint(text.slice(done, start), level) + paint(text.slice(start, end), 'match');
    done = end;
  }

  return painted + paint(text.slice(done), level);
}
