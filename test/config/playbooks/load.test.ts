import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadPlaybooks } from '../../../src/config/playbooks/load.js';
import { vocabulary } from './vocabulary.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cockpit-playbooks-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async (path: string, text: string | Uint8Array) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
};
const load = () =>
  loadPlaybooks({ builtIn: join(folder, 'built-in'), team: join(folder, 'team'), vocabulary });

const tree = (id: string, { title = id, head = '', steps = '' } = {}) => `id: ${id}
title: { en: ${title}, ja: ${title} }
about: { en: For tests, ja: テスト用 }
${head}
steps:
${steps}
  - { id: fixed, title: { en: Done, ja: 完了 }, end: resolved, say: { en: It works, ja: 直った } }
`;
const calling = (playbook: string, values = '{}') => ({
  steps: `  - { id: call, title: { en: Call, ja: 呼出 }, call: { playbook: ${playbook}, with: ${values} }, go: fixed }`,
});
const onRow = (key: string, pane = 'containers') => ({ head: `row: { pane: ${pane}, key: ${key} }` });

const titles = async () => {
  const { playbooks } = await load();
  return playbooks.map(({ id, title, origin }) => `${id} ${origin} ${title.en}`);
};
const told = async () => {
  const { problems } = await load();
  return problems.map((p) => `${p.file.slice(folder.length + 1)}:${p.line}: ${p.what.id}`);
};

describe('the trees of a team', () => {
  test('stand beside the built-in ones, also in folders', async () => {
    await put('built-in/web.yaml', tree('web'));
    await put('team/deep/ours.yml', tree('ours'));
    expect(await titles()).toEqual(['ours team ours', 'web built-in web']);
    expect(await told()).toEqual([]);
  });

  test('replace a built-in one by id, whatever the file is called', async () => {
    await put('built-in/web.yaml', tree('web'));
    await put('team/anything.yaml', tree('web', { title: 'Ours' }));
    expect(await titles()).toEqual(['web team Ours']);
    expect((await load()).replaced).toEqual(['web']);
  });

  test('need not be there', async () => {
    await put('built-in/web.yaml', tree('web'));
    expect(await titles()).toEqual(['web built-in web']);
    expect(await told()).toEqual([]);
  });

  test('that are broken take nothing with them, and the built-in tree stays', async () => {
    await put('built-in/web.yaml', tree('web'));
    await put('team/broken.yaml', tree('web', calling('fixed: {')));
    await put(
      'team/lint.yaml',
      tree('web', { steps: '  - { id: a, title: { en: A, ja: A }, undo: true, go: b }' }),
    );
    await put('team/latin.yaml', Buffer.from('id: caf\xe9', 'latin1'));
    await put('team/huge.yaml', '#'.repeat(1024 * 1024 + 1));
    await put('team/whole.yaml', tree('whole'));
    await mkdir(join(folder, 'team/folder.yaml'));
    expect(await titles()).toEqual(['web built-in web', 'whole team whole']);
    expect(await told()).toEqual([
      'team/broken.yaml:6: config.yaml.syntax',
      'team/broken.yaml:7: config.yaml.unclosed',
      'team/folder.yaml:0: config.file.folder',
      'team/huge.yaml:0: config.file.big',
      'team/latin.yaml:0: config.file.encoding',
      'team/lint.yaml:6: playbooks.lint.no_step',
    ]);
  });

  test('with an id that stands twice count once, the first by file name', async () => {
    await put('team/a.yaml', tree('ours', { title: 'First' }));
    await put('team/b.yaml', tree('ours', { title: 'Second' }));
    expect(await titles()).toEqual(['ours team First']);
    expect(await told()).toEqual(['team/b.yaml:1: playbooks.set.twice']);
  });
});

describe('calls between trees', () => {
  test('of a tree that is there, with its needs, are fine', async () => {
    const head = 'needs: { app: { type: container, label: { en: app, ja: アプリ } } }';
    await put('built-in/a.yaml', tree('a', calling('b', '{ app: x }')));
    await put('built-in/b.yaml', tree('b', { head }));
    expect(await titles()).toEqual(['a built-in a', 'b built-in b']);
  });

  test('of an unknown tree are refused, with the nearest name', async () => {
    await put('team/a.yaml', tree('a', calling('wbe')));
    await put('team/web.yaml', tree('web'));
    const { problems } = await load();
    expect(problems).toMatchObject([
      { line: 6, what: { id: 'playbooks.set.no_playbook' }, next: { params: { key: 'web' } } },
    ]);
    expect(await titles()).toEqual(['web team web']);
  });

  test('of a tree that has problems of its own say so', async () => {
    await put('team/a.yaml', tree('a', calling('b')));
    await put('team/b.yaml', `${tree('b')}extra: 1`);
    expect(await told()).toEqual([
      'team/a.yaml:6: playbooks.set.broken',
      'team/b.yaml:8: config.unknown_key',
    ]);
  });

  test('that give what the tree does not need, or lack what only a row would give, are refused', async () => {
    await put('team/a.yaml', tree('a', calling('b', '{ nothing: x }')));
    await put('team/b.yaml', tree('b'));
    await put('team/c.yaml', tree('c', calling('d')));
    const head = `row: { pane: containers, key: r }
needs: { app: { type: container, from: [row.name], label: { en: app, ja: アプリ } } }`;
    await put('team/d.yaml', tree('d', { head }));
    await put('team/e.yaml', tree('e', calling('d', '{ app: x }')));
    expect(await told()).toEqual([
      'team/a.yaml:6: playbooks.set.no_need',
      'team/c.yaml:6: playbooks.set.missing_need',
    ]);
    expect(await titles()).toEqual(['b team b', 'd team d', 'e team e']);
  });

  test('in a circle are refused, the team to blame before a built-in tree', async () => {
    await put('built-in/a.yaml', tree('a', calling('b')));
    await put('built-in/b.yaml', tree('b', calling('c')));
    await put('built-in/c.yaml', tree('c'));
    await put('team/c.yaml', tree('c', calling('a')));
    const { problems } = await load();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.what).toEqual({ id: 'playbooks.set.circle', params: { ids: 'a → b → c → a' } });
    expect(await titles()).toEqual(['a built-in a', 'b built-in b', 'c built-in c']);
  });

  test('of itself are a circle, too', async () => {
    await put('team/a.yaml', tree('a', calling('a')));
    expect(await told()).toEqual(['team/a.yaml:6: playbooks.set.circle']);
    expect(await titles()).toEqual([]);
  });
});

describe('the menu of a row', () => {
  test('has each key once, the built-in tree first', async () => {
    await put('built-in/restart.yaml', tree('restart', onRow('r')));
    await put('built-in/cancel.yaml', tree('cancel', onRow('r', 'activity')));
    await put('team/recreate.yaml', tree('a-recreate', onRow('r')));
    expect(await titles()).toEqual(['cancel built-in cancel', 'restart built-in restart']);
    expect(await told()).toEqual(['team/recreate.yaml:1: playbooks.set.key']);
  });
});
