import { Box } from 'ink';
import { paneIds } from '../domain/model.js';
import { PaneFrame } from './pane-frame.js';
import { useView } from './view.js';

/** Six panes in a grid: two columns, or three where the terminal is wide. */
export function Overview({ width, height }: { width: number; height: number }) {
  const view = useView();
  const across = width >= 180 ? 3 : 2;
  const down = paneIds.length / across;
  const rows = split(height, down);
  const columns = split(width, across);
  return (
    <Box flexDirection="column" width={width} height={height}>
      {rows.map((rowHeight, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the grid's places are its identity.
        <Box key={row} width={width} height={rowHeight}>
          {columns.map((columnWidth, column) => {
            const pane = paneIds[row * across + column];
            return pane ? (
              <PaneFrame
                key={pane}
                pane={pane}
                width={columnWidth}
                height={rowHeight}
                focused={view.state.ui.focus === pane}
              />
            ) : undefined;
          })}
        </Box>
      ))}
    </Box>
  );
}

/** Shares `total` cells among `parts`, the first ones getting what is left over. */
export function split(total: number, parts: number): number[] {
  const each = Math.floor(total / parts);
  const extra = total - each * parts;
  return Array.from({ length: parts }, (_, i) => each + (i < extra ? 1 : 0));
}
