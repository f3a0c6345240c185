import { Text } from 'ink';
import { memo } from 'react';
import { type LineState, viewLine } from './edit-line.js';
import { fitColumns } from './text/fit.js';
import { displayWidth } from './text/width.js';
import { type Tone, useTheme } from './theme.js';

export interface TextInputProps {
  line: LineState;
  /** Columns of prompt and line together. */
  width: number;
  /** Drawn before the line, such as `/` or `: `. */
  prompt?: string;
  tone?: Tone;
  /** Shown dimmed while the line is empty. */
  placeholder?: string;
  /** Without focus no cursor is drawn. Default: `true`. */
  focused?: boolean;
}

/** One line of input; the state lives with the caller, see `editLine`. */
export const TextInput = memo(function TextInput(props: TextInputProps) {
  const { line, width, prompt = '', tone, placeholder = '', focused = true } = props;
  const { paint, glyphs } = useTheme();
  const promptWidth = Math.min(displayWidth(prompt), Math.max(0, width - 1));
  const room = width - promptWidth;
  const { before, at, after } = viewLine(line, room);
  const rest =
    line.text === '' ? paint(fitColumns(placeholder, room - 1, { ellipsis: glyphs.ellipsis }), 'dim') : after;
  return (
    <Text wrap="truncate">
      {paint(fitColumns(prompt, promptWidth, { ellipsis: '' }), 'key') +
        paint(before, tone) +
        (focused ? paint(at, 'cursor') : paint(at, tone)) +
        (line.text === '' ? rest : paint(rest, tone))}
    </Text>
  );
});
