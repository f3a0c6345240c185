import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { playbookJsonSchema } from '../../../src/config/json-schema.js';
import { parseHosts } from '../../../src/config/parse.js';
import { bindingProblems } from '../../../src/config/playbooks/bindings.js';
import { compiled } from '../../../src/config/playbooks/compiled.js';
import { loadPlaybooks } from '../../../src/config/playbooks/load.js';
import { formatProblems } from '../../../src/config/problem.js';
import { translate } from '../../../src/i18n/t.js';
import { builtInPlaybooks } from '../../../src/main/built-in-playbooks.js';
import { stepProbes } from '../../../src/probes/steps/index.js';
import { signalKinds } from './signal-kinds.js';

const folder = builtInPlaybooks();
const vocabulary = { probes: stepProbes, signals: signalKinds() };
const loaded = await loadPlaybooks({ builtIn: folder, vocabulary });

describe('the trees that come with cockpit', () => {
  test('have no problem', () => {
    expect(formatProblems(loaded.problems, (m) => translate('en', m))).toBe('');
  });

  test('are what the shipped hosts.yaml binds, with values that they take', () => {
    const text = readFileSync('hosts.yaml', 'utf8');
    const file = 'hosts.yaml';
    const { hosts } = parseHosts(text, file);
    expect(hosts.find((host) => host.name === 'drill')?.playbooks).toHaveLength(6);
    expect(bindingProblems(hosts, loaded.playbooks, { file, text })).toEqual([]);
  });

  test('are the same when compiled', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'cockpit-compiled-'));
    try {
      const { name, text } = compiled(loaded.playbooks, (file) => relative(folder, file));
      await writeFile(join(copy, name), text);
      const again = await loadPlaybooks({ builtIn: copy, vocabulary });
      expect(again.problems).toEqual([]);
      expect(JSON.stringify(again.playbooks).replaceAll(copy, folder)).toBe(JSON.stringify(loaded.playbooks));
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });

  test('name the schema on their first line', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) =>
      f.endsWith('.yaml'),
    );
    expect(files.length).toBeGreaterThanOrEqual(6);
    for (const file of files) {
      const up = '../'.repeat(file.split('/').length + 1);
      const first = readFileSync(join(folder, file), 'utf8').split('\n')[0];
      expect(first, file).toBe(`# yaml-language-server: $schema=${up}schema/playbook.schema.json`);
    }
  });
});

describe('the JSON schema', () => {
  const schema = JSON.stringify(playbookJsonSchema());

  test('knows every kind of step and condition', () => {
    for (const key of [
      'probe',
      'probes',
      'ask',
      'pick',
      'action',
      'wait',
      'note',
      'branch',
      'call',
      'undo',
      'end',
    ]) {
      expect(schema).toContain(`"required":["id","title","${key}"`);
    }
    for (const key of [
      'all',
      'any',
      'not',
      'exit',
      'stdout',
      'number',
      'rows',
      'row',
      'json',
      'signature',
      'value',
    ]) {
      expect(schema).toContain(`"required":["${key}"]`);
    }
  });

  test('points only at definitions that it has', () => {
    const defs = Object.keys((playbookJsonSchema() as { $defs: object }).$defs);
    const refs = [...schema.matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g)].map((match) => match[1]);
    expect(refs.length).toBeGreaterThan(10);
    expect(refs.filter((ref) => !defs.includes(ref ?? ''))).toEqual([]);
  });
});
