import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseHosts } from '../../src/config/parse.js';
import { ConfigError, formatProblems } from '../../src/config/problem.js';
import { type Lang, translate } from '../../src/i18n/t.js';

const folder = new URL('../fixtures/config/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();

async function problemsOf(name: string) {
  try {
    parseHosts(await readFile(new URL(name, folder), 'utf8'), name);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error(`${name} was accepted`);
}

const report = async (lang: Lang) => {
  const parts = await Promise.all(
    files.map(async (name) => formatProblems(await problemsOf(name), (m) => translate(lang, m))),
  );
  return `${parts.join('\n\n')}\n`;
};

test('every kind of mistake is told with its place, the expected form and a next step', async () => {
  expect(files.length).toBeGreaterThanOrEqual(15);
  await expect(await report('en')).toMatchFileSnapshot('../fixtures/config/messages.txt');
});

test('the same in Japanese', async () => {
  await expect(await report('ja')).toMatchFileSnapshot('../fixtures/config/messages.ja.txt');
});

test('a secret in the file is never repeated, in any language', async () => {
  const all = `${await report('en')}${await report('ja')}`;
  expect(all).not.toMatch(/hunter2|very-secret/);
});

test('no message is left untranslated and no parameter unfilled', async () => {
  for (const lang of ['en', 'ja'] as const) {
    expect(await report(lang)).not.toMatch(/config\.[a-z]|\{(place|key|name|keys|value|form|step|kind)\}/);
  }
});

test('every problem has a position and at least an expected form or a next step', async () => {
  for (const name of files) {
    for (const problem of await problemsOf(name)) {
      expect(problem.line, name).toBeGreaterThan(0);
      expect(problem.column, name).toBeGreaterThan(0);
      expect(problem.expected ?? problem.next, name).toBeDefined();
    }
  }
});
