import { Pane, paneBodySize } from '../../ui/Pane.js';
import { duration } from '../format.js';
import { commandLines } from '../guide/command-lines.js';
import { outputSection } from '../guide/outcome.js';
import { linesSection, Stack } from '../guide/stack.js';
import { useView } from '../view.js';

/** Rows that the banner of a running action takes below a screen. */
export const actingRows = (height: number): number => Math.min(10, Math.max(5, Math.floor(height / 3)));

/** An action that runs while another screen is on show: its command and what it says, below the screen. */
export function ActingBanner({ width, height }: { width: number; height: number }) {
  const view = useView();
  const { acting } = view.state.guide;
  if (!acting) return undefined;
  const inner = paneBodySize(width, height);
  const time = duration((view.state.now - acting.startedAt) / 1000, view.state.lang);
  return (
    <Pane
      width={width}
      height={height}
      title={view.t(acting.plan.title)}
      summary={view.t({ id: 'guide.screen.running', params: { time } })}
      summaryTone="warn"
    >
      <Stack
        sections={[
          linesSection('command', commandLines(acting.plan.shown, inner.width).slice(0, 2), inner.width, {
            priority: 10,
            min: 1,
          }),
          outputSection(view, acting.lines, inner.width, { priority: 20, live: true }),
        ]}
        {...inner}
      />
    </Pane>
  );
}
