import { type PaneId, paneIds } from '../../domain/model.js';
import { paneSeverity, readTimes } from '../../store/selectors/wall-severity.js';
import { fitColumns } from '../../ui/text/fit.js';
import { displayWidth } from '../../ui/text/width.js';
import { type Theme, type Tone, useTheme } from '../../ui/theme.js';
import { Lines, type Span, span } from '../lines.js';
import { split } from '../overview.js';
import { paneFreshness, paneKinds } from '../pane-frame.js';
import { toneOf, useView, type View } from '../view.js';

/** Rows that the strip takes at every width. */
export const stripRows = 2;

/** From this width on a tile has its figure below its name. */
const tileColumns = 15;

/** All six panes in two rows: a mark, the name and one figure each; the one on show stands out. */
export function PaneStrip({ width }: { width: number }) {
  const view = useView();
  const theme = useTheme();
  const tiles = paneIds.map((pane) => tileOf(view, theme, pane));
  const isWide = Math.floor(width / paneIds.length) >= tileColumns;
  const lines = isWide ? stackedTiles(tiles, width, theme) : flatTiles(tiles, width, theme);
  return <Lines lines={lines} width={width} />;
}

interface Tile {
  readonly mark: string;
  readonly name: string;
  readonly figure: string;
  readonly age: string;
  readonly tone: Tone;
  /** The summary begins with how much there is; what is wrong comes after it. */
  readonly startsWithTotal: boolean;
  readonly isShown: boolean;
}

function tileOf(view: View, theme: Theme, pane: PaneId): Tile {
  const severity = paneSeverity(view.state, pane);
  const { mark } = theme.glyphs;
  const { freshness: own, age } = paneFreshness(view, pane);
  const freshness = isUnread(view, pane) ? 'pending' : own;
  const isOld = freshness === 'stale' || freshness === 'failed';
  const marks = { ok: mark.ok, info: mark.ok, warn: mark.warn, critical: mark.fail, unknown: mark.unknown };
  return {
    mark: freshness === 'pending' ? mark.pending : marks[severity],
    name: view.t({ id: `pane.${pane}` }),
    figure: paneKinds[pane].summary(view).text,
    age: isOld ? `${mark.stale}${age === '' ? '' : ` ${age}`}` : '',
    tone: freshness === 'pending' || isOld ? 'stale' : severity === 'info' ? 'ok' : toneOf[severity],
    startsWithTotal:
      (pane === 'containers' || pane === 'logs') && (severity === 'warn' || severity === 'critical'),
    isShown: pane === view.state.ui.wall.pane,
  };
}

/** Nothing is known of it: the host entry names nothing for it, or the host has not answered yet. */
function isUnread(view: View, pane: PaneId): boolean {
  if (paneKinds[pane].snapshot(view)) return false;
  if (pane === 'postgres' || pane === 'queues') return true;
  return view.data.link.phase !== 'up' && readTimes({ data: view.data, host: view.state.host }).length === 0;
}

/** Every second row of a tile holds its figure; a column is left free between two. */
function stackedTiles(tiles: readonly Tile[], width: number, theme: Theme): Span[][] {
  const widths = split(width, tiles.length).map((w) => w - 1);
  const { ellipsis, pointer } = theme.glyphs;
  const names = tiles.flatMap((tile, i): Span[] => {
    const head = `${tile.isShown ? pointer : ' '}${tile.mark} ${tile.name}`;
    return [span(fitColumns(head, widths[i] ?? 0, { ellipsis }), nameTone(tile)), span(' ')];
  });
  const figures = tiles.flatMap((tile, i): Span[] => {
    const room = (widths[i] ?? 0) - 3;
    return [
      span('   '),
      span(fitColumns(figureWithin(tile, room), room, { ellipsis }), tile.tone),
      span(' '),
    ];
  });
  return [names, figures];
}

/** Three tiles a row, each `mark name figure`. */
function flatTiles(tiles: readonly Tile[], width: number, theme: Theme): Span[][] {
  const { ellipsis, pointer } = theme.glyphs;
  const widths = split(width, 3).map((w) => w - 1);
  return [tiles.slice(0, 3), tiles.slice(3)].map((row) =>
    row.flatMap((tile, i): Span[] => {
      const own = widths[i] ?? 0;
      const head = `${tile.isShown ? pointer : ' '}${tile.mark} ${tile.name}`;
      const name = fitColumns(head, Math.min(displayWidth(head), own), { ellipsis });
      const rest = own - displayWidth(name) - 1;
      return [
        span(name, nameTone(tile)),
        span(' '),
        ...(rest > 0 ? [span(fitColumns(figureWithin(tile, rest), rest, { ellipsis }), tile.tone)] : []),
        span(' '),
      ];
    }),
  );
}

/** What fits whole of a pane's summary, after the age of old data: what is wrong before how much there is. */
function figureWithin({ figure, age, startsWithTotal }: Tile, width: number): string {
  const all = figure.split(' · ');
  const parts = startsWithTotal ? [...all.slice(1), ...all.slice(0, 1)] : all;
  for (let n = parts.length; n > 0; n--) {
    const text = [age, parts.slice(0, n).join(' · ')].filter(Boolean).join(' ');
    if (displayWidth(text) <= width) return text;
  }
  return age || (parts[0] ?? '');
}

const nameTone = (tile: Tile): Tone => (tile.isShown ? 'cursor' : tile.tone);
