import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstMinute } from './first-minute.js';
import { builtProgram } from './program.js';
import { brokenScreen, type Screen } from './screen.js';
import { Terminal } from './terminal.js';

/** A busy machine may take this long for what a quiet one does in seconds, ms. */
const patience = 90_000;

let home: string;
let program: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'cockpit-drill-journey-'));
  program = builtProgram();
}, 180_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What a newcomer has: a home without anything, and no server. */
const start = (...args: string[]): Terminal =>
  new Terminal({
    command: program,
    args,
    cwd: home,
    env: { HOME: home, PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C.UTF-8', TZ: 'UTC' },
    columns: 120,
    rows: 40,
  });

test('a newcomer sees six panes, then trouble; two keys name the cause, one more word repairs it', async () => {
  await using terminal = start('drill');
  const stills = new Map<string, Screen>();
  await firstMinute(terminal, async (name, screen) => void stills.set(name, screen));
  const healthy = stills.get('six-panes');
  expect(healthy && brokenScreen(healthy, 'drill')).toBeUndefined();
  expect(healthy?.text).toContain('practice host inside cockpit, nothing real');
  expect(healthy?.text).toContain('a real host: cockpit user@host');
  const debrief = stills.get('debrief')?.text;
  expect(debrief).toMatch(/cause named after \d:\d\d/);
  expect(debrief).toMatch(/repaired after \d:\d\d/);
  expect(debrief).toContain('hints used: 1 of 3');
  expect(debrief).toContain('screens: playbooks, playbook');
  await terminal.press('ctrl-c');
  expect((await terminal.exit).code).toBe(0);
  const printed = terminal.text().join('\n');
  expect(printed).toContain('What was wrong');
  expect(printed).toMatch(/repaired after \d:\d\d/);
}, 300_000);

test('a scenario that does not exist is told with the nearest', async () => {
  await using terminal = start('--lang', 'ja', 'drill', '--scenario', 'bakclog');
  expect((await terminal.exit).code).toBe(1);
  expect(terminal.text().join('')).toContain('「backlog」ではありませんか');
});

const winter = `id: winter
title: { en: Nobody gets in, ja: 誰も入れない }
story: { en: As last winter. Customers call., ja: 昨冬と同じ。顧客から電話が来ている。 }
begins: 1s
effects:
  - { effect: { do: stop, service: api } }
solved:
  - { service: api, state: running, health: healthy }
for: 1s
cause: { en: Somebody stopped the api., ja: api が停止された。, named: [app-stopped] }
playbook: web-502
keys: [t, Enter, Enter, y]
hints:
  - { en: Who should answer?, ja: 応答するはずなのは何か？ }
`;

test('a mistake in the file of a scenario is told with its line, what is wrong, and what is expected', async () => {
  writeFileSync(join(home, 'winter.yaml'), winter.replace('service: api }', 'service: apu }'));
  await using terminal = start('drill', '--scenario', './winter.yaml');
  expect((await terminal.exit).code).toBe(1);
  const text = terminal.raw().toString('utf8').replace(/\s+/g, ' ');
  expect(text).toMatch(/winter\.yaml:6:\d+: .*apu/);
  expect(text).toMatch(/expected .*one of web, api, worker/);
});

test("a team's own scenario runs from its file to its debrief", async () => {
  writeFileSync(join(home, 'winter.yaml'), winter);
  await using terminal = start('drill', '--scenario', './winter.yaml');
  await terminal.waitFor('As last winter. Customers call.', patience);
  await terminal.waitFor(/t: 502 Bad Gateway/, patience);
  await terminal.press('t');
  await terminal.waitFor(/▸ .*502 Bad Gateway/, patience);
  await terminal.press('enter');
  await terminal.waitFor(/Cause .*salon_gbp_api is stopped/, patience);
  await terminal.press('enter');
  await terminal.waitFor(/Run it\?/, patience);
  // Nobody reads a question and answers it faster.
  await terminal.quiet(700, 900);
  await terminal.press('y');
  await terminal.waitFor(/solved after \d+:\d\d/, patience);
  await terminal.press('ctrl-c');
  expect((await terminal.exit).code).toBe(0);
  const printed = terminal.text().join('\n');
  expect(printed).toContain('Somebody stopped the api.');
  expect(printed).toMatch(/cause named after \d+:\d\d/);
  expect(printed).toContain('hints used: 0 of 1');
}, 300_000);

test("a team's own scenarios stand beside its hosts.yaml and take the place of those of the same id", async () => {
  mkdirSync(join(home, 'team', 'scenarios'), { recursive: true });
  writeFileSync(join(home, 'team', 'hosts.yaml'), 'hosts:\n  shop: { ssh: shop.example }\n');
  const own = (id: string) =>
    [
      `id: ${id}`,
      'title: { en: Our own, ja: 自前 }',
      'story: { en: As last winter., ja: 昨冬と同じ。 }',
      'effects: [{ effect: { do: stop, service: beat } }]',
      'solved: [{ service: beat, state: running }]',
      'cause: { en: beat is stopped, ja: beat が停止, named: [beat-stopped] }',
      '',
    ].join('\n');
  writeFileSync(join(home, 'team', 'scenarios', 'winter.yaml'), own('winter'));
  writeFileSync(join(home, 'team', 'scenarios', 'backlog.yaml'), own('backlog'));
  writeFileSync(join(home, 'team', 'scenarios', 'broken.yaml'), 'id: broken\ntitel: { en: x, ja: x }\n');
  await using terminal = start('--config', join(home, 'team', 'hosts.yaml'), 'drill', 'list');
  expect((await terminal.exit).code).toBe(0);
  const text = terminal.raw().toString('utf8');
  expect(text).toMatch(/broken\.yaml:2:1: .*there is no key titel/);
  expect(text).toMatch(/winter\s+Our own/);
  expect(text).toMatch(/backlog\s+Our own/);
  expect(text).not.toContain('Posts do not appear');
});
