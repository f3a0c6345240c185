import { Box } from 'ink';
import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import type { LogLines } from '../domain/log-lines.js';
import { currentWalk } from '../store/selectors/triage.js';
import { type State, topScreen } from '../store/state.js';
import type { CockpitStore } from '../store/store.js';
import { isTooSmall, TooSmall } from '../ui/TooSmall.js';
import { ConfirmScreen } from './confirm/screen.js';
import { DrillLine, drillRows } from './drill/line.js';
import { Footer } from './footer.js';
import { FullPane } from './full-pane.js';
import { HeaderBar, SituationLine } from './header.js';
import { Help } from './help.js';
import { Overview } from './overview.js';
import { CommandPalette } from './palette.js';
import { ActingBanner, actingRows } from './row-menu/acting.js';
import { RowMenuDialog } from './row-menu/menu.js';
import { RowOutcomeDialog } from './row-menu/outcome.js';
import { makeView, ViewProvider } from './view.js';
import { WallFrame } from './wall/frame.js';
import { smallestWall } from './wall/layout.js';

export interface AppProps {
  readonly store: CockpitStore;
  readonly lines: LogLines;
  readonly version: string;
}

/** The whole screen: header, situation, the screen on top, footer. */
export function App({ store, lines, version }: AppProps) {
  const state = useStore(store);
  const view = useMemo(() => makeView(state, lines, version), [state, lines, version]);
  const onLines = useCallback(
    (count: number) => store.dispatch({ type: 'ui/help-lines', lines: count }),
    [store],
  );
  const { columns, rows } = state.ui.size;
  const isWall = showsWall(state);
  if (isTooSmall({ columns, rows })) {
    if (isWall && columns >= smallestWall.columns && rows >= smallestWall.rows)
      return <WallFrame view={view} />;
    return (
      <TooSmall
        columns={columns}
        rows={rows}
        title={view.t({ id: 'screen.too-small' })}
        hint={view.t({ id: 'screen.too-small.hint' })}
      />
    );
  }
  if (isWall) return <WallFrame view={view} />;
  const situationRows = rows >= 30 ? 2 : 1;
  const drill = drillRows(view, columns);
  const body = { width: columns, height: rows - 2 - situationRows - drill };
  const { guide } = state;
  // A running action stays in sight, whatever the operator looks at meanwhile.
  const showsItself = topScreen(state.ui).id === 'guide' && currentWalk(state)?.visit.state === 'acting';
  const banner = guide.acting && !showsItself ? actingRows(body.height) : 0;
  const screen = { width: columns, height: body.height - banner };
  return (
    <ViewProvider value={view}>
      <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
        <HeaderBar width={columns} />
        <SituationLine width={columns} rows={situationRows} />
        {guide.confirm ? (
          <ConfirmScreen {...body} />
        ) : guide.rowMenu ? (
          <RowMenuDialog {...body} />
        ) : guide.rowOutcome ? (
          <RowOutcomeDialog {...body} />
        ) : state.ui.help ? (
          <Help {...body} onLines={onLines} />
        ) : state.ui.input?.purpose === 'palette' ? (
          <CommandPalette columns={columns} rows={body.height} />
        ) : (
          <>
            {topScreen(state.ui).id === 'overview' ? <Overview {...screen} /> : <FullPane {...screen} />}
            {banner > 0 ? <ActingBanner width={columns} height={banner} /> : undefined}
          </>
        )}
        {drill > 0 ? <DrillLine width={columns} /> : undefined}
        <Footer width={columns} />
      </Box>
    </ViewProvider>
  );
}

/** The wall is on top and nothing lies over it. */
function showsWall({ ui }: State): boolean {
  return topScreen(ui).id === 'wall' && !ui.help && ui.input?.purpose !== 'palette';
}
