import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { isFilled, patience, startCockpit, untilWhole } from './cockpit.js';
import { labProject, type Project } from './lab-project.js';
import { foreignSequences } from './sequences.js';

const sizes = [
  [80, 24],
  [120, 40],
  [200, 50],
] as const;

describeLab('starting on a real host', () => {
  let lab: Lab;
  let project: Project;
  beforeAll(async () => {
    lab = await startLab();
    project = labProject(lab);
  });
  afterAll(() => project?.remove());

  for (const lang of ['en', 'ja'] as const) {
    for (const [columns, rows] of sizes) {
      test(`fills six panes at ${columns}×${rows} in ${lang}`, async () => {
        await using terminal = startCockpit(project, { args: ['--lang', lang, 'salon-gbp'], columns, rows });
        await terminal.waitFor(isFilled, patience);
        const screen = await untilWhole(terminal);
        expect(screen.rows[0]).toContain(lang === 'ja' ? 'salon-gbp 本番' : 'salon-gbp production');
        expect(screen.text).toContain(lang === 'ja' ? '接続' : 'connected');
        expect(foreignSequences(terminal.raw())).toEqual([]);
      });
    }
  }
});
