import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatProblems } from '../../src/config/problem.js';
import { loadScenarios } from '../../src/config/scenarios/load.js';
import { parseScenario } from '../../src/config/scenarios/parse.js';
import { translate } from '../../src/i18n/t.js';
import { pickScenario } from '../../src/main/drill-scenario.js';
import { builtInTrees } from '../playbooks/support/trees.js';
import { practiceHost } from './practice-host.js';

const { scenarios, problems } = await loadScenarios({
  builtIn: join(import.meta.dirname, '../../src/drill/scenarios'),
});
const { trees } = builtInTrees();
const faults = scenarios.filter(({ script }) => script.effects.length > 0);
const english = (m: Parameters<typeof translate>[1]) => translate('en', m);

describe('the scenarios that come with cockpit', () => {
  test('are at least twelve faults and a day without any, all of them whole', () => {
    expect(problems).toEqual([]);
    expect(faults.length).toBeGreaterThanOrEqual(12);
    expect(scenarios.map(({ id }) => id)).toEqual(expect.arrayContaining(['502', 'healthy']));
  });

  test.each(faults)(
    '$id leads to a cause that its playbook names, or one that it calls',
    ({ cause, playbook, hints }) => {
      expect(hints.length).toBeGreaterThanOrEqual(2);
      if (playbook === undefined) return;
      const causes = causesOf(playbook);
      // Where a tree names no causes its good end counts.
      if (causes.length > 0) expect(causes.filter((id) => cause?.named.includes(id))).not.toEqual([]);
      else expect(trees.map(({ id }) => id)).toContain(playbook);
    },
  );
});

describe('a hint that spells out a command', () => {
  const spelled = faults.flatMap(({ id, hints }) =>
    hints.flatMap(({ en, ja }) =>
      [en, ja].flatMap((text) => {
        const [, typed] = /@\{ssh\} (.*)/.exec(text) ?? [];
        return typed === undefined ? [] : [{ id, typed }];
      }),
    ),
  );

  test.each(spelled)('$id: typed as it stands it changes the machine: $typed', async ({ typed }) => {
    const machine = practiceHost();
    const passedOn = execFileSync('sh', ['-c', `printf %s ${typed}`], { encoding: 'utf8' });
    expect(await machine.shell(passedOn)).toMatchObject({ code: 0, stderr: '' });
    expect(machine.system.deeds).toMatchObject([{ ok: true, harm: 'none' }]);
    machine.close();
  });

  test('is there for what only a hand can mend', () => {
    expect([...new Set(spelled.map(({ id }) => id))]).toEqual(['crash-loop', 'missing-secret', 'unhealthy']);
  });
});

/** Causes of a tree and of those that it calls. */
function causesOf(id: string, seen = new Set<string>()): string[] {
  const tree = trees.find((one) => one.id === id);
  if (!tree || seen.has(id)) return [];
  seen.add(id);
  return tree.steps.flatMap((step) =>
    step.kind === 'probe'
      ? step.rules.flatMap((rule) => (rule.cause ? [rule.cause.id] : []))
      : step.kind === 'call'
        ? causesOf(step.playbook, seen)
        : [],
  );
}

const whole = `id: mine
title: { en: T, ja: T }
story: { en: S, ja: S }
effects:
  - { effect: { do: stop, service: api } }
solved: [{ service: api, state: running }]
cause: { en: C, ja: C, named: [app-stopped] }
`;

