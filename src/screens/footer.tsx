import { KeyHints } from '../ui/KeyHints.js';
import { TextInput } from '../ui/TextInput.js';
import { footerHints } from './footer-hints.js';
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
  const { guide } = view.state;
  // These are answered by their own keys, which stand in the dialog; no other key works.
  if (guide.confirm || guide.rowMenu || guide.rowOutcome)
    return <Line spans={ui.toast ? [span(view.t(ui.toast.text), 'accent')] : []} width={width} />;
  if (ui.toast) return <Line spans={[span(view.t(ui.toast.text), 'accent')]} width={width} />;
  return <KeyHints hints={footerHints(view)} width={width} />;
}
