import { Text } from 'ink';
import { memo } from 'react';
import { dropToFit } from './drop-to-fit.js';
import { fitColumns } from './text/fit.js';
import { displayWidth } from './text/width.js';
import { type Theme, type Tone, useTheme } from './theme.js';

export interface Segment {
  text: string;
  tone?: Tone;
  /** The lowest number is left out first. Default: 1. */
  priority?: number;
}

export interface StatusBarProps {
  left: readonly Segment[];
  right?: readonly Segment[];
  width: number;
}

const gap = 2;

/** One line with segments at both ends; where they don't fit, the least important ones are left out. */
export const StatusBar = memo(function StatusBar({ left, right = [], width }: StatusBarProps) {
  const theme = useTheme();
  return <Text wrap="truncate">{statusLine(left, right, width, theme)}</Text>;
});

/** Exactly `width` columns. */
export function statusLine(
  left: readonly Segment[],
  right: readonly Segment[],
  width: number,
  theme: Theme,
): string {
  const measure = (side: 'left' | 'right') => (segment: Segment) => ({
    ...segment,
    side,
    width: displayWidth(segment.text),
  });
  const kept = dropToFit([...left.map(measure('left')), ...right.map(measure('right'))], width, gap);
  const [only] = kept;
  if (kept.length === 1 && only!.width > width) {
    return theme.paint(fitColumns(only!.text, width, { ellipsis: theme.glyphs.ellipsis }), only!.tone);
  }

  const draw = (side: 'left' | 'right') => {
    const segments = kept.filter((segment) => segment.side === side);
    return {
      text: segments.map(({ text, tone }) => theme.paint(text, tone)).join(' '.repeat(gap)),
      width: segments.reduce((sum, segment) => sum + segment.width, Math.max(0, segments.length - 1) * gap),
    };
  };

  const start = draw('left');
  const end = draw('right');
  return start.text + ' '.repeat(Math.max(0, width - start.width - end.width)) + end.text;
}
