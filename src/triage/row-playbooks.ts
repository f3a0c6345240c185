import type { RowMenu } from '../domain/guide.js';
import type { Playbook, Risk, RowPane } from '../domain/playbook.js';
import { bindNeeds } from './bind.js';
import { rowMatches } from './conditions/rows.js';
import type { Surroundings } from './containers.js';
import { fillText } from './fill.js';

const risks: readonly Risk[] = ['none', 'low', 'high', 'destructive'];

/** What can be done with a row: the trees of its pane that fit it and whose needs it meets, the least risky first. */
export function rowItems(
  playbooks: readonly Playbook[],
  pane: RowPane,
  row: Readonly<Record<string, string>>,
  around: Surroundings,
): RowMenu['items'] {
  const items = playbooks.flatMap((playbook) => {
    if (playbook.row?.pane !== pane || !rowMatches(row, playbook.row.where ?? {}, () => undefined)) return [];
    const { values, missing } = bindNeeds(playbook, { ...around, signals: [], row });
    if (missing.length > 0) return [];
    const title = fillText(playbook.title, values);
    return [{ key: playbook.row.key, playbook: playbook.id, title, risk: riskOf(playbook) }];
  });
  return items.toSorted((a, b) => risks.indexOf(a.risk) - risks.indexOf(b.risk));
}

/** The worst that any of its actions does. */
function riskOf({ steps }: Playbook): Risk {
  const own = steps.flatMap((step) => (step.kind === 'action' ? [risks.indexOf(step.deed.risk)] : []));
  return risks[Math.max(0, ...own)] ?? 'none';
}
