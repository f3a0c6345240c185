import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../src/keymap/commands.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { goHome, openCockpit, shows, showsOverview, untilWhole } from './cockpit.js';
import { recordHost } from './lab-host.js';
import { labProject, type Project } from './lab-project.js';
import { isListOfJobs, isReadingCommand, typedCommand } from './reading-commands.js';
import { bodyOf, type Screen } from './screen.js';
import { foreignSequences } from './sequences.js';
import type { Terminal } from './terminal.js';

const quitting = ['q', 'ctrl-c'];
const keys = [...new Set(commands.flatMap((command) => command.keys))].filter(
  (key) => !quitting.includes(key),
);

const title = (screen: Screen): string => screen.rows[bodyOf(screen).y] ?? '';
const showsDetail = (screen: Screen): boolean => /^┏ (?:salon_gbp|gateway)/.test(title(screen));
const showsHelp = (screen: Screen): boolean => /^┏ help /.test(title(screen));

describeLab('every key on every screen', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal;
  let recorded: Awaited<ReturnType<typeof recordHost>>;
  beforeAll(async () => {
    lab = await startLab();
    project = labProject(lab);
    recorded = await recordHost(lab);
    terminal = await openCockpit(project, { columns: 100, rows: 30 });
  });
  afterAll(async () => {
    await terminal?.dispose();
    project?.remove();
  });

  const screens: [name: string, keys: string[], isShown: (screen: Screen) => boolean][] = [
    ['overview', [], showsOverview],
    ['containers', ['1'], shows(1)],
    ['stats', ['2'], shows(2)],
    ['logs', ['3'], shows(3)],
    ['postgres', ['4'], shows(4)],
    ['queues', ['5'], shows(5)],
    ['alerts', ['6'], shows(6)],
    ['container', ['1', 'enter'], showsDetail],
    ['help', ['?'], showsHelp],
  ];

  for (const [name, way, isShown] of screens) {
    test(`leaves the ${name} screen whole`, async () => {
      const open = async () => {
        await goHome(terminal);
        for (const key of way) {
          await terminal.pressAndSettle(key);
        }
        await terminal.waitFor(isShown);
      };
      await open();
      for (const key of keys) {
        await terminal.pressAndSettle(key);
        await untilWhole(terminal).catch((error: Error) => {
          throw new Error(`after ${key} on ${name}: ${error.message}`);
        });
        const footer = terminal.screen().rows.at(-1) ?? '';
        const isTyping = /^(?:filter|search|show lines matching|save to file): /.test(footer);
        if (isTyping) await terminal.press('escape');
        if (!isShown(terminal.screen()) || key === 'space') await open();
      }
      expect(terminal.ended).toBeUndefined();
    });
  }

  test('sends nothing to the terminal that cockpit has no use for', () => {
    // y copies by OSC 52.
    expect(foreignSequences(terminal.raw(), [/^\u001B\]52;c;[A-Za-z0-9+/=]*\u0007$/])).toEqual([]);
  });

  test('makes the host do nothing but read', async () => {
    const { api, commands: run } = await recorded();
    expect(api.length).toBeGreaterThan(0);
    expect(api.filter((call) => !/^(?:GET|HEAD) /.test(call))).toEqual([]);
    expect(run.length).toBeGreaterThan(0);
    const changing = run
      .map(typedCommand)
      .filter((command) => !isReadingCommand(command) && !isListOfJobs(command));
    expect(changing).toEqual([]);
  });

  test('q leads back to the overview and ends there, with exit code 0', async () => {
    await goHome(terminal);
    await terminal.press('4');
    await terminal.waitFor(shows(4));
    await terminal.press('q');
    await terminal.waitFor(showsOverview);
    await terminal.press('q');
    expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
  });
});
