import type { Confirm } from '../../domain/guide.js';
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
  const sections = confirmSections(view, confirm, dialogBodySize(size).width, theme);
  const wanted = sections.reduce((sum, section) => sum + section.wanted, 2);
  const fitted = { ...size, height: Math.min(size.height, wanted) };
  const title = view.t({ id: titleId(confirm), params: { what: confirm.plan.title } });
  return (
    <Dialog
      {...fitted}
      title={title}
      summary={view.t({ id: `environment.${view.state.host.environment}` })}
      summaryTone={environmentTone[view.state.host.environment]}
    >
      <Stack sections={sections} {...dialogBodySize(fitted)} />
    </Dialog>
  );
}

function titleId({ mode, undoing }: Confirm): string {
  if (mode === 'copy') return 'confirm.title.copy';
  if (undoing) return 'confirm.title.undo';
  return mode === 'dry-run' ? 'confirm.title.rehearse' : 'confirm.title';
}