describe('a file with a mistake', () => {
  const told = (text: string) =>
    formatProblems(parseScenario(text, 'mine.yaml', 'team').problems, english).split('\n');

  test.each([
    ['a misspelt key', whole.replace('solved', 'solvd'), 'mine.yaml:6:1: mine.yaml: there is no key solvd'],
    [
      'an unknown effect',
      whole.replace('do: stop', 'do: burn'),
      'mine.yaml:5:21: effects[0].effect.do: found "burn"',
    ],
    [
      'an unknown service',
      whole.replace('service: api }', 'service: apo }'),
      'mine.yaml:5:36: effects[0].effect.service: found "apo"',
    ],
    ['a lacking cause', whole.replace(/^cause.*\n/m, ''), 'mine.yaml:1:1: mine.yaml: cause is missing'],
    [
      'a broken pattern',
      `${whole}worse: [{ deed: "(", why: { en: W, ja: W } }]\n`,
      'mine.yaml:8:17: worse[0].deed: found "("',
    ],
    ['no YAML at all', 'id: [', 'mine.yaml:1:6:'],
  ])('is told with its place: %s', (_, text, wanted) => {
    expect(told(text)[0]).toContain(wanted);
  });

  test('that something lacks is told with its own form, and not how to write what is there', () => {
    expect(told(whole.replace(', named: [app-stopped]', '')).map((line) => line.trim())).toEqual([
      'mine.yaml:7:8: cause: named is missing',
      'expected  a list of ids of causes, such as [app-stopped]',
    ]);
    expect(told(whole.replace(/^solved.*$/m, 'solved: []'))[1]).toMatch(/expected +a list of what must hold/);
    expect(told(whole.replace('[app-stopped]', 'app-stopped')).join('\n')).toContain('before each item');
  });

  test('says which effects there are', () => {
    expect(told(whole.replace('do: stop', 'do: burn')).join('\n')).toMatch(
      /expected +do: one of stop, pause/,
    );
  });

  test('is no mistake when it is whole: times have their defaults', () => {
    expect(parseScenario(whole, 'mine.yaml', 'team').scenario?.script).toEqual({
      beginsMs: 20_000,
      effects: [{ afterMs: 0, effect: { do: 'stop', service: 'api' } }],
      solved: [{ service: 'api', state: 'running' }],
      forMs: 5000,
    });
  });
});

describe('what is rehearsed', () => {
  const pick = (run: object) => pickScenario({ action: 'run', ...run }, undefined, english);
  const idOf = (picked: Awaited<ReturnType<typeof pick>>) =>
    'scenario' in picked ? picked.scenario.id : picked.id;

  test('is the 502 unless another is named', async () => {
    expect(idOf(await pick({}))).toBe('502');
    expect(idOf(await pick({ scenario: 'backlog' }))).toBe('backlog');
  });

  test('begins when the command line says so', async () => {
    expect(await pick({ afterSeconds: 3 })).toMatchObject({ script: { beginsMs: 3000 } });
  });

  test('is the same for the same lot, and not always the same', async () => {
    const drawn = async (seed: number) => idOf(await pick({ random: true, seed }));
    expect(await drawn(42)).toBe(await drawn(42));
    const all = await Promise.all(Array.from({ length: 60 }, (_, seed) => drawn(seed)));
    expect(new Set(all).size).toBeGreaterThan(8);
    expect(all).not.toContain('healthy');
    expect(await pick({ random: true })).toMatchObject({ seed: expect.any(Number) });
  }, 120_000);

  test("says of a team's own that is named what is wrong in it, not that there is none", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cockpit-scenario-'));
    mkdirSync(join(folder, 'scenarios'));
    writeFileSync(join(folder, 'scenarios', 'mine.yaml'), whole.replace('effects', 'efects'));
    const hosts = join(folder, 'hosts.yaml');
    const picked = await pickScenario({ action: 'run', scenario: 'mine' }, hosts, english);
    expect(picked).toMatchObject({ id: 'drill.bad-file' });
    expect(JSON.stringify(picked)).toContain('mine.yaml:');
  });

  test('may be a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cockpit-scenario-'));
    const file = join(folder, 'mine.yaml');
    writeFileSync(file, whole);
    expect(idOf(await pick({ scenario: file }))).toBe('mine');
    writeFileSync(file, whole.replace('effects', 'efects'));
    expect(await pick({ scenario: file })).toMatchObject({
      id: 'drill.bad-file',
      params: { problems: expect.stringContaining('mine.yaml:4:1') },
    });
    rmSync(folder, { recursive: true });
  });

  test('is told with the nearest when it is misspelt', async () => {
    expect(await pick({ scenario: 'bakclog' })).toMatchObject({
      id: 'drill.no-such.near',
      params: { near: 'backlog' },
    });
    expect(await pick({ scenario: 'xyzzy' })).toMatchObject({ id: 'drill.no-such' });
  });
});
