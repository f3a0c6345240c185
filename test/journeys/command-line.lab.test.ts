import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { isFilled, patience, startCockpit } from './cockpit.js';
import { sessionProcesses, untilHostIsLeft } from './lab-host.js';
import { labProject, type Project, salon } from './lab-project.js';
import { builtProgram } from './program.js';
import { foreignSequences } from './sequences.js';
import type { Terminal } from './terminal.js';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describeLab('the command line', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal | undefined;
  beforeAll(async () => {
    lab = await startLab();
    project = labProject(lab);
  });
  afterEach(async () => {
    await terminal?.dispose();
    terminal = undefined;
    project.hosts(salon);
  });
  afterAll(() => project?.remove());

  /** Runs cockpit without a terminal. */
  function run(...args: readonly string[]): Promise<Outcome> {
    const child = spawn(builtProgram(), args, {
      cwd: project.home,
      env: { ...project.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text: Buffer) => {
      stdout += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
  }

  test('snapshot prints all six panes as text, ends with 0 and leaves nothing on the host', async () => {
    const { code, stdout, stderr } = await run('--lang', 'en', 'snapshot', 'salon-gbp');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    for (const text of ['salon_gbp_api', 'cpu', 'logs', 'postgres', 'celery', 'alerts'])
      expect(stdout).toContain(text);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
    await untilHostIsLeft(lab);
  });

  test('without a terminal says what is wrong with that and how to get a snapshot', async () => {
    const { code, stdout, stderr } = await run('--lang', 'en', 'salon-gbp');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('stdout is not one');
    expect(stderr).toContain('cockpit snapshot salon-gbp');
  });

  test('an unknown host is answered with the nearest one and no connection', async () => {
    const { code, stderr } = await run('--lang', 'en', 'snapshot', 'salon-gpb');
    expect(code).toBe(1);
    expect(stderr).toContain('Did you mean "salon-gbp"?');
    expect(await sessionProcesses(lab)).toEqual([]);
  });

  test('a broken hosts.yaml is named with file, line, the form that is expected and what to do', async () => {
    project.hosts(salon.replace('environment: production', 'environment: prod'));
    const { code, stderr } = await run('--lang', 'en', 'snapshot', 'salon-gbp');
    expect(code).toBe(78);
    expect(stderr).toMatch(/hosts\.yaml:5:\d+/);
    expect(stderr).toContain('production');
  });

  test('--help and --version need neither terminal nor configuration', async () => {
    project.hosts('no: [yaml');
    const help = await run('--lang', 'en', '--help');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('cockpit snapshot HOST');
    const japanese = await run('--lang', 'ja', '--help');
    expect(japanese.stdout).toContain('使い方');
    const version = await run('--version');
    expect(version).toMatchObject({ code: 0, stderr: '' });
    expect(version.stdout).toMatch(/^cockpit \d+\.\d+\.\d+/);
    expect(await run('--lang', 'en', '--nonsense')).toMatchObject({ code: 2 });
  });

  test('a changed host key refuses the start, with both fingerprints to compare', async () => {
    const otherKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
    project.ssh({ knownHosts: `[127.0.0.1]:${lab.port} ${otherKey}\n` });
    try {
      const { code, stderr } = await run('--lang', 'en', 'snapshot', 'salon-gbp');
      expect(code).toBe(1);
      expect(stderr).toContain('HAS CHANGED');
      expect(stderr).toContain('SHA256:');
    } finally {
      project.ssh({});
    }
  });

  test('without a name lists the hosts: reachable or not, filtered by typing, opened by Enter', async () => {
    project.hosts(
      `${salon}  closed:\n    ssh: { host: 127.0.0.1, port: 1, user: nobody }\n    environment: staging\n`,
    );
    appendFileSync(
      join(project.home, '.ssh', 'config'),
      '\nHost from-config\n  HostName 127.0.0.1\n  Port 1\n',
    );
    terminal = startCockpit(project, { args: ['--lang', 'en'], columns: 100, rows: 30 });
    await terminal.waitFor(/salon-gbp .*production.* reachable/);
    await terminal.waitFor(/closed .*staging.* not reachable/);
    await terminal.waitFor(/from-config .*not reachable/);
    await terminal.type('sal');
    await terminal.waitFor((screen) => !screen.text.includes('from-config'));
    await terminal.press('enter');
    await terminal.waitFor(isFilled, patience);
    expect(foreignSequences(terminal.raw())).toEqual([]);
    await terminal.press('q');
    expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
    expect(terminal.isAlternate).toBe(false);
    project.ssh({});
  });

  test('Escape leaves the list of hosts', async () => {
    project.hosts(
      `${salon}  closed:\n    ssh: { host: 127.0.0.1, port: 1, user: nobody }\n    environment: staging\n`,
    );
    terminal = startCockpit(project, { args: ['--lang', 'en'] });
    await terminal.waitFor('closed');
    await terminal.press('escape');
    expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
  });
});
