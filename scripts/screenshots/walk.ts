import type { Terminal } from '../../test/journeys/terminal.js';
import { newHome, overview, patience, type Studio, session, site502, text } from './session.js';

/** Back to the six panes: on a busy machine an Escape and the key after it would arrive as one. */
async function goBack(terminal: Terminal): Promise<void> {
  await terminal.press('escape');
  await terminal.waitFor((screen) => overview(screen) === undefined, patience);
}

/** An incident from its declaration over the playbook to its debrief, and its post-mortem on the plain terminal. */
export async function walkPictures(studio: Studio): Promise<void> {
  const home = newHome(studio);
  await session(studio, { args: ['--lang', 'en', 'drill'], home }, async (terminal, take) => {
    await terminal.waitFor((screen) => site502(screen) === undefined, patience);
    // A moment later every signal of it is in.
    await terminal.waitFor(/t: A container dies or restarts/, patience);
    await terminal.press('I');
    await terminal.waitFor(/How bad is it/, patience);
    await terminal.press('h');
    await terminal.waitFor(/what is the incident called/, patience);
    await terminal.press('enter');
    await terminal.waitFor(/declared as high/, patience);
    await goBack(terminal);
    await terminal.press('t');
    await take('triage', 'cockpit: playbooks, the best fit first', text(/▸ .*A container dies or restarts/));
    await terminal.press('enter');
    await terminal.waitFor(/Cause .*runs out of memory/, patience);
    // Back to the step that named it, with its evidence.
    await terminal.press('[');
    await take('guide', 'cockpit: the cause and its line', text(/\$ docker events[\s\S]*▸[\s\S]*fail/));
    await terminal.press(']');
    await terminal.quiet(500, 1000);
    await terminal.press('enter');
    await terminal.waitFor(/nothing runs yet/, patience);
    await terminal.quiet(1500, 3000);
    await terminal.press('enter');
    await take('confirm', 'cockpit: the question before an action', text(/Run it\?/));
    await terminal.quiet(700, 900);
    await terminal.type('api');
    await terminal.press('enter');
    await take('resolved', 'cockpit: a walk at its end', text(/resolved[\s\S]*Enter →[\s\S]*solved after/));
    await terminal.press('I');
    await take('incident', 'cockpit: the timeline of an incident', text(/playbook ended/));
    await terminal.press('escape');
    await terminal.waitFor(/Enter → close the playbook/, patience);
    await terminal.press('D');
    await take('debrief', 'cockpit: the debrief of a drill', text(/What was wrong[\s\S]*The shortest way/));
    await terminal.press('escape');
    await terminal.waitFor(/Enter → close the playbook/, patience);
    await terminal.press('I');
    await terminal.waitFor(/playbook ended/, patience);
    await terminal.press('X');
    await terminal.waitFor(/what resolved it/, patience);
    await terminal.type('the api was made anew');
    await terminal.press('enter');
    await terminal.waitFor((screen) => !/what resolved it/.test(screen.text), patience);
    await terminal.quiet(1000, 3000);
  });
  await session(
    studio,
    { args: ['--lang', 'en', 'incident', 'export'], home, rows: 66 },
    async (terminal, take) => {
      await terminal.exit;
      await take('post-mortem', 'cockpit incident export: the post-mortem', text(/Timeline/));
    },
  );
}
