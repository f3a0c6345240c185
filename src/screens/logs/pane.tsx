import { selectionOf } from '../../store/selectors/logs.js';
import type { LogUi } from '../../store/state.js';
import { LogLines } from '../../ui/LogLines.js';
import { type Tone, useTheme } from '../../ui/theme.js';
import { count } from '../format.js';
import { Line, span } from '../lines.js';
import { useView, type View } from '../view.js';
import { drawLine } from './lines.js';
import { shortNames } from './short-names.js';

export function logsSummary(view: View): { text: string; tone: Tone } {
  const { logs } = view.data;
  const following = logs.sources.filter((s) => s.state === 'following').length;
  const parts = [view.t({ id: 'screen.sources', params: { n: following, of: logs.sources.length } })];
  if (logs.errors > 0) parts.push(view.t({ id: 'screen.errors', params: { n: count(logs.errors) } }));
  if (logs.skipped > 0) parts.push(view.t({ id: 'screen.left-out', params: { n: count(logs.skipped) } }));
  return { text: parts.join(' · '), tone: logs.errors > 0 ? 'warn' : 'plain' };
}

const plain: LogUi = { follow: true, minLevel: 'all', wrap: false, stamps: true, column: 0 };

/** The newest lines; on a low pane the newest error stands first, so that the worst row is never scrolled away. */
export function LogsBody({ width, height }: { width: number; height: number }) {
  const view = useView();
  const theme = useTheme();
  const end = view.state.frozen ? view.state.ui.logs.cursor : undefined;
  const selection = selectionOf(plain, view.hostNow);
  const newest = view.lines.upTo(selection, end, height);
  if (newest.length === 0) {
    return <Line spans={[span(view.t({ id: 'screen.no-lines' }), 'dim')]} width={width} />;
  }
  const names = shortNames(view.data.logs.sources.map((s) => s.name));
  const source = width >= 60 ? 10 : width >= 44 ? 8 : 6;
  const [worst] = view.lines.upTo({ ...selection, minLevel: 'error' }, end, 1);
  const first = newest[0];
  const pinned =
    worst && first && worst.seq < first.seq && view.hostNow - worst.at < 15 * 60_000 ? [worst] : [];
  const shown = [...pinned, ...newest.slice(pinned.length)];
  return (
    <LogLines
      lines={shown.flatMap((line) =>
        drawLine(view, theme, line, plain, width, { source, selected: false, names }),
      )}
    />
  );
}
