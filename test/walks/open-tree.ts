import type { LabGuide } from './lab-guide.js';

/** Opens a tree by the keys of the list of playbooks, wherever it stands there. */
export async function openTree(live: LabGuide, playbook: string): Promise<void> {
  const state = await live.until(
    `${playbook} can be walked`,
    (s) => s.guide.offers.some((offer) => offer.playbook === playbook && offer.missing.length === 0),
    60_000,
  );
  const place = state.guide.offers.findIndex((offer) => offer.playbook === playbook);
  live.press('t', ...Array.from({ length: place }, () => 'j'), 'enter');
  await live.until(`${playbook} is open`, () => live.walk()?.playbook === playbook, 20_000);
}
