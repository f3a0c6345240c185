import type { Confirm } from '../../src/domain/guide.js';
import type { Outcome } from '../../src/domain/perform.js';
import { activeList, listKeys, tabOf } from '../../src/store/active-list.js';
import { selectedRow } from '../../src/store/selectors/selected-row.js';
import type { LabGuide } from './lab-guide.js';
import { answer } from './walk-through.js';

/** A row as a person finds it: on a screen, there on a tab, by what stands in it. */
export interface Place {
  /** Key of the screen, and what the screen is called. */
  readonly screen: readonly [key: string, name: string];
  readonly tab?: string;
  matches(values: Readonly<Record<string, string>>): boolean;
}

type RowValues = Readonly<Record<string, string>>;

export const containerNamed = (name: string): Place => ({
  screen: ['1', 'containers'],
  matches: (values) => values.name === name,
});

/** Puts the cursor on the row, as soon as there is one that fits. */
export async function goToRow(
  live: LabGuide,
  { screen: [key, name], tab, matches }: Place,
): Promise<RowValues> {
  live.press('0', key);
  for (let i = 0; tab !== undefined && tabOf(live.state(), name) !== tab; i++) {
    if (i > 5) throw new Error(`${name} has no tab ${tab}`);
    live.press(']');
  }
  let found: RowValues | undefined;
  const seek = () => {
    const list = activeList(live.state());
    live.press('g');
    for (const _ of list ? listKeys(live.state(), list) : []) {
      const values = selectedRow(live.state())?.values;
      if (values && matches(values)) {
        found = values;
        return true;
      }
      live.press('j');
    }
    return false;
  };
  await live.until(`a row of ${name} ${tab ?? ''}`, seek, 40_000);
  return found ?? {};
}

/** Opens the menu of the row under the cursor, takes what the tree's key offers and gives the consent that is asked for. */
export async function chooseOnRow(live: LabGuide, tree: string): Promise<Confirm> {
  live.press('x');
  const item = live.state().guide.rowMenu?.items.find(({ playbook }) => playbook === tree);
  if (!item) throw new Error(`the row does not offer ${tree}`);
  live.press(item.key);
  const { guide } = await live.until(`the question of ${tree}`, (s) => s.guide.confirm !== undefined);
  if (!guide.confirm) throw new Error('nothing is asked');
  await answer(live, guide.confirm);
  return guide.confirm;
}

/** How the action ended, after cockpit has looked whether it had an effect; the dialog is closed again. */
export async function rowOutcome(live: LabGuide, looked: boolean): Promise<Outcome | undefined> {
  const { guide } = await live.until(
    'the outcome of the row',
    ({ guide: { rowOutcome: ended } }) =>
      ended !== undefined && (!looked || ended.outcome.reconciled?.done === true),
    60_000,
  );
  live.press('escape');
  return guide.rowOutcome?.outcome;
}
