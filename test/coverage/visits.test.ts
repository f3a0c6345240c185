import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allVisits, visitsOf } from '../../src/coverage/visits.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { builtInTrees } from '../playbooks/support/trees.js';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'test/walks/visited');
const { trees } = builtInTrees();

const files = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const [, source = ''] = /^# (\S+)/.exec(text) ?? [];
  return { name, source, visits: visitsOf(text) };
});

/** These trees and those that they call, and so on. */
function withCalled(ids: readonly string[]): ReadonlySet<string> {
  const reached = new Set(ids);
  // A set goes on to what is added to it meanwhile.
  for (const id of reached)
    for (const step of stepsOf(id)) if (step.kind === 'call') reached.add(step.playbook);
  return reached;
}

const stepsOf = (id: string): Playbook['steps'] => trees.find((tree) => tree.id === id)?.steps ?? [];

describe('what walks on the lab have run', () => {
  test.each(files)('$name is of a lab test that there is', ({ name, source }) => {
    expect(existsSync(join(root, source))).toBe(true);
    expect(source.endsWith(`/${name.replace(/\.txt$/, '.lab.test.ts')}`)).toBe(true);
  });

  test.each(files)(
    '$name names steps that there are; else walk again with COCKPIT_WRITE_DOCS=visits',
    (file) => {
      const gone = Object.entries(file.visits).flatMap(([tree, steps]) =>
        steps.filter((id) => !stepsOf(tree).some((step) => step.id === id)).map((id) => `${tree}/${id}`),
      );
      expect(gone).toEqual([]);
    },
  );

  test.each(files)('$name has only trees that its test names, or that these call', ({ source, visits }) => {
    const text = readFileSync(join(root, source), 'utf8');
    const walked = withCalled(trees.map(({ id }) => id).filter((id) => text.includes(`'${id}'`)));
    expect(Object.keys(visits).filter((id) => !walked.has(id))).toEqual([]);
  });

  test('is read a tree a line, and refused in another form', () => {
    expect(visitsOf('# test/a.lab.test.ts\nweb-502: app-state start-app\n')).toEqual({
      'web-502': ['app-state', 'start-app'],
    });
    expect(() => visitsOf('web-502 app-state')).toThrow('not the steps of a playbook');
  });

  test('is put together over all files', () => {
    expect(allVisits([{ b: ['y', 'x'] }, { a: ['z'], b: ['x'] }])).toEqual({ a: ['z'], b: ['x', 'y'] });
  });
});
