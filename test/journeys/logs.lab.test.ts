import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { goHome, openCockpit, shows, showsOverview, untilWhole } from './cockpit.js';
import { numbersIn, startNumberedWriter } from './lab-host.js';
import { labProject, type Project } from './lab-project.js';
import type { Screen } from './screen.js';
import type { Terminal } from './terminal.js';
import { until } from './wait.js';

const settings = (screen: Screen): string => screen.rows[4] ?? '';

describeLab('reading logs', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal;
  const name = `step-${Date.now()}`;
  beforeAll(async () => {
    lab = await startLab();
    project = labProject(lab);
    terminal = await openCockpit(project);
    await startNumberedWriter(lab, name, { count: 60, perSecond: 200 });
    await startNumberedWriter(lab, `ERROR ${name}`, { count: 3, perSecond: 20, container: 'salon_gbp_beat' });
    await startNumberedWriter(lab, `long-${name} ${'column '.repeat(60)}end-of-line`, { count: 1 });
  });
  beforeEach(async () => {
    await goHome(terminal);
    await terminal.press('3');
    await terminal.waitFor(shows(3));
    await terminal.press('f', 'G');
    await terminal.waitFor('following');
  });
  afterAll(async () => {
    await terminal?.dispose();
    project?.remove();
  });

  async function filter(pattern: string): Promise<void> {
    await terminal.press('&');
    await terminal.waitFor('show lines matching:');
    await terminal.press('ctrl-u');
    await terminal.type(pattern);
    await terminal.press('enter');
    await terminal.waitFor((screen) => !screen.text.includes('show lines matching:'));
  }

  async function search(pattern: string): Promise<void> {
    await terminal.press('/');
    await terminal.waitFor('search:');
    await terminal.press('ctrl-u');
    await terminal.type(pattern);
    await terminal.press('enter');
    await terminal.waitFor((screen) => !screen.text.includes('search:'));
  }

  test('a filter by regular expression leaves only its lines, and an empty one gives all back', async () => {
    await filter(`^${name} 1\\d$`);
    await terminal.waitFor((screen) => /\b10 of \d+ lines/.test(settings(screen)));
    const rows = terminal
      .text()
      .slice(5, -2)
      .filter((row) => row.includes(name));
    expect(rows).toHaveLength(10);
    await filter('');
    await terminal.waitFor((screen) => !settings(screen).includes(name));
  });

  test('a search jumps to the newest match; n and N go on and back', async () => {
    await filter(`^${name} `);
    await search(`${name} [23]0$`);
    await terminal.waitFor(/paused/);
    await terminal.press('N');
    await terminal.press('n');
    await terminal.waitFor(/paused/);
    await terminal.press('y');
    await terminal.waitFor(`${name} 30`);
    await terminal.press('N', 'y');
    await terminal.waitFor((screen) => /copied: .*/.test(screen.rows.at(-1) ?? ''));
    await terminal.press('/', 'ctrl-u', '(', 'enter');
    await terminal.waitFor(/not a regular expression/);
    await untilWhole(terminal);
    await terminal.press('escape');
    await search('');
    await filter('');
  });

  test('e and E jump from error to error', async () => {
    await filter(`^ERROR ${name} `);
    await terminal.waitFor((screen) => /\b3 of \d+ lines/.test(settings(screen)));
    await terminal.press('E');
    await terminal.waitFor(/paused/);
    await terminal.press('E', 'E', 'E');
    await terminal.waitFor('No further error');
    await terminal.press('e');
    await terminal.press('G');
    await filter('');
  });

  test('wrapping and scrolling show the end of a long line', async () => {
    await filter(`long-${name}`);
    await terminal.waitFor((screen) => /\b1 of \d+ lines/.test(settings(screen)));
    expect(terminal.screen().text).not.toContain('end-of-line');
    await terminal.press('w');
    await terminal.waitFor('end-of-line');
    await untilWhole(terminal);
    await terminal.press('w');
    await terminal.waitFor((screen) => !screen.text.includes('end-of-line'));
    for (let step = 0; step < 40; step++) await terminal.press('l');
    await terminal.waitFor(
      (screen) => /end-of-line/.test(screen.text) && /column \d+/.test(settings(screen)),
    );
    for (let step = 0; step < 40; step++) await terminal.press('h');
    await filter('');
  });

  test('source, level and period narrow what is shown, each told in the line above', async () => {
    await terminal.press(']');
    await terminal.waitFor((screen) => /source salon_gbp_/.test(settings(screen)));
    await terminal.press('[');
    await terminal.waitFor((screen) => /source all/.test(settings(screen)));
    await terminal.press('v');
    await terminal.waitFor((screen) => /level warn and worse/.test(settings(screen)));
    await terminal.press('v', 'v');
    await terminal.waitFor((screen) => /level all/.test(settings(screen)));
    await terminal.press('T');
    await terminal.waitFor((screen) => /since 60m/.test(settings(screen)));
    await terminal.press('T', 'T', 'T', 'T');
    await terminal.waitFor((screen) => !/since/.test(settings(screen)));
  });

  test('m draws a line into the logs, t hides the times', async () => {
    await terminal.press('m');
    await terminal.waitFor(/──── marked at|──── \d\d:\d\d/);
    await terminal.press('t');
    await terminal.waitFor((screen) => !/^.\d\d:\d\d:\d\d /.test(screen.rows[8] ?? ''));
    await terminal.press('t');
  });

  test('saves the lines on show into a new file, and never over an old one', async () => {
    await filter(`^${name} `);
    await terminal.waitFor((screen) => /\b6\d of \d+ lines/.test(settings(screen)));
    const file = join(project.home, 'saved.log');
    for (const outcome of [/6\d lines saved to/, /Could not save/]) {
      await terminal.press('ctrl-s');
      await terminal.waitFor('save to file:');
      await terminal.press('ctrl-u');
      await terminal.type(file);
      await terminal.press('enter');
      await terminal.waitFor(outcome);
    }
    await until('the saved file', () => existsSync(file));
    // The marker of an earlier test stands among them.
    expect(numbersIn(file, name)).toEqual(Array.from({ length: 60 }, (_, n) => n));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await filter('');
  });

  test('L on a container shows its lines alone', async () => {
    await terminal.press('0');
    await terminal.waitFor(showsOverview);
    await terminal.press('1');
    await terminal.waitFor(shows(1));
    await terminal.press('g', 'j', 'L');
    await terminal.waitFor((screen) => shows(3)(screen) && /source (?:salon|gateway)/.test(settings(screen)));
  });
});
