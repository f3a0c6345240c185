import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseHosts } from '../../src/config/parse.js';
import { loadPlaybooks } from '../../src/config/playbooks/load.js';
import { translate } from '../../src/i18n/t.js';
import { builtInPlaybooks } from '../../src/main/built-in-playbooks.js';
import { graphText } from '../../src/main/playbooks-graph.js';
import { reportPlaybooks } from '../../src/main/playbooks-report.js';
import { showText } from '../../src/main/playbooks-show.js';
import { stepProbes } from '../../src/probes/steps/index.js';
import { readDot } from './read-dot.js';

const en = (message: { id: string }) => translate('en', message);
const ja = (message: { id: string }) => translate('ja', message);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cockpit-playbooks-cli-'));
  await mkdir(join(folder, 'playbooks'));
  await writeFile(join(folder, 'playbooks', 'celery.yaml'), ours('celery-stuck', 'fixed'));
  await writeFile(join(folder, 'wrong.yaml'), ours('wrong', 'nowhere'));
});
const hostsText = `hosts:
  web1:
    ssh: web1
    playbooks:
      - { use: celery-stuck, key: f2, with: { app: app_web } }
      - { use: celery-stck }
      - { use: celery-stuck, with: { apps: x } }
      - { use: celery-stuck, with: { app: "a b" } }
`;
const { hosts } = parseHosts(hostsText, 'hosts.yaml');
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const ours = (id: string, go: string) => `id: ${id}
title: { en: "Our own \\"tree\\"", ja: 独自のツリー }
about: { en: For tests, ja: テスト用 }
source: [SG34]
suggest: [{ signal: queue.worker, tiers: [jobs], weight: 9 }]
needs:
  app: { type: container, from: ["signal:app", "tier:app"], label: { en: application, ja: アプリ } }
steps:
  - id: look
    title: { en: "Is @{app} up?", ja: "@{app} は稼働中か" }
    probe: { use: containers, with: { name: "@{app}" } }
    verdict:
      - when: { all: [{ row: { state: exited } }, { not: { value: app, is: x } }] }
        is: fail
        say: { en: "exit @{row.exit}", ja: "終了コード @{row.exit}" }
        cause: { id: app-stopped, en: It is stopped, ja: 停止している }
        go: start
      - { else: ok, say: { en: It runs, ja: 稼働中 }, go: ${go} }
  - id: start
    title: { en: "Start @{app}", ja: "@{app} を起動" }
    action:
      run: [docker, start, "@{app}"]
      risk: low
      target: "@{app}"
      impact: { en: It starts, ja: 起動する }
      reconcile: look
    go: { done: fixed, failed: fixed, declined: fixed }
  - { id: fixed, title: { en: Done, ja: 完了 }, end: resolved, say: { en: It works, ja: 直った } }
`;

/** What a run printed, and its exit code. */
async function run(request: Parameters<typeof reportPlaybooks>[0], t = en) {
  const out: string[] = [];
  const err: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  const code = await reportPlaybooks(request, { file: join(folder, 'hosts.yaml'), hosts }, t);
  vi.restoreAllMocks();
  return { code, out: out.join(''), err: err.join('') };
}

describe('cockpit playbooks list', () => {
  test('names every tree with its origin, its sources and what speaks for it', async () => {
    const { code, out } = await run({ action: 'list' });
    expect(code).toBe(0);
    expect(out).toMatch(/^celery-stuck +team \(replaces built in\) +SG34 +Our own "tree"$/m);
    expect(out).toContain('    suggested by queue.worker (jobs)');
    expect(out).toMatch(/^disk-shortage +built in +/m);
    expect(out).toMatch(/\n\d+ playbooks\n$/);
  });

  test('speaks Japanese', async () => {
    expect((await run({ action: 'list' }, ja)).out).toMatch(
      /^celery-stuck +チーム \(内蔵を置換\) +SG34 +独自のツリー$/m,
    );
  });
});

