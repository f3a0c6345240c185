import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { openCockpit, patience } from './cockpit.js';
import { labProject, type Project, salon } from './lab-project.js';
import { builtProgram } from './program.js';
import type { Terminal } from './terminal.js';

const writesDocs = process.env.COCKPIT_WRITE_DOCS === '1';
const contacts = `    response: { critical: 10m }
    contacts:
      - { role: on-call, reach: 'pager 1', within: 5m }
      - { role: 開発リード, name: 青木, reach: 'Slack #dev', within: 30m }
`;

describeLab('an incident', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal | undefined;
  let undo: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    lab = await startLab();
  });
  beforeEach(async () => {
    await forgetReports(lab);
    project = labProject(lab);
    project.hosts(salon + contacts);
  });
  afterEach(async () => {
    await terminal?.dispose();
    await undo?.();
    project.remove();
  });

  const incident = (...args: string[]) =>
    spawnSync(builtProgram(), ['incident', ...args], {
      cwd: project.home,
      env: project.env,
      encoding: 'utf8',
    });
  const say = async (open: Terminal, key: string, prompt: string, text: string) => {
    await open.press(key);
    await open.waitFor(prompt);
    await open.press('ctrl-u');
    await open.type(text);
    await open.press('enter');
  };

  test('goes from its declaration over cause, repair and a killed cockpit to a post-mortem', async () => {
    undo = await lab.fault('502');
    terminal = await openCockpit(project);
    await terminal.waitFor('t: 502 Bad Gateway', patience);
    await terminal.press('I');
    await terminal.waitFor('How bad is it?');
    await say(terminal, 'c', 'what is the incident called:', 'salon-gbp answers 502');
    await terminal.waitFor(/critical \d+s\/10m/);
    await terminal.waitFor(/call on-call in \dm/);
    await terminal.press('c');
    await terminal.waitFor(/on-call was called/);
    await terminal.press('escape', 't');
    await terminal.waitFor(/▸ .*502 Bad Gateway/);
    await terminal.press('enter');
    await terminal.waitFor('docker start salon_gbp_api', patience);
    await terminal.press('enter');
    await terminal.waitFor(/Run it\?.*production/);
    // A question is answered by a key that comes after it could be read.
    await terminal.quiet(260, 1500);
    await terminal.press('y');
    await terminal.waitFor('resolved', 60_000);
    await say(terminal, 'ctrl-n', 'note:', 'api was stopped by hand during maintenance');
    await terminal.waitFor((screen) => !screen.text.includes('note:'));
    terminal.kill('SIGKILL');
    await terminal.exit;
    await terminal.dispose();

    terminal = await openCockpit(project);
    await terminal.waitFor(/critical .*\/10m/);
    await terminal.press('I');
    await terminal.waitFor('cockpit started again');
    expect(terminal.screen().text).toContain('api was stopped by hand during maintenance');
    await say(terminal, 'f', 'to be done afterwards:', 'announce maintenance in the on-call channel');
    await terminal.waitFor(/to do afterwards: announce/);
    await say(terminal, 'X', 'what resolved it:', 'started the api container again');
    await terminal.waitFor((screen) => !/critical .*\/10m/.test(screen.rows[0] ?? ''));
    await terminal.press('ctrl-c');
    expect((await terminal.exit).code).toBe(0);

    expect(incident('list', '--lang', 'en').stdout).toMatch(/salon-gbp +closed +critical/);
    const { stdout } = incident('export', '--lang', 'en');
    expect(stdout).toContain('# salon-gbp answers 502');
    expect(stdout).toMatch(/## Causes[\s\S]*salon_gbp_api is stopped[\s\S]*> .*salon_gbp_api/);
    expect(stdout).toMatch(/\| a cause was named \| (?:\d+ min )?\d+ s \|/);
    expect(stdout).toMatch(/## Commands that were run[\s\S]*done · exit 0[\s\S]*docker start salon_gbp_api/);
    // Steps stand there by their titles.
    expect(stdout).toContain('Is salon_gbp_api running? → failure');
    expect(stdout).toContain('- [ ] announce maintenance in the on-call channel');
    expect(stdout).toContain('started the api container again');
    expect(incident('export', '--lang', 'ja').stdout).toMatch(/## 原因と根拠[\s\S]*停止/);
    if (writesDocs) {
      const note =
        '<!-- Made by `COCKPIT_WRITE_DOCS=1 npx vitest run --project lab incident.lab` from an incident on the lab; do not edit. -->';
      writeFileSync(
        fileURLToPath(new URL('../../docs/post-mortem-example.md', import.meta.url)),
        stdout.replace('\n', `\n\n${note}\n`),
      );
    }
  });
});
