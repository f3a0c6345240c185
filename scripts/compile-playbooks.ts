// Parses and checks src/playbooks into FOLDER/compiled.json: `node scripts/run-ts.mjs scripts/compile-playbooks.ts FOLDER`.
// With a problem in any tree nothing is written: then the YAML files themselves are read, and the problem is told there.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { compiled } from '../src/config/playbooks/compiled.js';
import { loadPlaybooks } from '../src/config/playbooks/load.js';
import { formatProblems } from '../src/config/problem.js';
import { translate } from '../src/i18n/t.js';
import { stepProbes } from '../src/probes/steps/index.js';

const folder = resolve(process.argv[2] ?? 'dist/playbooks');
const source = resolve('src/playbooks');
const { playbooks, problems } = await loadPlaybooks({ builtIn: source, vocabulary: { probes: stepProbes } });
if (problems.length > 0) {
  console.warn(formatProblems(problems, (m) => translate('en', m)));
} else {
  await mkdir(folder, { recursive: true });
  const { name, text } = compiled(playbooks, (file) => relative(source, file));
  await writeFile(join(folder, name), text);
}
