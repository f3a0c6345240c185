import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadHosts } from '../../src/config/load.js';
import { parseHosts } from '../../src/config/parse.js';
import { ConfigError } from '../../src/config/problem.js';

let folder: string;
const at = (path: string) => join(folder, path);
const config = (name: string) => `hosts: {${name}: {ssh: ${name}}}\n`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cockpit-config-'));
  for (const dir of ['cwd', 'bare', 'xdg/cockpit', 'home/.config/cockpit', 'nothing']) {
    await mkdir(at(dir), { recursive: true });
  }
  await writeFile(at('cwd/hosts.yaml'), config('from-cwd'));
  await writeFile(at('xdg/cockpit/hosts.yaml'), config('from-xdg'));
  await writeFile(at('home/.config/cockpit/hosts.yaml'), config('from-home'));
  await writeFile(at('given.yaml'), config('from-option'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const load = async (cwd: string, env = {}, explicitPath?: string, home = 'home') => {
  const loaded = await loadHosts({
    cwd: at(cwd),
    env,
    home: at(home),
    ...(explicitPath === undefined ? {} : { explicitPath }),
  });
  return loaded.hosts.map((host) => host.name);
};

const problemsOf = async (promise: Promise<unknown>) => {
  const error = await promise.catch((e: unknown) => e);
  if (!(error instanceof ConfigError)) throw new Error('expected a ConfigError', { cause: error });
  return error.problems;
};

describe('the search order', () => {
  test('--config comes first', async () => {
    expect(await load('cwd', { XDG_CONFIG_HOME: at('xdg') }, '../given.yaml')).toEqual(['from-option']);
  });
  test('then the working folder', async () => {
    expect(await load('cwd', { XDG_CONFIG_HOME: at('xdg') })).toEqual(['from-cwd']);
  });
  test('then XDG_CONFIG_HOME', async () => {
    expect(await load('bare', { XDG_CONFIG_HOME: at('xdg') })).toEqual(['from-xdg']);
  });
  test('then ~/.config, also when XDG_CONFIG_HOME is relative', async () => {
    expect(await load('bare')).toEqual(['from-home']);
    expect(await load('bare', { XDG_CONFIG_HOME: 'xdg' })).toEqual(['from-home']);
  });
  test('no file at all is no error', async () => {
    expect(await loadHosts({ cwd: at('bare'), env: {}, home: at('nothing') })).toEqual({
      hosts: [],
      defaults: {},
    });
  });
});

describe('a file that cannot be read', () => {
  test('a missing --config is an error of the file as a whole', async () => {
    const [problem] = await problemsOf(load('cwd', {}, 'gone.yaml'));
    expect(problem).toMatchObject({ file: 'gone.yaml', line: 0, what: { id: 'config.file.missing' } });
  });
  test('a folder is told from a file', async () => {
    expect((await problemsOf(load('cwd', {}, at('xdg'))))[0]?.what.id).toBe('config.file.folder');
  });
  test('bytes that are not UTF-8 are refused', async () => {
    await writeFile(at('latin.yaml'), Buffer.from('hosts: {caf\xe9: {ssh: x}}', 'latin1'));
    expect((await problemsOf(load('cwd', {}, at('latin.yaml'))))[0]?.what.id).toBe('config.file.encoding');
  });
  test('a huge file is refused before it is parsed', async () => {
    await writeFile(at('huge.yaml'), '#'.repeat(1024 * 1024 + 1));
    expect((await problemsOf(load('cwd', {}, at('huge.yaml'))))[0]?.what.id).toBe('config.file.big');
  });
});

const parse = (text: string) => {
  try {
    return parseHosts(text, 'x.yaml').hosts.length;
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.length;
    throw error;
  }
};

describe('whatever the text', () => {
  const word = fc.constantFrom(
    ...[
      'hosts',
      'ssh',
      'web1',
      'postgres',
      'password',
      'container',
      'checks',
      'http',
      'thresholds',
      'disk.used',
    ],
    ...[
      'warn',
      '80',
      'true',
      'null',
      '25h',
      '*a',
      '&a x',
      '<<',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '|',
      ': ',
      '\n',
    ],
    ...['\n  ', '\n    ', '\t', '#', '!x', '---\n', '日本', '\u0000', '\u202e', '__proto__', 'constructor'],
  );
  test('random YAML-like text either parses or gives problems', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        expect(parse(words.join(''))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  test('random values under a host either parse or give problems', () => {
    const key = fc.constantFrom(
      ...['ssh', 'local', 'stack', 'containers', 'postgres', 'redis', 'queues', 'alerts', 'checks', 'logs'],
      ...['thresholds', 'contacts', 'title', 'language', 'environment', 'password', 'celery', 'tls', 'x'],
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>(null, true, 5, -1, 1.5, 'a', '', '25h', 'https://a.example', '\u0007'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, tree, { maxKeys: 6 }), (host) => {
        expect(parse(JSON.stringify({ hosts: { web1: host } }))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  test('an alias bomb is refused at once', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++) {
      const last = String.fromCharCode(96 + i);
      const name = String.fromCharCode(97 + i);
      bomb.push(`${name}: &${name} [*${last}, *${last}, *${last}, *${last}, *${last}, *${last}, *${last}]`);
    }
    const before = performance.now();
    expect(parse(bomb.join('\n'))).toBe(1);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
