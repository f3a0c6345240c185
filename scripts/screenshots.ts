// Takes the pictures of the README: drives the built program on its practice host in a real terminal.
// `node scripts/run-ts.mjs scripts/screenshots.ts [folder]`, default folder docs/screens
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyPane, shows, showsOverview } from '../test/journeys/cockpit.js';
import { builtProgram } from '../test/journeys/program.js';
import { bodyOf, brokenScreen, type Screen } from '../test/journeys/screen.js';
import { Terminal } from '../test/journeys/terminal.js';
import { shoot } from './screenshots/camera.js';
import { makeHosts } from './screenshots/host-list.js';

const folder = process.argv[2] ?? fileURLToPath(new URL('../docs/screens', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'cockpit-screens-'));
const program = builtProgram();
mkdirSync(folder, { recursive: true });

type Missing = (screen: Screen) => string | undefined;

/** A name for a condition that a picture waits for. */
const needs =
  (what: string, holds: (screen: Screen) => boolean): Missing =>
  (screen) =>
    holds(screen) ? undefined : `no ${what}`;
const all =
  (...conditions: readonly Missing[]): Missing =>
  (screen) =>
    conditions.map((missing) => missing(screen)).find((why) => why !== undefined);
const text = (wanted: RegExp): Missing => needs(String(wanted), (screen) => wanted.test(screen.text));
const whole: Missing = (screen) => brokenScreen(screen, 'drill');
/** The second line judges, so that it says whether the trouble is there and understood. */
const situation = (wanted: RegExp): Missing =>
  needs(`situation ${wanted}`, (screen) => wanted.test(screen.rows[1] ?? ''));
const site502 = all(whole, situation(/502/));
const pane = (number: number, ...conditions: readonly Missing[]): Missing =>
  all(site502, needs(`pane ${number}`, shows(number)), ...conditions);
const overview = needs('overview', showsOverview);

interface Session {
  readonly args: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
}

/** Runs the program in a terminal of its own; `take` makes one picture of it. */
async function session(
  { args, columns = 120, rows = 40 }: Session,
  run: (
    terminal: Terminal,
    take: (name: string, title: string, missing: Missing) => Promise<void>,
  ) => Promise<void>,
): Promise<void> {
  const env = {
    HOME: home,
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    COLORTERM: 'truecolor',
  };
  await using terminal = new Terminal({ command: program, args, cwd: home, env, columns, rows });
  await run(terminal, async (name, title, missing) => {
    await shoot(terminal, { file: join(folder, `${name}.svg`), title, columns, rows, missing });
    console.log(`${name}.svg`);
  });
  await terminal.press('ctrl-c');
  await terminal.exit;
}

async function tour(): Promise<void> {
  await session({ args: ['drill'] }, async (terminal, take) => {
    await take('overview', 'cockpit: a healthy host', all(whole, situation(/no trouble/), emptyPane));
    await take(
      'overview-502',
      'cockpit: 502 after a container was killed',
      all(site502, overview, emptyPane),
    );
    await terminal.press('1');
    await take('containers', 'cockpit: containers', pane(1, text(/exited/)));
    // The api is the second of the list.
    await terminal.press('j', 'enter');
    const detail = needs('container', (screen) => /^┏ salon_gbp/.test(screen.rows[bodyOf(screen).y] ?? ''));
    await terminal.waitFor((screen) => detail(screen) === undefined);
    await terminal.press(']');
    await take(
      'container',
      'cockpit: one container, secrets masked',
      all(site502, detail, text(/•••|\*\*\*/)),
    );
    await terminal.press('escape', '3');
    await terminal.waitFor(shows(3));
    await terminal.press('/', ...'ERROR|502', 'enter');
    await take('logs', 'cockpit: logs with a search', pane(3, text(/^┃[^│]*\/ ERROR\|502/m)));
    await terminal.press('4');
    await take(
      'postgres',
      'cockpit: Postgres',
      pane(
        4,
        needs('running statement', (screen) => !screen.text.includes('no active sessions')),
      ),
    );
    await terminal.press('5');
    await take('queues', 'cockpit: queues', pane(5));
    await terminal.press('6');
    await take('alerts', 'cockpit: alerts', pane(6));
    await terminal.press('0', '?');
    await take(
      'help',
      'cockpit: help',
      all(
        site502,
        needs('help', (screen) => /^┏ help /.test(screen.rows[bodyOf(screen).y] ?? '')),
      ),
    );
  });
  await session({ args: ['--lang', 'en', 'drill'] }, async (terminal, take) => {
    await terminal.waitFor((screen) => site502(screen) === undefined, 120_000);
    // A moment later every signal of it is in.
    await terminal.waitFor(/t: A container restarts over and over/, 60_000);
    await terminal.press('t');
    await take(
      'triage',
      'cockpit: playbooks, the best fit first',
      text(/▸ .*A container restarts over and over/),
    );
    await terminal.press('enter');
    await terminal.waitFor(/Cause .*runs out of memory/, 60_000);
    // Back to the step that named it, with its evidence.
    await terminal.press('[');
    await take('guide', 'cockpit: the cause and its line', text(/\$ docker events[\s\S]*▸[\s\S]*fail/));
    await terminal.press(']');
    await terminal.quiet(500, 1000);
    await terminal.press('enter');
    await terminal.waitFor(/nothing runs yet/, 30_000);
    await terminal.quiet(1500, 3000);
    await terminal.press('enter');
    await take('confirm', 'cockpit: the question before an action', text(/Run it\?/));
    await terminal.quiet(700, 900);
    await terminal.type('api');
    await terminal.press('enter');
    await take('resolved', 'cockpit: a walk at its end', text(/resolved[\s\S]*Enter →/));
  });
  const filled = all(site502, overview, emptyPane);
  await session({ args: ['--lang', 'ja', 'drill'] }, (_, take) =>
    take('overview-ja', 'cockpit: 日本語', filled),
  );
  await session({ args: ['drill'], columns: 80, rows: 24 }, (_, take) =>
    take('overview-80x24', 'cockpit at 80×24', filled),
  );
  await session({ args: ['--lang', 'en', 'watch', 'drill'] }, (_, take) =>
    take('wall', 'cockpit watch: a wall monitor', text(/CRITICAL[\s\S]*502/)),
  );
  const stop = await makeHosts(home);
  try {
    await session({ args: [], rows: 16 }, (_, take) =>
      take(
        'hosts',
        'cockpit: choose a host',
        all(
          text(/warehouse/),
          needs('answers', (s) => !s.text.includes('checking')),
        ),
      ),
    );
  } finally {
    stop();
  }
}

try {
  await tour();
} finally {
  rmSync(home, { recursive: true, force: true });
}
