import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { CockpitStore } from '../../src/store/store.js';
import { stepsRun } from './steps-run.js';

const root = resolve(import.meta.dirname, '../..');
const visited = new Set<string>();
/** `visits`: these alone, no other document that the walks write. */
const writesVisits = ['1', 'visits'].includes(process.env.COCKPIT_WRITE_DOCS ?? '');

/**
 * With COCKPIT_WRITE_DOCS=1 or =visits: notes which steps of playbooks run behind this store. When every test of the
 * file has passed, they are written to test/walks/visited, from where docs/coverage.md knows what was tested on the lab.
 */
export function recordVisits(store: CockpitStore): void {
  if (!writesVisits) return;
  store.subscribe(({ guide }) => {
    for (const step of stepsRun(guide)) visited.add(step);
  });
}

interface Task {
  readonly result?: { readonly state: string } | undefined;
  readonly tasks?: readonly Task[];
}

const havePassed = ({ tasks, result }: Task): boolean =>
  tasks ? tasks.every(havePassed) : result?.state === 'pass';

// Registered while the test file is read, so both are of the whole file and come behind all else.
let file: (Task & { readonly filepath: string }) | undefined;
afterEach(({ task }) => {
  file = task.file;
});
afterAll(() => {
  // A part of the file, or one that failed, is no reason to forget what an earlier run has shown.
  if (visited.size === 0 || !file || !havePassed(file)) return;
  const folder = join(import.meta.dirname, 'visited');
  mkdirSync(folder, { recursive: true });
  const text = [`# ${relative(root, file.filepath)}`, ...byTree(), ''].join('\n');
  writeFileSync(join(folder, `${basename(file.filepath, '.lab.test.ts')}.txt`), text);
});

/** "backup: dump free made", sorted: a run that goes the same ways writes the same file. */
function byTree(): readonly string[] {
  const trees = new Map<string, string[]>();
  for (const visit of [...visited].toSorted()) {
    const [tree = '', step = ''] = visit.split('/');
    trees.set(tree, [...(trees.get(tree) ?? []), step]);
  }
  return [...trees].map(([tree, steps]) => `${tree}: ${steps.join(' ')}`);
}
