import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { noSshd, RealSshd, TestHome } from '../access/ssh/real-sshd.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { isFilled, openCockpit, patience, shows, showsOverview, untilWhole } from './cockpit.js';
import { untilHostIsLeft } from './lab-host.js';
import { labProject, type Project } from './lab-project.js';
import { builtProgram } from './program.js';
import { brokenScreen } from './screen.js';
import { foreignSequences, sequencesIn } from './sequences.js';
import { Terminal } from './terminal.js';

const colours = (bytes: Buffer): string[] =>
  sequencesIn(bytes)
    .map((sequence) => sequence.text)
    .filter((text) => /^\u001B\[[0-9;]*m$/.test(text));

describeLab('terminals of all kinds', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal;
  beforeAll(async () => {
    lab = await startLab();
    project = labProject(lab);
  });
  afterEach(() => terminal?.dispose());
  afterAll(() => project?.remove());

  async function open(env: Record<string, string>, columns = 100, rows = 30): Promise<void> {
    terminal = await openCockpit(project, { env, columns, rows });
    await untilWhole(terminal);
    await terminal.press('1');
    await terminal.waitFor(shows(1));
    await untilWhole(terminal);
  }

  for (const term of ['screen', 'screen-256color', 'tmux-256color', 'linux', 'vt100']) {
    test(`TERM=${term} shows whole screens`, async () => {
      await open({ TERM: term, COLORTERM: '' });
      expect(foreignSequences(terminal.raw())).toEqual([]);
    });
  }

  test('TERM=screen copies through the multiplexer', async () => {
    await open({ TERM: 'screen', COLORTERM: '' });
    const from = terminal.received;
    await terminal.press('y');
    await terminal.waitFor('copied:');
    const strings = sequencesIn(terminal.raw(from)).filter((sequence) => sequence.kind === 'dcs');
    expect(strings.map((sequence) => sequence.text)).toEqual([
      expect.stringMatching(/^\u001BP\u001B\]52;c;[A-Za-z0-9+/=]+\u0007/),
    ]);
  });

  test('NO_COLOR and TERM=dumb send no colour', async () => {
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      await open({ COLORTERM: '', ...env });
      // Inverse video marks the selected row, bold the focus: neither is a colour.
      const coloured = colours(terminal.raw()).filter((text) => /\[(?:.*;)?(?:3|4|9|10)[0-9]/.test(text));
      expect(coloured).toEqual([]);
      await terminal.dispose();
    }
  });

  test('sixteen colours are used where the terminal has no more', async () => {
    await open({ TERM: 'xterm', COLORTERM: '' });
    expect(colours(terminal.raw()).filter((text) => /[34]8;[25]/.test(text))).toEqual([]);
    await terminal.dispose();
    await open({ TERM: 'xterm', COLORTERM: 'truecolor' });
    expect(colours(terminal.raw()).some((text) => /[34]8;2/.test(text))).toBe(true);
  });

  test('LANG=C draws its borders and marks in ASCII', async () => {
    await open({ LANG: 'C' });
    expect(terminal.raw().toString('utf8')).not.toMatch(/[─-▟●○▲▼▸✗…·↑↓→←┏┓┗┛━┃]/u);
  });

  test('a storm of sizes ends in a whole screen, and too small ones say so', async () => {
    terminal = await openCockpit(project);
    for (let step = 0; step < 30; step++) {
      terminal.resize(randomInt(20, 221), randomInt(5, 61));
      await terminal.quiet(10, randomInt(10, 120));
    }
    terminal.resize(60, 15);
    await terminal.waitFor((screen) => screen.text.includes('too small') && screen.text.includes('80×24'));
    for (const [columns, rows] of [
      [80, 24],
      [220, 60],
      [131, 37],
      [97, 25],
    ] as const) {
      terminal.resize(columns, rows);
      await terminal.waitFor((screen) => isFilled(screen) && brokenScreen(screen, 'salon-gbp') === undefined);
    }
    expect(foreignSequences(terminal.raw())).toEqual([]);
  });

  test.skipIf(noSshd !== undefined)('works inside ssh -t, and ends with the connection', async () => {
    const home = new TestHome();
    const sshd = await RealSshd.start([home.keygen('id')]);
    try {
      const variables = Object.entries(project.env).map(([name, value]) => `${name}='${value}'`);
      const command = `cd ${project.home} && env ${variables.join(' ')} ${builtProgram()} --lang en salon-gbp`;
      terminal = new Terminal({
        command: '/usr/bin/ssh',
        args: [
          ...['-t', '-F', 'none', '-i', home.path('id'), '-p', String(sshd.port)],
          ...['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR'],
          ...[`${sshd.user}@127.0.0.1`, command],
        ],
        cwd: project.home,
        env: { PATH: process.env.PATH ?? '', HOME: home.dir },
        columns: 120,
        rows: 40,
      });
      await terminal.waitFor(isFilled, patience);
      await untilWhole(terminal);
      terminal.resize(90, 26);
      await terminal.waitFor((screen) => isFilled(screen) && brokenScreen(screen, 'salon-gbp') === undefined);
      await terminal.press('4');
      await terminal.waitFor(shows(4));
      terminal.kill('SIGKILL');
      await terminal.exit;
      await untilHostIsLeft(lab);
    } finally {
      await sshd.remove();
      home.remove();
    }
  });

  test.skipIf(spawnSync('tmux', ['-V']).status !== 0)('works inside tmux', async () => {
    const socket = `cockpit-journey-${process.pid}`;
    terminal = new Terminal({
      command: 'tmux',
      args: [
        ...['-L', socket, '-f', '/dev/null', 'new-session'],
        `${builtProgram()} --lang en salon-gbp; printf 'left with %s' $?; read -r _`,
        ...[';', 'set', 'status', 'off'],
      ],
      cwd: project.home,
      env: project.env,
      columns: 120,
      rows: 40,
    });
    try {
      await terminal.waitFor(isFilled, patience);
      await untilWhole(terminal);
      await terminal.press('2');
      await terminal.waitFor(shows(2));
      await terminal.press('q');
      await terminal.waitFor(showsOverview);
      await terminal.press('q');
      await terminal.waitFor('left with 0');
    } finally {
      spawnSync('tmux', ['-L', socket, 'kill-server']);
    }
    await untilHostIsLeft(lab);
  });
});
