import { spawnSync } from 'node:child_process';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { openCockpit, patience } from './cockpit.js';
import {
  consent,
  goToEnded,
  killServer,
  killSessions,
  openTree,
  recordOf,
  restartServer,
  slowPlaybook,
} from './detached-project.js';
import { labProject, type Project } from './lab-project.js';
import { builtProgram } from './program.js';
import type { Terminal } from './terminal.js';
import { until } from './wait.js';

describeLab('a detached action', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal;
  let file: string;
  beforeAll(async () => {
    lab = await startLab();
  });
  beforeEach(() => {
    project = labProject(lab);
    file = `/tmp/slow-${process.pid}-${Date.now()}.txt`;
    slowPlaybook(project, file);
  });
  afterEach(async () => {
    await terminal?.dispose();
    // What a failed test has left there would be taken up in the next one.
    await release();
    const mark = `[${file.charAt(0)}]${file.slice(1)}`;
    await until('the work is over', async () => (await lab.run(`pgrep -f '${mark}'`)).code === 1);
    await lab.run(`rm -rf ${file} ${file}.go /home/ops/.cockpit/jobs/*`);
    project.remove();
  });

  /** The work is under way and has said something. */
  const begin = async () => {
    terminal = await openCockpit(project);
    await openTree(terminal, 'slow work');
    await terminal.waitFor(/nothing runs yet/, patience);
    await terminal.press('enter');
    await consent(terminal);
    await terminal.waitFor(/second 1 is over/, patience);
  };
  /** The work may end. */
  const release = () => lab.run(`touch ${file}.go`);
  const jobFolders = async () => (await lab.run('ls /home/ops/.cockpit/jobs 2>/dev/null')).stdout.trim();

  /** Done once, recorded once, and nothing is left on the host. */
  const expectOnce = async () => {
    expect((await lab.run(`cat ${file}`)).stdout).toBe('once\n');
    const lines = recordOf(project);
    expect(lines.map(({ event, outcome, exit }) => [event, outcome, exit])).toEqual([
      ['started', undefined, undefined],
      ['ended', 'done', 0],
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(1);
    expect(lines[0]).toMatchObject({ detached: true, step: 'work' });
    const [{ id } = { id: '' }] = lines;
    await until('the folder of the job is gone', async () => !(await jobFolders()).includes(id));
  };
  const actions = () =>
    spawnSync(builtProgram(), ['--lang', 'en', 'actions', 'salon-gbp'], {
      cwd: project.home,
      env: project.env,
      encoding: 'utf8',
    }).stdout;

  test('outlives a killed cockpit, is found again, and its walk goes on to the verification', async () => {
    await begin();
    terminal.kill('SIGKILL');
    await terminal.exit;
    await terminal.dispose();
    expect(recordOf(project).map(({ event }) => event)).toEqual(['started']);
    expect(actions()).toMatch(/slow\/work +runs on the host, or its end was not seen yet/);

    terminal = await openCockpit(project);
    await terminal.press('J');
    await terminal.waitFor(/┏ jobs[\s\S]*Work slowly .*running \d+s[\s\S]*second \d+ is over/, patience);
    await release();
    await goToEnded(terminal, 'Work slowly');
    // It ended while somebody watched: the walk has gone on by itself.
    await terminal.waitFor(/It was done exactly once/, patience);
    await expectOnce();
    expect(actions()).toMatch(/slow\/work +done/);

    await terminal.press('ctrl-c');
    await terminal.exit;
    await terminal.dispose();
    // Another start finds nothing that it owes.
    terminal = await openCockpit(project);
    await terminal.press('J');
    await terminal.waitFor(/no action that runs detached/, patience);
    await expectOnce();
  });

  test('outlives the death of its connection', async () => {
    await begin();
    await killSessions(lab);
    await terminal.waitFor(/the link is lost, it goes on on the host/, patience);
    await release();
    await terminal.waitFor(/It was done exactly once/, 60_000);
    await expectOnce();
  });

  test('outlives the death of the SSH server, and says on leaving how to come back', async () => {
    const sshd = await lab.sshdVariant('jobs', []);
    try {
      project.ssh({ port: sshd.port });
      await begin();
      await killServer(lab, 'jobs');
      await terminal.waitFor(/the link is lost, it goes on on the host/, patience);
      await terminal.waitFor(/takes longer than usual/);
      await terminal.press('escape', 'ctrl-c');
      await terminal.waitFor(/Still running on the host: 1\. Press again to quit/);
      await terminal.press('ctrl-c');
      await terminal.exit;
      expect(terminal.raw().toString()).toMatch(/Goes on on salon-gbp: Work slowly/);
      await terminal.dispose();
      expect(recordOf(project).map(({ event }) => event)).toEqual(['started']);

      restartServer('jobs', sshd);
      await release();
      await until('the work is done', async () => (await lab.run(`cat ${file}`)).stdout === 'once\n', 30_000);
      terminal = await openCockpit(project);
      await goToEnded(terminal, 'Work slowly');
      await terminal.waitFor(/Work slowly[\s\S]*● done/);
      await terminal.press('enter');
      await terminal.waitFor(/It was done exactly once/, patience);
      await expectOnce();
    } finally {
      await terminal?.dispose();
      await sshd.stop();
    }
  });
});
