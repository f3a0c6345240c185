import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parsePlaybook } from '../../../src/config/playbooks/parse.js';
import { formatProblems } from '../../../src/config/problem.js';
import { playbooksForms } from '../../../src/i18n/messages/playbooks-forms.js';
import { playbooksLint } from '../../../src/i18n/messages/playbooks-lint.js';
import { type Lang, translate } from '../../../src/i18n/t.js';
import { vocabulary } from './vocabulary.js';

const folder = new URL('../../fixtures/playbooks/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort();

const problemsOf = (name: string) =>
  parsePlaybook(readFileSync(new URL(name, folder), 'utf8'), name, vocabulary, 'team').problems;

const report = (lang: Lang) =>
  `${files.map((name) => formatProblems(problemsOf(name), (m) => translate(lang, m))).join('\n\n')}\n`;

test('every kind of mistake is told with its place, the expected form and a next step', async () => {
  await expect(report('en')).toMatchFileSnapshot('../../fixtures/playbooks/messages.txt');
});

test('the same in Japanese', async () => {
  await expect(report('ja')).toMatchFileSnapshot('../../fixtures/playbooks/messages.ja.txt');
});

test('each file is refused, and each refusal has a place and says what to do', () => {
  for (const name of files) {
    const problems = problemsOf(name);
    expect(problems.length, name).toBeGreaterThan(0);
    for (const problem of problems) {
      const where = `${name}:${problem.line} ${problem.what.id}`;
      expect(problem.line, where).toBeGreaterThan(0);
      expect(problem.column, where).toBeGreaterThan(0);
      expect(problem.expected ?? problem.next, where).toBeDefined();
    }
  }
});

test('everything that lint can say is said about some file', () => {
  const said = new Set(
    files.flatMap(problemsOf).flatMap(({ what, next }) => [what.id, ...(next ? [next.id] : [])]),
  );
  expect(Object.keys(playbooksLint).filter((id) => !said.has(id))).toEqual([]);
});

test('no message is left untranslated', () => {
  for (const lang of ['en', 'ja'] as const) expect(report(lang)).not.toMatch(/playbooks\.(?:lint|expect)\./);
  expect(Object.keys(playbooksForms).length).toBeGreaterThan(50);
});
