import { emptyPane, showsOverview } from './cockpit.js';
import type { Screen } from './screen.js';
import type { Terminal } from './terminal.js';

/** A busy machine may take this long for what a quiet one does in seconds, ms. */
const patience = 90_000;

/** What is on the screen when a still is taken; its name is that of a file. */
export type Still = (name: string, screen: Screen) => Promise<void>;

/** How long a viewer is given to see what has just come, ms; none: as fast as it goes. */
export interface Pauses {
  readonly look: number;
  readonly key: number;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * What somebody does who has just typed `npm start`: sees six panes, then trouble, takes a hint, walks the playbook that
 * is offered, repairs, and reads the debrief. Rejects with the screen where it does not go on.
 */
export async function firstMinute(
  terminal: Terminal,
  take: Still = async () => {},
  { look, key }: Pauses = { look: 0, key: 0 },
): Promise<void> {
  const show = async (name: string, wanted: RegExp | ((screen: Screen) => boolean)) => {
    const screen = await terminal.waitFor(wanted, patience);
    await sleep(look);
    await take(name, screen);
  };
  const press = async (...keys: readonly string[]) => {
    for (const one of keys) {
      await terminal.press(one);
      await sleep(key);
    }
  };
  await show('six-panes', (screen) => emptyPane(screen) === undefined && showsOverview(screen));
  await terminal.waitFor((screen) => /502/.test(screen.rows[1] ?? ''), patience);
  await terminal.waitFor(/Users report that the site shows "502 Bad Gateway"/, patience);
  await show('trouble', /t: A container dies or restarts/);
  await press('H');
  await show('hint', /hint 1 of 3: The line on top names/);
  await press('t');
  await show('playbooks', /▸ .*A container dies or restarts/);
  await press('enter');
  await show('cause', /Cause .*runs out of memory/);
  await press('enter');
  await terminal.waitFor(/nothing runs yet/, patience);
  await press('enter');
  await show('question', /Run it\?/);
  // Nobody reads a question and answers it faster.
  await terminal.quiet(700, 900);
  await press(...'api', 'enter');
  await show('solved', /solved after \d+:\d\d/);
  await press('D');
  await show('debrief', /What was wrong/);
}
