import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { goHome, openCockpit, shows, showsOverview, untilWhole } from './cockpit.js';
import { labProject, type Project } from './lab-project.js';
import { foreignSequences } from './sequences.js';
import type { Terminal } from './terminal.js';

const residentMegabytes = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

describeLab('a host that writes whatever it likes', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal;
  let undo: () => Promise<void> = async () => {};
  beforeAll(async () => {
    lab = await startLab();
    project = labProject(lab);
    project.hosts(
      readFileSync(`${project.home}/hosts.yaml`, 'utf8').replace('logs: [', 'logs: [salon_gbp_hostile, '),
    );
  });
  afterEach(async () => {
    await terminal?.dispose();
    await undo();
    undo = async () => {};
  });
  afterAll(() => project?.remove());

  test('sends no sequence of its own to the terminal and breaks no layout, at any size', async () => {
    undo = await lab.fault('hostile');
    terminal = await openCockpit(project);
    for (const [columns, rows] of [
      [120, 40],
      [80, 24],
      [200, 50],
    ] as const) {
      terminal.resize(columns, rows);
      await goHome(terminal);
      await terminal.waitFor((screen) => showsOverview(screen) && screen.columns === columns);
      await untilWhole(terminal);
      for (const pane of [1, 2, 3, 4, 5, 6]) {
        await terminal.press(String(pane));
        await terminal.waitFor(shows(pane));
        await terminal.quiet(100, 300);
        await untilWhole(terminal);
      }
      // The hostile container's own page, tab by tab.
      await terminal.press('1', '/');
      await terminal.type('hostile');
      await terminal.press('enter', 'enter');
      await terminal.waitFor('┏ salon_gbp_hostile');
      for (let tab = 0; tab < 5; tab++) {
        await terminal.press(']');
        await terminal.quiet(100, 300);
        await untilWhole(terminal);
      }
      await terminal.press('escape', '/', 'escape', '3', '&');
      await terminal.type('.');
      await terminal.press('enter', 'w');
      await terminal.quiet(100, 500);
      await untilWhole(terminal);
      await terminal.press('w');
    }
    expect(foreignSequences(terminal.raw())).toEqual([]);
    // What an attack would put into the clipboard.
    expect(terminal.raw().toString('latin1')).not.toContain('\u001B]52');
  });

  test('at 5,000 lines a second leaves keys quick, memory bounded, and counts what it leaves out', async () => {
    undo = await lab.fault('flood', { RATE: '5000' });
    terminal = await openCockpit(project);
    await terminal.press('3');
    await terminal.waitFor(shows(3), 2000);
    await terminal.waitFor(/line \d+ upstream timed out/);
    await terminal.waitFor(/[\d,]+ left out/, 20_000);
    const end = performance.now() + 20_000;
    while (performance.now() < end) {
      for (const pane of [1, 3]) {
        await terminal.press(String(pane));
        await terminal.waitFor(shows(pane), 2000);
      }
      await terminal.quiet(500, 500);
      expect(residentMegabytes(terminal.pid)).toBeLessThan(400);
    }
    await untilWhole(terminal);
    expect(terminal.ended).toBeUndefined();
  });
});
