import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { isFilled, openCockpit, patience, untilWhole } from './cockpit.js';
import { labProject, type Project } from './lab-project.js';
import { panesOf, type Screen } from './screen.js';
import type { Terminal } from './terminal.js';

const pane = (screen: Screen, index: number): string => {
  const area = panesOf(screen)[index - 1];
  return area ? screen.area(area).join('\n') : '';
};

describeLab('a host in trouble', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal;
  let undo: () => Promise<void> = async () => {};
  beforeAll(async () => {
    lab = await startLab();
    project = labProject(lab);
  });
  afterEach(async () => {
    await terminal?.dispose();
    await undo();
    undo = async () => {};
  });
  afterAll(() => project?.remove());

  for (const fault of ['dockerd-killed', 'dockerd-down']) {
    test(`${fault}: containers keep their data with age and reason, stats live on, all comes back`, async () => {
      terminal = await openCockpit(project);
      undo = await lab.fault(fault);
      await terminal.waitFor(
        (screen) => /^. 1 containers .*[○✗] (?:\d+m)?\d+s [╮┓]/.test(pane(screen, 1)),
        30_000,
      );
      expect(pane(terminal.screen(), 1)).toContain('salon_gbp_api');
      expect(pane(terminal.screen(), 1)).toMatch(/Docker|docker\.sock/);
      expect(terminal.screen().rows[0]).toContain('● connected');
      expect(pane(terminal.screen(), 2)).not.toMatch(/○/);
      await untilWhole(terminal);
      await undo();
      undo = async () => {};
      await terminal.waitFor(
        (screen) => isFilled(screen) && /^. 1 containers ..? 7\/7 up [━─]*[╮┓]/.test(pane(screen, 1)),
        patience,
      );
    });
  }

  test('connfull: the postgres pane is full although no connection slot is left', async () => {
    undo = await lab.fault('connfull');
    terminal = await openCockpit(project);
    await terminal.waitFor((screen) => /conn (?:2[0-9]|30)(?:\/\d+)? /.test(pane(screen, 4)), patience);
    await untilWhole(terminal);
  });
});
