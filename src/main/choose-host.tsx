import { render } from 'ink';
import type { Lang } from '../i18n/t.js';
import { type HostRow, HostsScreen } from '../screens/hosts-screen.js';
import { detectCapabilities } from '../ui/capabilities.js';
import { makeTheme, ThemeContext } from '../ui/theme.js';
import { type Choice, reachOf } from './host-list.js';

/** Shows the host list until one is chosen; undefined when the operator leaves. */
export async function chooseHost(
  choices: readonly Choice[],
  lang: Lang,
  ascii: boolean,
): Promise<Choice | undefined> {
  const capabilities = detectCapabilities(process.env);
  const theme = makeTheme(ascii ? { ...capabilities, unicode: false } : capabilities);
  const aborter = new AbortController();
  const reach = new Map<Choice, HostRow['reach']>();
  let chosen: Choice | undefined;
  const draw = () => (
    <ThemeContext value={theme}>
      <HostsScreen
        lang={lang}
        rows={choices.map((choice) => ({
          name: choice.name,
          title: choice.title,
          source: choice.source,
          reach: reach.get(choice) ?? 'checking',
          ...(choice.environment === undefined ? {} : { environment: choice.environment }),
        }))}
        onChoice={(name) => {
          chosen = choices.find((choice) => choice.name === name);
          instance.unmount();
        }}
      />
    </ThemeContext>
  );
  const instance = render(draw(), { alternateScreen: true, exitOnCtrlC: false, interactive: true });
  for (const choice of choices) {
    void reachOf(choice, aborter.signal).then((found) => {
      if (aborter.signal.aborted) return;
      reach.set(choice, found);
      instance.rerender(draw());
    });
  }
  await instance.waitUntilExit().catch(() => {});
  aborter.abort();
  return chosen;
}
