import { bothLanguages } from '../domain/message.js';
import { translate } from '../i18n/t.js';
import { playbookOf } from '../store/selectors/triage.js';
import type { State } from '../store/state.js';
import type { Command } from './command.js';
import { commandsIn } from './match.js';
import { itemCommands } from './palette-items.js';
import { perOffers } from './per-offers.js';
import { scopesOf } from './scopes.js';
import { searchCommands } from './search.js';

/** What the palette offers for what is typed; both languages are searched, whichever is shown. */
export function paletteMatches(state: State): readonly Command[] {
  const typed = state.ui.input?.line.text.join('') ?? '';
  const all = [...commandsIn(scopesOf(state)).filter((c) => c.id !== 'palette'), ...playbookCommands(state)];
  if (typed === '') return all;
  return searchCommands(
    typed,
    [...all, ...itemCommands(state)],
    (c) => `${translate('en', c.help)} ${translate('ja', c.help)}`,
  );
}

/** Each playbook is a command; it is found by its titles, the runbook's own names for it and the ids of its items. */
const playbookCommands = perOffers((state) =>
  state.guide.offers.flatMap((offer): Command[] => {
    const playbook = playbookOf(state, offer.playbook);
    if (!playbook) return [];
    const { id, aliases, source } = playbook;
    const title = { en: translate('en', offer.title), ja: translate('ja', offer.title) };
    const also = [...aliases, ...source].join(' · ');
    const help = bothLanguages(`${title.en} · ${also}`, `${title.ja} · ${also}`);
    return [
      {
        id,
        keys: offer.key === undefined ? [] : [offer.key],
        scope: 'global',
        help,
        label: offer.title,
        names: [title.en, title.ja, ...aliases],
        ...(offer.missing.length > 0 ? { blocked: true as const } : {}),
        footer: 0,
        intent: { do: 'playbook', playbook: id },
      },
    ];
  }),
);

/** What Tab completes: the longest beginning that all matching ids share, when it is longer than what is typed. */
export function completion(state: State): string | undefined {
  const typed = (state.ui.input?.line.text.join('') ?? '').toLowerCase();
  const ids = paletteMatches(state)
    .map((c) => c.id)
    .filter((id) => id.startsWith(typed));
  const [first, ...rest] = ids;
  if (first === undefined) return undefined;
  let end = first.length;
  for (const id of rest) while (!id.startsWith(first.slice(0, end))) end--;
  return end > typed.length ? first.slice(0, end) : undefined;
}
