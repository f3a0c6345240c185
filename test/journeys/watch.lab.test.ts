import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../src/keymap/commands.js';
import { describeLab } from '../lab/describe-lab.js';
import { type Lab, startLab } from '../lab/lab.js';
import { patience, shows, showsOverview, startCockpit } from './cockpit.js';
import { startWitness, type Testimony } from './host-witness.js';
import { labProject, type Project } from './lab-project.js';
import { isReadingCommand, typedCommand } from './reading-commands.js';
import { bodyOf, type Screen } from './screen.js';
import type { Terminal } from './terminal.js';

const quitting = ['q', 'ctrl-c'];
const bound = new Set(commands.flatMap((command) => command.keys));
const printable = Array.from({ length: 95 }, (_, i) => (i === 0 ? 'space' : String.fromCharCode(32 + i)));
const control = [...'abdefghijklmnopqrstuvwxyz'].map((letter) => `ctrl-${letter}`);
const functionKeys = [
  '\u001BOP',
  '\u001BOQ',
  '\u001BOR',
  '\u001BOS',
  '\u001B[15~',
  '\u001B[17~',
  '\u001B[18~',
];
/** Every key that a terminal can send and that does not end the program. */
const keys = [...new Set([...bound, ...printable, ...control, ...functionKeys])].filter(
  (key) => !quitting.includes(key),
);
/** Commands that lead to an action where cockpit operates. */
const acting = commands.filter(({ intent }) =>
  ['triage', 'row-menu', 'playbook', 'guide'].includes(intent.do),
);

const isQuiet = (screen: Screen) =>
  !/^(?:filter|search|show lines matching|save to file): /.test(screen.rows.at(-1) ?? '');

