import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { goHome, openCockpit, shows, showsOverview, untilWhole } from './cockpit.js';
import { labProject, type Project } from './lab-project.js';
import { sequencesIn } from './sequences.js';
import type { Terminal } from './terminal.js';

describeLab('moving between panes', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal;
  beforeAll(async () => {
    lab = await startLab();
    project = labProject(lab);
    terminal = await openCockpit(project);
  });
  beforeEach(() => goHome(terminal));
  afterAll(async () => {
    await terminal?.dispose();
    project?.remove();
  });

  test('digits open panes and Escape leads back', async () => {
    for (const pane of [1, 2, 3, 4, 5, 6]) {
      await terminal.press(String(pane));
      await terminal.waitFor(shows(pane));
      await untilWhole(terminal);
      await terminal.press('escape');
      await terminal.waitFor(showsOverview);
    }
  });

  test('Tab goes round all panes, and Enter opens the one it stands on', async () => {
    const focus = (text: string) => Number(/┏ ([1-6]) /.exec(text)?.[1]);
    const seen = new Set<number>();
    for (let step = 0; step < 6; step++) {
      const before = focus(terminal.screen().text);
      await terminal.press('tab');
      const pane = focus(
        (await terminal.waitFor(({ text }) => !Number.isNaN(focus(text)) && focus(text) !== before)).text,
      );
      seen.add(pane);
      await terminal.press('enter');
      await terminal.waitFor(shows(pane));
      await terminal.press('escape');
      await terminal.waitFor((screen) => showsOverview(screen) && focus(screen.text) === pane);
    }
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('a filter narrows the containers and Escape gives them back', async () => {
    await terminal.press('1');
    await terminal.waitFor(shows(1));
    await terminal.press('/');
    await terminal.waitFor('filter:');
    await terminal.type('redis');
    await terminal.waitFor(
      (screen) =>
        / salon_gbp_redis /.test(screen.text) && !/ salon_gbp_web +(?:healthy|running)/.test(screen.text),
    );
    await terminal.press('escape');
    await terminal.waitFor(/ salon_gbp_web +(?:healthy|running)/);
  });

  test('the palette completes a command with Tab and runs it with Enter', async () => {
    await terminal.press(':');
    await terminal.waitFor('┏ command');
    await terminal.type('postg');
    await terminal.press('tab');
    await terminal.waitFor(/: postgres/);
    await terminal.press('enter');
    await terminal.waitFor(shows(4));
  });

  test('the palette changes the language', async () => {
    await terminal.press(':');
    await terminal.type('japanese');
    await terminal.press('enter');
    await terminal.waitFor('コンテナ');
    await untilWhole(terminal);
    await terminal.press(':');
    await terminal.type('english');
    await terminal.press('enter');
    await terminal.waitFor('containers');
  });

  test('freeze holds the screen still, with the age of what is shown', async () => {
    await terminal.press('space');
    const frozen = await terminal.waitFor(/FROZEN \d+s ago/);
    const body = frozen.rows.slice(3, -1).join('\n');
    await terminal.waitFor((screen) => /FROZEN [3-9]s ago/.test(screen.text));
    expect(terminal.screen().rows.slice(3, -1).join('\n')).toBe(body);
    await terminal.press('space');
    await terminal.waitFor((screen) => !screen.text.includes('FROZEN'));
  });

  test('+ zooms into the focused pane and out again', async () => {
    await terminal.press('+');
    await terminal.waitFor((screen) => !showsOverview(screen));
    await terminal.press('+');
    await terminal.waitFor(showsOverview);
  });

  test('help names the keys of the screen from which it was called', async () => {
    await terminal.press('3');
    await terminal.waitFor(shows(3));
    await terminal.press('?');
    await terminal.waitFor(/┏ help .*[\s\S]*logs-search/);
    await terminal.press('escape');
    await terminal.waitFor(shows(3));
  });

  test('y copies what is selected by OSC 52', async () => {
    await terminal.press('1');
    await terminal.waitFor(shows(1));
    const from = terminal.received;
    await terminal.press('g', 'y');
    await terminal.waitFor(/copied: \S+/);
    const name = /copied: (\S+)/.exec(terminal.screen().text)?.[1] ?? '';
    expect(sequencesIn(terminal.raw(from)).filter((sequence) => sequence.kind === 'osc')).toEqual([
      { kind: 'osc', text: `\u001B]52;c;${Buffer.from(name).toString('base64')}\u0007` },
    ]);
  });

  test('a container opens with all its tabs, and no secret reaches the terminal', async () => {
    const env = (await lab.run('cat /opt/salon-gbp/.env')).stdout;
    const secrets = [
      ...env.matchAll(/^(?:POSTGRES_PASSWORD|TOKEN_ENC_KEY_B64|OAUTH_STATE_SECRET)=(.+)$/gm),
    ].map((match) => match[1] ?? '');
    expect(secrets).toHaveLength(3);
    for (const name of ['salon_gbp_api', 'salon_gbp_db']) {
      await goHome(terminal);
      await terminal.press('1');
      await terminal.waitFor(shows(1));
      await terminal.press('/');
      await terminal.type(name);
      await terminal.press('enter');
      await terminal.press('enter');
      await terminal.waitFor(`┏ ${name}`);
      await terminal.waitFor(/\[inspect\][\s\S]*image/);
      await terminal.press(']');
      await terminal.waitFor(/\[environment\][\s\S]*POSTGRES_PASSWORD|\[environment\][\s\S]*DATABASE_URL/);
      await terminal.press(']');
      await terminal.waitFor(/\[processes\][\s\S]*(?:uvicorn|postgres)/);
      await terminal.press(']', ']');
      await terminal.waitFor(/\[health log\]/);
      await untilWhole(terminal);
      await terminal.press(']');
      await terminal.waitFor('[inspect]');
      await terminal.press('escape');
      await terminal.waitFor(shows(1));
      await terminal.press('/', 'escape');
    }
    const bytes = terminal.raw().toString('utf8');
    expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
  });
});
