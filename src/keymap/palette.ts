import { bothLanguages } from '../domain/message.js';
import { translate } from '../i18n/t.js';
import { playbookOf } from '../store/selectors/triage.js';
import type { State } from '../store/state.js';
import type { Command } from './command.js';
import { commandsIn, searchCommands } from './match.js';
import { scopesOf } from './scopes.js';

/** What the palette offers for what is typed; both languages are searched, whichever is shown. */
export function paletteMatches(state: State): readonly Command[] {
  const typed = state.ui.input?.line.text.join('') ?? '';
  const all = [...commandsIn(scopesOf(state)).filter((c) => c.id !== 'palette'), ...playbookCommands(state)];
  if (typed === '') return all;
  return searchCommands(typed, all, (c) => `${translate('en', c.help)} ${translate('ja', c.help)}`);
}

/** Each playbook is a command; it is found by its titles, the runbook's own names for it and the ids of its items. */
function playbookCommands(state: State): readonly Command[] {
  return state.guide.offers.flatMap((offer): Command[] => {
    const playbook = playbookOf(state, offer.playbook);
    if (!playbook) return [];
    const { id, title, aliases, source } = playbook;
    const also = [...aliases, ...source].join(' · ');
    const help = bothLanguages(`${title.en} · ${also}`, `${title.ja} · ${also}`);
    return [
      {
        id,
        keys: offer.key === undefined ? [] : [offer.key],
        scope: 'global',
        help,
        label: offer.title,
        footer: 0,
        intent: { do: 'playbook', playbook: id },
      },
    ];
  });
}

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
