import { keyText } from '../keymap/match.js';
import { paletteMatches } from '../keymap/palette.js';
import { Palette } from '../ui/Palette.js';
import { useView } from './view.js';

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
