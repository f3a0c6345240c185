import { spawnSync } from 'node:child_process';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { goHome, openCockpit, patience, showsOverview, untilWhole } from './cockpit.js';
import { recordHost } from './lab-host.js';
import { labProject, type Project } from './lab-project.js';
import { builtProgram } from './program.js';
import type { Terminal } from './terminal.js';

/** Commands of SSH sessions that change a host, as the lab's sshd records them. */
const changes = (commands: readonly string[]): string[] =>
  commands.filter((line) =>
    /docker\\? '?(?:start|stop|restart|kill|rm|exec -it)/.test(line.replaceAll('\\', '')),
  );

describeLab('playbooks in a terminal', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal | undefined;
  let undo: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    lab = await startLab();
  });
  beforeEach(() => {
    project = labProject(lab);
  });
  afterEach(async () => {
    await terminal?.dispose();
    await undo?.();
    terminal = undefined;
    undo = undefined;
    project.remove();
  });

  const actions = () =>
    spawnSync(builtProgram(), ['--lang', 'en', 'actions', 'salon-gbp'], {
      cwd: project.home,
      env: project.env,
      encoding: 'utf8',
    }).stdout;

  test('two keys from the start to the cause of a 502, one more question to its repair, and a record of it', async () => {
    undo = await lab.fault('502');
    const recorded = await recordHost(lab);
    terminal = await openCockpit(project);
    await terminal.waitFor('t: 502 Bad Gateway', patience);
    await terminal.press('t');
    await terminal.waitFor(/▸ .*502 Bad Gateway/);
    await terminal.press('enter');
    await terminal.waitFor(/Cause +salon_gbp_api is stopped/, patience);
    await terminal.waitFor('docker start salon_gbp_api');
    await untilWhole(terminal);
    await terminal.press('enter');
    await terminal.waitFor(/Run it\?.*production/);
    // None of these is the answer that is asked for.
    for (const key of ['enter', 'space', 'q', '4', 'Y']) await terminal.pressAndSettle(key);
    await terminal.waitFor(/Run it\?.*production/);
    expect(changes((await recorded()).commands)).toEqual([]);
    // A question is answered by a key that comes after it could be read.
    await terminal.quiet(260, 1500);
    await terminal.press('y');
    await terminal.waitFor('resolved', 60_000);
    expect(changes((await recorded()).commands)).toHaveLength(1);
    await terminal.press('enter');
    expect(actions()).toMatch(/web-502.*done.*docker start salon_gbp_api/);
  });

  test('a walk is left and resumed exactly there, with a look into a pane in between', async () => {
    undo = await lab.fault('502');
    terminal = await openCockpit(project);
    await terminal.waitFor('t: 502 Bad Gateway', patience);
    await terminal.press('t');
    await terminal.waitFor(/▸ .*502 Bad Gateway/);
    await terminal.press('enter');
    await terminal.waitFor('nothing runs yet', patience);
    await terminal.press('3');
    await terminal.waitFor(/^┏ 3 logs/m);
    await terminal.press('escape');
    await terminal.waitFor('nothing runs yet');
    await terminal.press('escape');
    await goHome(terminal);
    await terminal.press('t');
    await terminal.waitFor(/▸ .*502 Bad Gateway/);
    await terminal.press('enter');
    await terminal.waitFor('nothing runs yet');
    const { text } = await untilWhole(terminal);
    expect(text).toMatch(/Cause +salon_gbp_api is stopped/);
  });

  test('a container is restarted from its row, asked first; Esc asks nothing of the host', async () => {
    const recorded = await recordHost(lab);
    terminal = await openCockpit(project);
    await terminal.press('1');
    await terminal.waitFor(/^┏ 1 containers/m);
    await terminal.press('/');
    await terminal.type('beat');
    await terminal.press('enter', 'x');
    await terminal.waitFor(/salon_gbp_beat.*[\s\S]*Restart/);
    await terminal.press('r');
    await terminal.waitFor('docker restart salon_gbp_beat');
    await terminal.press('escape');
    await terminal.waitFor((screen) => !screen.text.includes('docker restart'));
    expect(changes((await recorded()).commands)).toEqual([]);
    await terminal.press('x');
    await terminal.waitFor(/salon_gbp_beat.*[\s\S]*Restart/);
    await terminal.press('r');
    await terminal.waitFor('docker restart salon_gbp_beat');
    // A question is answered by a key that comes after it could be read.
    await terminal.quiet(260, 1500);
    await terminal.press('y');
    await terminal.waitFor(/● done/, 60_000);
    expect(changes((await recorded()).commands)).toHaveLength(1);
    expect(actions()).toMatch(/container-restart.*done.*docker restart salon_gbp_beat/);
  });

  test('a shell takes the terminal and gives it back whole', async () => {
    terminal = await openCockpit(project);
    await terminal.press('1');
    await terminal.waitFor(/^┏ 1 containers/m);
    await terminal.press('/');
    await terminal.type('beat');
    await terminal.press('enter', 'x');
    await terminal.waitFor(/salon_gbp_beat.*[\s\S]*[Ss]hell/);
    await terminal.press('e');
    await terminal.waitFor('docker exec -it salon_gbp_beat');
    // A question is answered by a key that comes after it could be read.
    await terminal.quiet(260, 1500);
    await terminal.press('y');
    await terminal.waitFor((screen) => !terminal?.isAlternate && /[#$] *$/m.test(screen.text), 30_000);
    await terminal.type('echo $((6*7))x');
    await terminal.press('enter');
    await terminal.waitFor('42x');
    await terminal.type('exit');
    await terminal.press('enter');
    await terminal.waitFor(() => terminal?.isAlternate === true, 30_000);
    await terminal.waitFor(/● done/);
    await terminal.press('escape');
    await terminal.waitFor((screen) => !screen.text.includes('● done'));
    await goHome(terminal);
    await terminal.waitFor(showsOverview);
    await untilWhole(terminal);
  });
});
