import { cursorAt, listOf } from '../../src/store/lists.js';
import type { LabGuide } from './lab-guide.js';

/** Opens a tree by the keys of the list of playbooks, wherever it stands there. */
export async function openTree(live: LabGuide, playbook: string): Promise<void> {
  const state = await live.until(
    `${playbook} can be walked`,
    (s) => s.guide.offers.some((offer) => offer.playbook === playbook && offer.missing.length === 0),
    60_000,
  );
  const ids = state.guide.offers.map((offer) => offer.playbook);
  // The cursor stays with the tree on which it was left, wherever that stands now.
  const toTop = cursorAt(listOf(state.ui, 'triage'), ids) === 0 ? [] : ['g'];
  live.press('t', ...toTop, ...Array.from({ length: ids.indexOf(playbook) }, () => 'j'), 'enter');
  await live.until(`${playbook} is open`, () => live.walk()?.playbook === playbook, 20_000);
}
