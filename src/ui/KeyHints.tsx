import { Text } from 'ink';
import { memo } from 'react';
import { dropToFit } from './drop-to-fit.js';
import { fitColumns } from './text/fit.js';
import { displayWidth } from './text/width.js';
import { type Theme, useTheme } from './theme.js';

export interface KeyHint {
  /** As the user would read it: `Enter`, `ctrl-s`, `j/k`. */
  keys: string;
  label: string;
  /** The lowest number is left out first. Default: 1. */
  priority?: number;
  /** Drawn dimmed: the key exists, but not now. */
  disabled?: boolean;
}

export interface KeyHintsProps {
  hints: readonly KeyHint[];
  width: number;
}

const gap = 2;

/** The footer: keys and what they do, as many as fit. */
export const KeyHints = memo(function KeyHints({ hints, width }: KeyHintsProps) {
  const theme = useTheme();
  return <Text wrap="truncate">{hintsLine(hints, width, theme)}</Text>;
});

function hintsLine(hints: readonly KeyHint[], width: number, { paint, glyphs }: Theme): string {
  const measured = hints.map((hint) => ({
    ...hint,
    width: displayWidth(hint.keys) + 1 + displayWidth(hint.label),
  }));
  const kept = dropToFit(measured, width, gap);
  if (kept.length === 1 && kept[0]!.width > width) {
    return paint(
      fitColumns(`${kept[0]!.keys} ${kept[0]!.label}`, width, { ellipsis: glyphs.ellipsis }),
      'dim',
    );
  }

  return kept
    .map(({ keys, label, disabled }) =>
      disabled ? paint(`${keys} ${label}`, 'dim') : `${paint(keys, 'key')} ${label}`,
    )
    .join(' '.repeat(gap));
}
