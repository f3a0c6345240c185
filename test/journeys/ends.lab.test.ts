import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { isFilled, patience } from './cockpit.js';
import { loggedIn, untilHostIsLeft } from './lab-host.js';
import { labProject, type Project } from './lab-project.js';
import { builtProgram } from './program.js';
import { Terminal } from './terminal.js';
import { until } from './wait.js';

/** A shell that starts cockpit and then tells how it left the terminal's settings. */
const shell = [
  'before=$(stty -g); "$@"; code=$?',
  '[ "$(stty -g)" = "$before" ] && echo "settings as before" || echo "settings differ"',
  'echo "exit code $code"; read -r _',
].join('\n');

/** Whether the last thing that was said of the cursor is that it is shown. */
const cursorIsShown = (terminal: Terminal): boolean =>
  [
    ...terminal
      .raw()
      .toString('latin1')
      .matchAll(/\u001B\[\?25([hl])/g),
  ].at(-1)?.[1] === 'h';

/** Whether a process exists and is not just waiting for its parent to hear of its end. */
function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describeLab('the end of a session', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal;
  beforeAll(async () => {
    lab = await startLab();
    project = labProject(lab);
  });
  afterEach(() => terminal?.dispose());
  afterAll(() => project?.remove());

  /** Starts cockpit below a shell and waits for its panes; gives its process id. */
  async function openInShell(env: Record<string, string> = {}): Promise<number> {
    terminal = new Terminal({
      command: '/bin/sh',
      args: ['-c', shell, 'sh', builtProgram(), '--lang', 'en', 'salon-gbp'],
      cwd: project.home,
      env: { ...project.env, ...env },
      columns: 120,
      rows: 40,
    });
    await terminal.waitFor(isFilled, patience);
    expect(await loggedIn(lab)).toBe(1);
    const children = readFileSync(`/proc/${terminal.pid}/task/${terminal.pid}/children`, 'utf8');
    return Number(children.trim().split(' ')[0]);
  }

  async function expectRestored(exitCode: number): Promise<void> {
    await terminal.waitFor(`exit code ${exitCode}`, 15_000);
    expect(terminal.screen().text).toContain('settings as before');
    expect(terminal.isAlternate).toBe(false);
    expect(cursorIsShown(terminal)).toBe(true);
  }

  for (const [key, name] of [
    ['q', 'q'],
    ['ctrl-c', 'Ctrl-C'],
  ] as const) {
    test(`by ${name} restores the terminal and leaves nothing on the host`, async () => {
      await openInShell();
      await terminal.press(key);
      await expectRestored(0);
      await untilHostIsLeft(lab);
    });
  }

  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const) {
    test(`by ${signal} restores the terminal and leaves nothing on the host`, async () => {
      process.kill(await openInShell(), signal);
      await expectRestored(code);
      await untilHostIsLeft(lab);
    });
  }

  test('by SIGKILL leaves nothing on the host', async () => {
    process.kill(await openInShell(), 'SIGKILL');
    await terminal.waitFor('exit code 137');
    await untilHostIsLeft(lab);
  });

  test('by a closed terminal ends the program and leaves nothing on the host', async () => {
    const pid = await openInShell();
    terminal.hangUp();
    await untilHostIsLeft(lab);
    await until('the program has ended', () => !isRunning(pid));
  });

  test('by a bug restores the terminal, then prints the error', async () => {
    const trigger = join(project.home, 'crash-now');
    const planted = join(project.home, 'plant.mjs');
    writeFileSync(
      planted,
      `import { existsSync } from 'node:fs';
      setInterval(() => { if (existsSync(${JSON.stringify(trigger)})) throw new Error('planted bug'); }, 50).unref();`,
    );
    await openInShell({ NODE_OPTIONS: `--import=${planted}` });
    writeFileSync(trigger, '');
    await expectRestored(70);
    expect(terminal.screen().text).toContain('planted bug');
    expect(terminal.screen().text).toContain('a bug ended the program');
    await untilHostIsLeft(lab);
  });
});
