import { commandsIn, keyText } from '../keymap/match.js';
import { scopesOf } from '../keymap/scopes.js';
import { activeList } from '../store/active-list.js';
import { listOf } from '../store/lists.js';
import { KeyHints } from '../ui/KeyHints.js';
import { TextInput } from '../ui/TextInput.js';
import { Line, span } from './lines.js';
import { useView } from './view.js';

/** Last line: the input being typed, a passing message, or the keys that work here. */
export function Footer({ width }: { width: number }) {
  const view = useView();
  const { ui } = view.state;
  if (ui.input && ui.input.purpose !== 'palette') {
    const prompt = `${view.t({ id: `input.${ui.input.purpose}` })} `;
    const text = ui.input.line.text.join('');
    const cursor = ui.input.line.text.slice(0, ui.input.line.cursor).join('').length;
    if (ui.input.error)
      return (
        <Line
          spans={[span(prompt, 'key'), span(text), span('  '), span(view.t(ui.input.error), 'fail')]}
          width={width}
        />
      );
    return <TextInput line={{ text, cursor }} width={width} prompt={prompt} />;
  }
  if (ui.toast) return <Line spans={[span(view.t(ui.toast.text), 'accent')]} width={width} />;
  const scopes = scopesOf(view.state);
  const hints = commandsIn(scopes)
    .filter((c) => c.footer > 0)
    .sort((a, b) => b.footer - a.footer)
    .map((c) => ({ keys: keyText(c.keys[0] ?? ''), label: view.t(c.label), priority: c.footer }));
  const list = activeList(view.state);
  const filter = list ? listOf(ui, list).filter : '';
  return (
    <KeyHints
      hints={filter ? [{ keys: '/', label: filter, priority: 200 }, ...hints] : hints}
      width={width}
    />
  );
}
