import { Box } from 'ink';
import { isHeld, showsAllPanes, wallOrder } from '../../store/selectors/wall.js';
import { useTheme } from '../../ui/theme.js';
import { split } from '../overview.js';
import { PaneFrame } from '../pane-frame.js';
import { useView } from '../view.js';
import { StateBand } from './band.js';
import { bandLayout, bandRows } from './layout.js';
import { PaneStrip, stripRows } from './strip.js';

/** The wall monitor: the state in large, and below it all panes, or all of them in short and one in turn. */
export function Wall({ width, height }: { width: number; height: number }) {
  const view = useView();
  const { unicode } = useTheme().capabilities;
  const { ui } = view.state;
  const layout = bandLayout(width, height, unicode);
  const left = Math.max(0, height - bandRows(layout));
  return (
    <Box flexDirection="column" width={width} height={height} overflow="hidden">
      <StateBand width={width} layout={layout} />
      {showsAllPanes(ui.size) ? (
        <PaneGrid width={width} height={left} />
      ) : (
        <>
          <PaneStrip width={width} />
          <PaneFrame
            pane={ui.wall.pane}
            width={width}
            height={Math.max(0, left - stripRows)}
            focused={isHeld(view.state)}
          />
        </>
      )}
    </Box>
  );
}

/** Six panes, faults first; the one that a key chose is marked. */
function PaneGrid({ width, height }: { width: number; height: number }) {
  const view = useView();
  const order = wallOrder(view.state);
  const across = height >= 48 && width < 240 ? 2 : 3;
  const rows = split(height, order.length / across);
  return rows.map((rowHeight, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows of a grid are their place; the panes in them have keys of their own.
    <Box key={row} height={rowHeight}>
      {split(width, across).map((columnWidth, column) => {
        const pane = order[row * across + column];
        return pane ? (
          <PaneFrame
            key={pane}
            pane={pane}
            width={columnWidth}
            height={rowHeight}
            focused={isHeld(view.state) && view.state.ui.wall.pane === pane}
          />
        ) : undefined;
      })}
    </Box>
  ));
}
