import { whyUnavailable } from '../keymap/available.js';
import type { Command, Scope } from '../keymap/command.js';
import { commandsIn, keyText, matchCommand } from '../keymap/match.js';
import { scopesOf } from '../keymap/scopes.js';
import { activeList } from '../store/active-list.js';
import { listOf } from '../store/lists.js';
import { topScreen } from '../store/state.js';
import type { KeyHint } from '../ui/KeyHints.js';
import { fitColumns } from '../ui/text/fit.js';
import { displayWidth } from '../ui/text/width.js';
import { leadsNowhere } from './footer-idle.js';
import { idleGuideCommands } from './guide/working-keys.js';
import { keyName } from './triage/playbook-key.js';
import type { View } from './view.js';

/** The keys that work here, in the order of the footer: those of the screen itself, then those of every screen. */
export function footerHints(view: View): readonly KeyHint[] {
  const { state } = view;
  const scopes = scopesOf(state);
  const screen = state.ui.help ? 'help' : topScreen(state.ui).id;
  const idle = screen === 'guide' ? idleGuideCommands(state) : undefined;
  const hints = commandsIn(scopes)
    .filter(
      (c) =>
        c.footer > 0 && !idle?.has(c.id) && !whyUnavailable(c, state) && !leadsNowhere(c.id, screen, state),
    )
    .map((c) => ({
      keys: shownKey(c, scopes, state.ui.help || state.ui.stack.length > 1),
      label: view.t(c.label),
      own: ownBy(c.scope) > 0,
      priority: c.footer + ownBy(c.scope),
    }))
    .sort((a, b) => Number(b.own) - Number(a.own) || b.priority - a.priority);
  const list = activeList(state);
  const filter = list ? listOf(state.ui, list).filter : '';
  // In a walk the playbooks that could be opened instead fill what is left; elsewhere help and Enter stand before them.
  const first = hints.filter(({ own }) => own).length + (idle ? 0 : 2);
  const all = [...hints.slice(0, first), ...boundPlaybooks(view), ...hints.slice(first)];
  return filter ? [{ keys: '/', label: filter, priority: 200 }, ...all] : all;
}

/** Keys of every screen stand behind those of the screen, and go first where room is short. */
const general: ReadonlySet<Scope> = new Set(['global', 'overview', 'wall', 'drill']);
/** On these screens nothing else is looked for. */
const ownAlone: ReadonlySet<Scope> = new Set(['guide', 'declare', 'incident']);

/** How much a key of the screen itself counts more; by 30, help, playbooks and the way back hold their own against its least. */
function ownBy(scope: Scope): number {
  if (ownAlone.has(scope)) return 40;
  return general.has(scope) ? 0 : 30;
}

/** The first key that an inner scope does not take for something else; on a screen above another q only closes that. */
function shownKey(command: Command, scopes: readonly Scope[], isAbove: boolean): string {
  const free = command.keys.find(
    (key) =>
      matchCommand(key, scopes)?.id === command.id && !(isAbove && command.id === 'quit' && key === 'q'),
  );
  return keyText(free ?? command.keys[0] ?? '');
}

/** A title longer than this would push the keys of the screen out of the footer. */
const longestTitle = 18;

/** The playbooks that the host entry binds to keys of their own: they work on every screen. */
function boundPlaybooks(view: View): KeyHint[] {
  return view.state.guide.offers.flatMap((offer) => {
    if (offer.key === undefined) return [];
    const title = view.t(offer.title);
    const label = fitColumns(title, Math.min(displayWidth(title), longestTitle));
    return [{ keys: keyName(offer.key), label, priority: 63, disabled: offer.missing.length > 0 }];
  });
}
