import { Box, Text } from 'ink';
import { memo, type ReactNode } from 'react';
import { fitColumns } from './text/fit.js';
import { displayWidth } from './text/width.js';
import { type Glyphs, type Theme, ThemeContext, type Tone, useTheme } from './theme.js';

export interface PaneProps {
  /** Outer width and height in cells, borders included. */
  width: number;
  height: number;
  title: string;
  /** The digit that focuses the pane. */
  index?: number;
  /** State in words, such as `7 · 1 fail`. */
  summary?: string;
  summaryTone?: Tone;
  /** Age of the data, such as `3 s`. */
  age?: string;
  /** `stale` greys the pane and its body, `failed` only marks the age, `pending` shows a quiet mark. Default: `fresh`. */
  freshness?: 'pending' | 'fresh' | 'stale' | 'failed';
  focused?: boolean;
  children?: ReactNode;
}

/** Width and height that a pane leaves to its body. */
export function paneBodySize(width: number, height: number): { width: number; height: number } {
  return { width: Math.max(0, width - 2), height: Math.max(0, height - 2) };
}

/**
 * A bordered pane with its title, state and age in the upper border; the body is clipped.
 *
 * The border is drawn as text rows, because Ink's own can't hold a title.
 */
export function Pane(props: PaneProps) {
  const theme = useTheme();
  const { width, height, focused = false, freshness = 'fresh', children } = props;
  const box = focused ? theme.glyphs.focusedBox : theme.glyphs.box;
  const tone: Tone = focused ? 'focus' : 'border';
  const body = paneBodySize(width, height);
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <Row text={paneTitle(props, theme)} />
      <Box height={body.height} width={width} flexShrink={0}>
        <Side glyph={theme.paint(box.vertical, tone)} height={body.height} />
        <Box width={body.width} height={body.height} flexShrink={0} flexDirection="column" overflow="hidden">
          {/* Without a box that can't shrink, rows that don't fit would be squeezed onto each other. */}
          <Box width={body.width} minHeight={body.height} flexShrink={0} flexDirection="column">
            {freshness === 'stale' ? <ThemeContext value={theme.stale}>{children}</ThemeContext> : children}
          </Box>
        </Box>
        <Side glyph={theme.paint(box.vertical, tone)} height={body.height} />
      </Box>
      <Row
        text={theme.paint(
          `${box.bottomLeft}${box.horizontal.repeat(Math.max(0, width - 2))}${box.bottomRight}`,
          tone,
        )}
      />
    </Box>
  );
}

const Row = memo(function Row({ text }: { text: string }) {
  return <Text wrap="truncate">{text}</Text>;
});

const Side = memo(function Side({ glyph, height }: { glyph: string; height: number }) {
  return <Text>{Array<string>(height).fill(glyph).join('\n')}</Text>;
});

/**
 * The upper border: `╭ 1 containers ── 7 · 1 fail ─────── 3 s ╮`.
 *
 * Where room is short, the summary is cut first, then the age goes, then the title is cut.
 */
export function paneTitle(props: PaneProps, theme: Theme): string {
  const {
    width,
    title,
    index,
    summary = '',
    summaryTone,
    age = '',
    freshness = 'fresh',
    focused = false,
  } = props;
  const { paint, glyphs } = freshness === 'stale' ? theme.stale : theme;
  const box = focused ? glyphs.focusedBox : glyphs.box;
  const borderTone: Tone = focused ? 'focus' : 'border';
  const inner = width - 2;
  if (inner < 4) {
    return paint(box.topLeft + box.horizontal.repeat(Math.max(0, inner)) + box.topRight, borderTone);
  }

  const name = index === undefined ? title : `${index} ${title}`;
  const nameWidth = Math.min(displayWidth(name), inner - 2);
  const ageText = [freshnessMark(freshness, glyphs), age].filter(Boolean).join(' ');
  let left = inner - nameWidth - 2;

  // Each segment takes its own width, a space on either side, and a rule before it.
  const ageWidth = ageText === '' ? 0 : displayWidth(ageText) + 3;
  const hasAge = ageWidth > 0 && ageWidth <= left;
  left -= hasAge ? ageWidth : 0;
  const summaryRoom = left - 4;
  const summaryWidth = Math.min(displayWidth(summary), summaryRoom);
  const hasSummary = summary !== '' && summaryWidth >= Math.min(3, displayWidth(summary));
  left -= hasSummary ? summaryWidth + 4 : 0;

  const cut = { ellipsis: glyphs.ellipsis };
  return [
    paint(box.topLeft, borderTone),
    paint(` ${fitColumns(name, nameWidth, cut)} `, focused ? 'focus' : 'title'),
    hasSummary ? paint(box.horizontal.repeat(2), borderTone) : '',
    hasSummary ? paint(` ${fitColumns(summary, summaryWidth, cut)} `, summaryTone ?? 'plain') : '',
    paint(box.horizontal.repeat(left + (hasAge ? 1 : 0)), borderTone),
    hasAge ? paint(` ${ageText} `, freshness === 'failed' ? 'fail' : 'dim') : '',
    paint(box.topRight, borderTone),
  ].join('');
}

function freshnessMark(freshness: NonNullable<PaneProps['freshness']>, glyphs: Glyphs): string {
  switch (freshness) {
    case 'fresh':
      return '';
    case 'failed':
      return glyphs.mark.fail;
    default:
      return glyphs.mark[freshness];
  }
}
