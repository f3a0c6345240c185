import { gauge } from '../../ui/Gauge.js';
import { sparkline } from '../../ui/Sparkline.js';
import { fitColumns } from '../../ui/text/fit.js';
import { displayWidth } from '../../ui/text/width.js';
import type { Theme, Tone } from '../../ui/theme.js';
import { type Span, span } from '../lines.js';

export interface Meter {
  readonly label: string;
  /** 0–100. */
  readonly value: number | undefined;
  readonly history: readonly number[];
  /** A figure beside the gauge. */
  readonly extra: string;
  /** Room for the longest of several extras, so that gauges below each other end in one column. */
  readonly extraRoom?: number;
  readonly width: number;
  readonly theme: Theme;
  readonly warn?: number;
  readonly bad?: number;
}

export const levelTone = (value: number | undefined, warn: number, bad: number): Tone =>
  value === undefined ? 'dim' : value >= bad ? 'fail' : value >= warn ? 'warn' : 'ok';

const labelWidth = 9;

/** One gauge with its trace: `cpu  [███░░░]  42 %  ▁▂▃▅`. */
export function meter(of: Meter): Span[] {
  const { label, value, history, extra, width, theme, warn = 80, bad = 95 } = of;
  const extraRoom = of.extraRoom ?? displayWidth(extra);
  const wantedGauge = Math.max(10, Math.min(26, Math.floor((width - labelWidth) / 2)));
  // A figure that is cut is no figure: the gauge gives way to it.
  const gaugeWidth = Math.max(8, Math.min(wantedGauge, width - labelWidth - 2 - extraRoom - 1));
  const rest = Math.max(0, width - labelWidth - gaugeWidth - 2);
  const extraWidth = Math.min(rest, displayWidth(extra) + 1);
  const sparkWidth = Math.max(0, rest - extraWidth);
  return [
    span(fitColumns(label, labelWidth, { ellipsis: theme.glyphs.ellipsis }), 'dim'),
    span(
      gauge(value === undefined ? undefined : value / 100, gaugeWidth, theme.glyphs),
      levelTone(value, warn, bad),
    ),
    span('  '),
    span(fitColumns(extra, extraWidth, { ellipsis: theme.glyphs.ellipsis })),
    span(sparkline(history, sparkWidth, theme.glyphs, { max: 100 }), 'accent'),
  ];
}
