import { whyUnavailable } from '../keymap/available.js';
import type { Command, Scope } from '../keymap/command.js';
import { commandsIn, keyText, matchCommand } from '../keymap/match.js';
import { scopesOf } from '../keymap/scopes.js';
import { activeList } from '../store/active-list.js';
import { listOf } from '../store/lists.js';
import { type KeyHint, KeyHints } from '../ui/KeyHints.js';
import { TextInput } from '../ui/TextInput.js';
import { fitColumns } from '../ui/text/fit.js';
import { displayWidth } from '../ui/text/width.js';
import { idleGuideCommands } from './guide/working-keys.js';
import { Line, span } from './lines.js';
import { keyName } from './triage/playbook-key.js';
import { useView, type View } from './view.js';

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
  const scopes = scopesOf(view.state);
  const idle = scopes.includes('guide') ? idleGuideCommands(view.state) : undefined;
  const hints = commandsIn(scopes)
    .filter(
      (c) => c.footer > 0 && !idle?.has(c.id) && !whyUnavailable(c, view.state) && !leadsNowhere(c, scopes),
    )
    .map((c) => (ownFirst.has(c.scope) ? { ...c, footer: c.footer + guideFirst } : c))
    .sort((a, b) => b.footer - a.footer)
    .map((c) => ({ keys: shownKey(c, scopes), label: view.t(c.label), priority: c.footer }));
  const list = activeList(view.state);
  const filter = list ? listOf(ui, list).filter : '';
  const bound = boundPlaybooks(view);
  // In a walk its own keys come first; the playbooks that could be opened instead fill what is left.
  const first = idle ? hints.filter((h) => h.priority >= guideFirst).length : 2;
  const all = [...hints.slice(0, first), ...bound, ...hints.slice(first)];
  return (
    <KeyHints hints={filter ? [{ keys: '/', label: filter, priority: 200 }, ...all] : all} width={width} />
  );
}

/** On these screens their own keys are what the operator looks for. */
const ownFirst: ReadonlySet<Scope> = new Set(['guide', 'declare', 'incident']);
const guideFirst = 40;

/** What the screen of an incident has no use for: it opens nothing, has no filter, and is where its key leads. */
const idleOnIncident: ReadonlySet<string> = new Set([
  'open',
  'incident',
  'filter',
  'next-trouble',
  'previous-trouble',
]);

/** A wall has no row to copy. */
function leadsNowhere({ id }: Command, [scope]: readonly Scope[]): boolean {
  if (scope === 'wall') return id === 'copy';
  return (scope === 'declare' || scope === 'incident') && idleOnIncident.has(id);
}

/** The first key that an inner scope does not take for something else. */
function shownKey(command: Command, scopes: readonly Scope[]): string {
  const free = command.keys.find((key) => matchCommand(key, scopes)?.id === command.id);
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
