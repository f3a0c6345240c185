import { Box } from 'ink';
import { wallPostgres } from '../../store/selectors/wall-severity.js';
import { isTooSmall } from '../../ui/TooSmall.js';
import { Footer } from '../footer.js';
import { HeaderBar } from '../header.js';
import { type View, ViewProvider } from '../view.js';
import { Wall } from './screen.js';
import { frameShift, shiftMargin } from './shift.js';

/** The wall with its header and footer; the whole frame moves a little with time. */
export function WallFrame({ view }: { view: View }) {
  const { ui } = view.state;
  const { columns, rows } = ui.size;
  const state = { ...view.state, ui: { ...ui, postgresIndex: wallPostgres(view.state) } };
  const worstFirst = { ...view, state };
  const shift = frameShift(view.state.now);
  const width = columns - shiftMargin.columns;
  // Most keys are not heard on a terminal that is too small for the other screens.
  const footer = isTooSmall({ columns, rows }) ? 0 : 1;
  const height = rows - shiftMargin.rows - 1 - footer;
  return (
    <ViewProvider value={worstFirst}>
      <Box
        flexDirection="column"
        width={columns}
        height={rows}
        paddingLeft={shift.column}
        paddingTop={shift.row}
        overflow="hidden"
      >
        <HeaderBar width={width} />
        <Wall width={width} height={height} />
        {footer === 0 ? undefined : <Footer width={width} />}
      </Box>
    </ViewProvider>
  );
}