describeLab('every key on every screen of watch mode', () => {
  let lab: Lab;
  let project: Project;
  let terminal: Terminal;
  let witness: Awaited<ReturnType<typeof startWitness>>;
  let testimony: Testimony;
  beforeAll(async () => {
    lab = await startLab();
    project = labProject(lab);
    witness = await startWitness(lab);
    terminal = startCockpit(project, {
      args: ['watch', 'salon-gbp', '--lang', 'en'],
      columns: 110,
      rows: 32,
    });
    await terminal.waitFor(/\bOK\b|WARN|CRIT/, patience);
  });
  afterAll(async () => {
    await terminal?.dispose();
    await witness?.stop();
    project?.remove();
  });

  const isWall = (screen: Screen) =>
    !showsOverview(screen) && /READ|read-only/.test(screen.rows.slice(0, 3).join(''));
  const title = (screen: Screen): string => screen.rows[bodyOf(screen).y] ?? '';
  const screens: [name: string, way: string[], isShown: (screen: Screen) => boolean][] = [
    ['wall', [], isWall],
    ['overview', ['0'], showsOverview],
    ['containers', ['1'], shows(1)],
    ['stats', ['2'], shows(2)],
    ['logs', ['3'], shows(3)],
    ['postgres', ['4'], shows(4)],
    ['queues', ['5'], shows(5)],
    ['alerts', ['6'], shows(6)],
    ['container', ['1', 'enter'], (screen) => /^┏ (?:salon_gbp|gateway)/.test(title(screen))],
    ['help', ['?'], (screen) => /^┏ help /.test(title(screen))],
  ];

  /** Back to the wall: inputs and help are left first. */
  const home = async () => {
    for (let i = 0; i < 4; i++) await terminal.press('escape');
    await terminal.waitFor(isQuiet);
  };

  for (const [name, way, isShown] of screens) {
    test(`${name}: nothing asks, nothing breaks`, async () => {
      const open = async () => {
        // On a busy machine a key may come so close behind an Escape that the two are read as one.
        for (let tries = 0; tries < 4; tries++) {
          await home();
          for (const key of way) await terminal.pressAndSettle(key);
          if (await terminal.waitFor(isShown, 2000).catch(() => undefined)) return;
        }
        await terminal.waitFor(isShown);
      };
      await open();
      for (const key of keys) {
        if (!bound.has(key)) {
          await terminal.press(key);
          continue;
        }
        await terminal.pressAndSettle(key);
        const screen = terminal.screen();
        expect(screen.text, `after ${key} on ${name}`).not.toMatch(
          /\[y\/N\]|type the name|press .* to confirm/i,
        );
        if (!isShown(screen) || !isQuiet(screen) || key === 'space') await open();
      }
      expect(terminal.ended).toBeUndefined();
    });
  }

  test.each(acting.map((command) => command.id))('%s stays closed, and says why', async (id) => {
    await home();
    await terminal.press(':');
    for (const letter of id) await terminal.press(letter);
    await terminal.pressAndSettle('enter');
    // Commands of a playbook's own screen are not even on offer where there is none.
    if (id === 'triage') await terminal.waitFor(/cockpit watch only reads/);
    await home();
    expect(terminal.ended).toBeUndefined();
  });

  test('what acts is not even loaded, as it is where a person operates', async () => {
    // esbuild names each module's source in a comment above it.
    const chunks = fileURLToPath(new URL('../../dist/chunks/', import.meta.url));
    const acting = readdirSync(chunks).filter(
      (file) =>
        file.endsWith('.mjs') && readFileSync(join(chunks, file), 'utf8').includes('// src/access/operate/'),
    );
    const loadedBy = async (args: string[], shown: RegExp): Promise<string[]> => {
      const folder = mkdtempSync(join(tmpdir(), 'cockpit-loaded-'));
      const other = startCockpit(project, { args, env: { NODE_V8_COVERAGE: folder } });
      await other.waitFor(shown, patience);
      await other.press('q');
      expect(await other.exit).toEqual({ code: 0, signal: 0 });
      const urls = readdirSync(folder).flatMap((file) => {
        const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
          result: { url: string }[];
        };
        return result.map(({ url }) => basename(url));
      });
      rmSync(folder, { recursive: true });
      return acting.filter((file) => urls.includes(file));
    };
    expect(await loadedBy(['salon-gbp', '--lang', 'en'], /1 containers/)).not.toEqual([]);
    expect(await loadedBy(['watch', 'salon-gbp', '--lang', 'en'], /● connected/)).toEqual([]);
  });

  test('the host testifies that it was only read', async () => {
    testimony = await witness.tell();
    const { docker, engine, statements, redis, commands: run } = testimony;
    expect(docker.length).toBeGreaterThan(10);
    expect(docker.filter(({ request }) => !/^(?:GET|HEAD) /.test(request))).toEqual([]);
    expect(engine.filter((call) => !/^(?:GET|HEAD) /.test(call))).toEqual([]);
    expect(statements.length).toBeGreaterThan(10);
    expect(
      statements.filter(
        (text) =>
          !/^\s*(?:\/\*.*?\*\/|--[^\n]*\n|\s)*(?:SELECT|WITH|SHOW|SET|BEGIN|COMMIT|ROLLBACK)\b/i.test(text),
      ),
    ).toEqual([]);
    expect(
      statements.filter((text) =>
        /\b(?:pg_terminate_backend|pg_cancel_backend|pg_reload_conf|setval|nextval|lo_|dblink|pg_advisory)/i.test(
          text,
        ),
      ),
    ).toEqual([]);
    expect(redis.length).toBeGreaterThan(10);
    expect(run.length).toBeGreaterThan(0);
    expect(run.map(typedCommand).filter((command) => !isReadingCommand(command))).toEqual([]);
  });

  test('Redis itself calls none of the commands that it was sent a writing one', async () => {
    const names = [...new Set(testimony.redis.map(([name = '']) => name))];
    for (const name of names) {
      const { stdout } = await lab.run(`docker exec salon_gbp_redis redis-cli command info ${name}`);
      expect(stdout, name).toMatch(new RegExp(name));
      expect(stdout, name).not.toMatch(/\bwrite\b/);
    }
  });
});
