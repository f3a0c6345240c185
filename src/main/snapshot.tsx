import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import { msg } from '../domain/message.js';
import { type Lang, translate } from '../i18n/t.js';
import { startSession } from '../runtime/session.js';
import { App } from '../screens/app.js';
import { initialState, type State } from '../store/state.js';
import { createCockpitStore } from '../store/store.js';
import { detectCapabilities } from '../ui/capabilities.js';
import { makeTheme, ThemeContext } from '../ui/theme.js';
import type { Reach } from './reach-host.js';

const patienceMs = 15_000;
const size = { columns: 120, rows: 50 };

/** Reads everything once and prints it as text without colours; exit code 1 when something did not answer in time. */
export async function printSnapshot(
  reach: Reach,
  { lang, version }: { lang: Lang; version: string },
): Promise<number> {
  const store = createCockpitStore(
    initialState({ host: reach.entry, mode: 'operate', lang, now: Date.now(), size }),
  );
  const session = startSession({
    host: reach.entry,
    store,
    link: reach.link,
    readers: reach.readers,
    now: Date.now,
  });
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && !isFull(store.getState())) await sleep(100);
  // Rates and the diagnosis need a second look.
  if (isFull(store.getState())) await sleep(2500);
  const isComplete = isFull(store.getState());
  const theme = makeTheme({ ...detectCapabilities(process.env), color: 'none' });
  const frame = renderToString(
    <ThemeContext value={theme}>
      <App store={store} lines={session.lines} version={version} />
    </ThemeContext>,
    { columns: size.columns },
  );
  await session.stop();
  const lines = stripVTControlCharacters(frame).split('\n').slice(0, -1);
  process.stdout.write(`${lines.map((line) => line.trimEnd()).join('\n')}\n`);
  if (isComplete) return 0;
  process.stderr.write(
    `cockpit: ${translate(lang, msg('cli.snapshot.late', { seconds: patienceMs / 1000 }))}\n`,
  );
  return 1;
}

/** Every configured pane has an answer, good or bad. */
function isFull({ data, host }: State): boolean {
  const wanted = [
    data.containers,
    data.stats,
    ...Object.values(data.postgres),
    ...(host.queues.length + host.redis.length > 0 ? [data.queues] : []),
    ...(host.checks.length > 0 ? [data.checks] : []),
  ];
  return data.link.phase === 'up' && wanted.every((snapshot) => snapshot.state !== 'pending');
}
