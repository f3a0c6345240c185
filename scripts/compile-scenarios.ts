// Parses and checks src/drill/scenarios into FOLDER/compiled.json; a problem in any of them ends the build.
// `node scripts/run-ts.mjs scripts/compile-scenarios.ts FOLDER`
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { formatProblems } from '../src/config/problem.js';
import { compiledScenarios, loadScenarios } from '../src/config/scenarios/load.js';
import { translate } from '../src/i18n/t.js';

const folder = resolve(process.argv[2] ?? 'dist/scenarios');
const { scenarios, problems } = await loadScenarios({ builtIn: resolve('src/drill/scenarios') });
if (problems.length > 0) {
  console.error(formatProblems(problems, (m) => translate('en', m)));
  process.exitCode = 1;
} else {
  await mkdir(folder, { recursive: true });
  const { name, text } = compiledScenarios(scenarios);
  await writeFile(join(folder, name), text);
}