describe('cockpit playbooks lint', () => {
  test('ends with 1 and the place of each problem', async () => {
    const file = join(folder, 'wrong.yaml');
    const { code, out, err } = await run({ action: 'lint', files: [file] });
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(`${file}:18:56: there is no step nowhere`);
  });

  test('ends with 0 and a count when all is well', async () => {
    const files = [join(folder, 'playbooks', 'celery.yaml')];
    expect(await run({ action: 'lint', files })).toEqual({
      code: 0,
      out: '1 playbooks, no problems\n',
      err: '',
    });
  });

  test('tells what hosts bind that is not there', async () => {
    await writeFile(join(folder, 'hosts.yaml'), hostsText);
    const { code, err } = await run({ action: 'lint', files: [] });
    expect(code).toBe(1);
    expect(err.replaceAll(`${folder}/`, '').split('\n').slice(-8).join('\n')).toMatchInlineSnapshot(`
      "hosts.yaml:6:16: there is no playbook celery-stck that can be used
        next      did you mean celery-stuck?
      hosts.yaml:7:38: the playbook celery-stuck has no parameter apps
        expected  one of app
        next      did you mean app?
      hosts.yaml:8:43: "a b" does not look like its type
        expected  a value of the type container
      "
    `);
  });

  test('tells of a file that is not there', async () => {
    const { code, err } = await run({ action: 'lint', files: [join(folder, 'gone.yaml')] });
    expect(code).toBe(1);
    expect(err).toContain('gone.yaml: the file does not exist');
  });
});

describe('cockpit playbooks show', () => {
  test('writes a tree as text', async () => {
    const { code, out } = await run({ action: 'show', id: 'celery-stuck' });
    expect(code).toBe(0);
    expect(out.replace(folder, '…')).toMatchInlineSnapshot(`
      "celery-stuck · Our own "tree" [SG34]
      For tests
      …/playbooks/celery.yaml
      suggested by queue.worker 9
        @{app} container ← signal:app | tier:app · application

      look · probe · Is @{app} up?
        ? containers name=@{app}
        all(row state=exited, not(app=x)) → fail: exit @{row.exit} {app-stopped: It is stopped} → start
        else → ok: It runs → fixed

      start · action · Start @{app}
        $ docker start @{app}
        risk low · confirmed by key · target @{app}
        It starts
        when its outcome is unknown: look
        done → fixed
        failed → fixed
        declined → fixed

      fixed · end · Done
        ■ resolved: It works
      "
    `);
  });

  test('names the nearest for an unknown id, and ends with 1', async () => {
    const { code, err } = await run({ action: 'show', id: 'celery-stuk' });
    expect(code).toBe(1);
    expect(err).toContain('cockpit: There is no playbook "celery-stuk". Did you mean "celery-stuck"?\n');
  });
});

describe('cockpit playbooks graph', () => {
  test('labels the edges with verdicts and causes', async () => {
    const { out } = await run({ action: 'graph', id: 'celery-stuck' });
    const { nodes, edges } = readDot(out);
    expect(nodes.get('look')).toMatchObject({ label: 'look\nIs @{app} up?', shape: 'ellipse' });
    expect(edges).toEqual(
      expect.arrayContaining([
        { from: 'look', to: 'start', attributes: expect.objectContaining({ label: 'fail: app-stopped' }) },
        { from: 'look', to: 'fixed', attributes: expect.objectContaining({ label: 'ok' }) },
        { from: 'start', to: 'fixed', attributes: expect.objectContaining({ label: 'declined' }) },
      ]),
    );
  });
});

describe('every tree that comes with cockpit', async () => {
  const { playbooks } = await loadPlaybooks({
    builtIn: builtInPlaybooks(),
    vocabulary: { probes: stepProbes },
  });
  // Graphviz itself has the last word where it is installed.
  const program = 'dot';
  const dot = spawnSync(program, ['-V']).status === 0;

  test.each(playbooks.map((playbook) => [playbook.id, playbook] as const))(
    '%s has a graph with each of its steps, and a text',
    (_, playbook) => {
      for (const t of [en, ja]) {
        const text = graphText(playbook, t);
        const { nodes, edges } = readDot(text);
        expect([...nodes.keys()]).toEqual(playbook.steps.map((step) => step.id));
        expect(edges.every(({ from, to }) => nodes.has(from) && nodes.has(to))).toBe(true);
        if (dot)
          expect(execFileSync(program, ['-Tsvg'], { input: text, encoding: 'utf8' })).toContain('</svg>');
        const shown = showText(playbook, t);
        expect(playbook.steps.filter((step) => !shown.includes(`\n${step.id} · ${step.kind} · `))).toEqual(
          [],
        );
        expect(shown).not.toContain('playbooks.');
      }
    },
  );
});
