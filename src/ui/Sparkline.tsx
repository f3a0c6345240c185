import { Text } from 'ink';
import { memo } from 'react';
import { type Glyphs, type Tone, useTheme } from './theme.js';

export interface SparklineScale {
  /** Value of the lowest glyph. Default: 0. */
  min?: number;
  /** Value of the highest glyph. Default: the greatest value shown, so that the shape shows at any size. */
  max?: number;
}

/**
 * Draws the last `width` values, newest at the right, one column each; a missing value (`undefined`, NaN) is a gap.
 *
 * The result is exactly `width` columns, padded at the left where there are fewer values.
 */
export function sparkline(
  values: readonly (number | undefined)[],
  width: number,
  { spark }: Pick<Glyphs, 'spark'>,
  { min = 0, max }: SparklineScale = {},
): string {
  if (width <= 0) {
    return '';
  }

  const shown = values.slice(-width);
  const top = max ?? shown.reduce<number>((greatest, value) => Math.max(greatest, value || 0), min);
  const range = top - min;
  const line = shown.map((value) => {
    if (value === undefined || Number.isNaN(value)) {
      return ' ';
    }

    const level = range > 0 ? Math.round(((value - min) / range) * (spark.length - 1)) : 0;
    return spark[Math.max(0, Math.min(spark.length - 1, level))]!;
  });
  return ' '.repeat(width - shown.length) + line.join('');
}

export interface SparklineProps extends SparklineScale {
  values: readonly (number | undefined)[];
  width: number;
  tone?: Tone;
}

/** A series of values as a row of bars. */
export const Sparkline = memo(function Sparkline({
  values,
  width,
  tone = 'accent',
  ...scale
}: SparklineProps) {
  const { paint, glyphs } = useTheme();
  return <Text wrap="truncate">{paint(sparkline(values, width, glyphs, scale), tone)}</Text>;
});
