import { Dialog, dialogBodySize } from '../../ui/Dialog.js';
import { Table } from '../../ui/Table.js';
import { displayWidth } from '../../ui/text/width.js';
import { riskTone } from '../guide/plan.js';
import { Line, span } from '../lines.js';
import { useView } from '../view.js';

/** What can be done with the row under the cursor. */
export function RowMenuDialog({ width, height }: { width: number; height: number }) {
  const view = useView();
  const { rowMenu: menu } = view.state.guide;
  if (!menu) return undefined;
  const risks = menu.items.map((item) => view.t({ id: `confirm.risk.${item.risk}` }));
  const riskWidth = Math.max(4, ...risks.map(displayWidth));
  const titles = menu.items.map((item) => displayWidth(view.t(item.title)));
  const hint = view.t({ id: 'guide.screen.row.hint' });
  const wanted = Math.max(
    44,
    displayWidth(hint) + 4,
    displayWidth(menu.title) + 8,
    Math.max(0, ...titles) + riskWidth + 12,
  );
  const size = {
    columns: width,
    rows: height,
    width: Math.min(wanted, width),
    height: Math.min(menu.items.length + 4, height),
  };
  const inner = dialogBodySize(size);
  return (
    <Dialog {...size} title={menu.title}>
      <Table
        columns={[
          { id: 'key', title: '', width: 2, priority: 3 },
          { id: 'title', title: '', flex: 1, priority: 2 },
          { id: 'risk', title: '', width: riskWidth, align: 'right' },
        ]}
        rows={menu.items.map((item, i) => ({
          key: item.playbook,
          cells: [
            { text: item.key, tone: 'key' },
            { text: view.t(item.title) },
            { text: risks[i] ?? '', tone: riskTone[item.risk] },
          ],
        }))}
        width={inner.width}
        height={Math.max(1, inner.height - 1)}
        header={false}
        selected={menu.choice}
        empty={view.t({ id: 'guide.screen.row.nothing' })}
      />
      {inner.height > 1 ? <Line spans={[span(hint, 'dim')]} width={inner.width} /> : undefined}
    </Dialog>
  );
}
