import { Dialog, dialogBodySize } from '../../ui/Dialog.js';
import { useTheme } from '../../ui/theme.js';
import { commandLines } from '../guide/command-lines.js';
import { outcomeSection, outputSection } from '../guide/outcome.js';
import { blank, linesSection, Stack } from '../guide/stack.js';
import { span } from '../lines.js';
import { useView } from '../view.js';

/** How a row's action ended, until the next key. */
export function RowOutcomeDialog({ width, height }: { width: number; height: number }) {
  const view = useView();
  const theme = useTheme();
  const ended = view.state.guide.rowOutcome;
  if (!ended) return undefined;
  const { plan, outcome } = ended;
  const room = dialogBodySize({ columns: width, rows: height, width: Math.min(100, width), height });
  const sections = [
    outcomeSection(view, outcome, room.width, theme),
    blank('before-command'),
    linesSection('command', commandLines(plan.shown, room.width), room.width, { priority: 60, min: 1 }),
    ...(outcome.lines.length > 0 ? [outputSection(view, outcome.lines, room.width, { priority: 50 })] : []),
    linesSection('hint', [[span(view.t({ id: 'guide.screen.row.close' }), 'dim')]], room.width, {
      priority: 55,
    }),
  ];
  const wanted = sections.reduce((sum, section) => sum + section.wanted, 2);
  const size = {
    columns: width,
    rows: height,
    width: Math.min(100, width),
    height: Math.min(wanted, height),
  };
  return (
    <Dialog {...size} title={view.t(ended.title)}>
      <Stack sections={sections} {...dialogBodySize(size)} />
    </Dialog>
  );
}
