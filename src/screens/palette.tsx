import { translate } from '../i18n/t.js';
import type { Command } from '../keymap/commands.js';
import { commandsIn, keyText, searchCommands } from '../keymap/match.js';
import type { State } from '../store/state.js';
import { Palette } from '../ui/Palette.js';
import { scopesOf } from './scopes.js';
import { useView } from './view.js';

/** What the palette offers for what is typed; both languages are searched. */
export function paletteMatches(state: State): readonly Command[] {
  const scopes = scopesOf(state);
  const typed = state.ui.input?.line.text.join('') ?? '';
  if (typed === '') return commandsIn(scopes).filter((c) => c.id !== 'palette');
  return searchCommands(typed, scopes, (c) => `${translate('en', c.help)} ${translate('ja', c.help)}`);
}

export function CommandPalette({ columns, rows }: { columns: number; rows: number }) {
  const view = useView();
  const { input } = view.state.ui;
  if (!input) return undefined;
  const matches = paletteMatches(view.state);
  return (
    <Palette
      columns={columns}
      rows={rows}
      title={view.t({ id: 'screen.palette' })}
      prompt=": "
      line={{
        text: input.line.text.join(''),
        cursor: input.line.text.slice(0, input.line.cursor).join('').length,
      }}
      items={matches.map((c) => ({
        key: c.id,
        text: `${c.id}  ${view.t(c.help)}`,
        detail: c.keys.map(keyText).join(' '),
      }))}
      selected={Math.min(input.choice, Math.max(0, matches.length - 1))}
      empty={view.t({ id: 'screen.nothing-matches' })}
    />
  );
}
