// Writes docs/traps.md: where a runbook taken literally does harm, and what is done instead. `--check` compares only.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPlaybooks } from '../src/config/playbooks/load.js';
import { systems } from '../src/coverage/items/index.js';
import { type Trap, traps } from '../src/coverage/traps.js';
import { stepProbes } from '../src/probes/steps/index.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const file = join(root, 'docs', 'traps.md');

const { playbooks } = await loadPlaybooks({
  builtIn: join(root, 'src', 'playbooks'),
  vocabulary: { probes: stepProbes },
});
const known = new Set(systems.flatMap(({ items }) => items.map(({ id }) => id)));

/** What a step says about the runbook; throws where it says nothing. */
function differsOf(name: string) {
  const [tree, id] = name.split('/');
  const step = playbooks.find((one) => one.id === tree)?.steps.find((one) => one.id === id);
  if (!step?.differs) throw new Error(`${name}: there is no such step, or it does not say how it differs`);
  return step.differs;
}

function assertThere(path: string, words?: string): void {
  if (!existsSync(join(root, path))) throw new Error(`there is no ${path}`);
  if (words !== undefined && !readFileSync(join(root, path), 'utf8').includes(words))
    throw new Error(`${path} does not say "${words}"`);
}

function section({ id, ids, harm, steps, byConstruction, tests }: Trap): string {
  const strange = ids.filter((item) => !known.has(item));
  if (strange.length > 0) throw new Error(`${id}: no runbook has ${strange.join(' ')}`);
  if (steps.length === 0 && !byConstruction) throw new Error(`${id}: nothing does it right`);
  if (byConstruction) assertThere(byConstruction.code);
  for (const { file: path, says } of tests) assertThere(path, says);
  return [
    `## ${id} (${ids.join(', ')})`,
    '',
    harm,
    '',
    ...(byConstruction ? [`- By construction (\`${byConstruction.code}\`): ${byConstruction.text}`] : []),
    ...steps.map((step) => {
      const { en, ja } = differsOf(step);
      return `- \`${step}\`: ${en.trim()}<br>${ja.trim()}`;
    }),
    `- Tested by ${tests.map(({ file: path, says }) => (says ? `\`${path}\` ("… ${says} …")` : `\`${path}\``)).join(', ')}`,
  ].join('\n');
}

const text = `# Where a runbook taken literally does harm

<!-- Generated from src/coverage/traps.ts and the playbooks by \`npm run docs\`; do not edit. -->

Each playbook says in its step how it differs from the runbook, and why; the guide shows that text.

${traps.map(section).join('\n\n')}
`;

if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('docs/traps.md is not what the code says: npm run docs');
  process.exitCode = 1;
}
