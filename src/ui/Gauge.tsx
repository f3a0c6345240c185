import { Text } from 'ink';
import { memo } from 'react';
import { fitColumns } from './text/fit.js';
import { type Glyphs, type Tone, useTheme } from './theme.js';

type GaugeGlyphs = Pick<Glyphs, 'gaugeFull' | 'gaugeEmpty'>;

/** Columns of ` 100 %`. */
const percentWidth = 6;

/**
 * Draws a ratio (0 to 1) as `[████░░░░]  42 %` in exactly `width` columns; `undefined` is drawn as unknown.
 *
 * Below 10 columns only the number is left. A ratio above 0 always fills one column, and one below 1 never all.
 */
export function gauge(ratio: number | undefined, width: number, glyphs: GaugeGlyphs): string {
  const percent = ratio === undefined ? '  - %' : `${String(Math.round(ratio * 100)).padStart(3)} %`;
  const bar = width - percentWidth - 2;
  if (bar < 2) {
    return fitColumns(percent, width, { align: 'right', ellipsis: '' });
  }

  const filled = fill(ratio ?? 0, bar);
  return `[${glyphs.gaugeFull.repeat(filled)}${glyphs.gaugeEmpty.repeat(bar - filled)}] ${percent}`;
}

function fill(ratio: number, bar: number): number {
  if (ratio <= 0) {
    return 0;
  }

  return ratio >= 1 ? bar : Math.max(1, Math.min(bar - 1, Math.round(ratio * bar)));
}

export interface GaugeProps {
  /** 0 to 1; values outside are drawn as empty or full, and their number as it is. */
  ratio: number | undefined;
  width: number;
  tone?: Tone;
}

/** How full something is. */
export const Gauge = memo(function Gauge({ ratio, width, tone }: GaugeProps) {
  const { paint, glyphs } = useTheme();
  return <Text wrap="truncate">{paint(gauge(ratio, width, glyphs), tone)}</Text>;
});
