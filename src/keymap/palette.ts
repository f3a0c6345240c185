import { translate } from '../i18n/t.js';
import type { State } from '../store/state.js';
import type { Command } from './commands.js';
import { commandsIn, searchCommands } from './match.js';
import { scopesOf } from './scopes.js';

/** What the palette offers for what is typed; both languages are searched, whichever is shown. */
export function paletteMatches(state: State): readonly Command[] {
  const scopes = scopesOf(state);
  const typed = state.ui.input?.line.text.join('') ?? '';
  if (typed === '') return commandsIn(scopes).filter((c) => c.id !== 'palette');
  return searchCommands(typed, scopes, (c) => `${translate('en', c.help)} ${translate('ja', c.help)}`);
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
