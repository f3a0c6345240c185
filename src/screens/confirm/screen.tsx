import { Dialog, dialogBodySize } from '../../ui/Dialog.js';
import { useTheme } from '../../ui/theme.js';
import { Stack } from '../guide/stack.js';
import { environmentTone } from '../header.js';
import { useView } from '../view.js';
import { confirmSections } from './sections.js';

/** Widest dialog: longer lines of a command are hard to follow. */
const widest = 110;
const highest = 34;

/** The question before an action, in place of whatever was on the screen. */
export function ConfirmScreen({ width, height }: { width: number; height: number }) {
  const view = useView();
  const theme = useTheme();
  const { confirm } = view.state.guide;
  if (!confirm) return undefined;
  const size = {
    columns: width,
    rows: height,
    width: Math.min(widest, width),
    height: Math.min(highest, height),
  };
  const inner = dialogBodySize(size);
  const title = view.t({
    id: confirm.undoing ? 'confirm.title.undo' : 'confirm.title',
    params: { what: confirm.plan.title },
  });
  return (
    <Dialog
      {...size}
      title={title}
      summary={view.t({ id: `environment.${view.state.host.environment}` })}
      summaryTone={environmentTone[view.state.host.environment]}
    >
      <Stack sections={confirmSections(view, confirm, inner.width, theme)} {...inner} />
    </Dialog>
  );
}
