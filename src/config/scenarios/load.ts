import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { msg } from '../../domain/message.js';
import { type PlaybookFile, playbookFiles } from '../playbooks/files.js';
import type { Problem } from '../problem.js';
import type { LoadedScenario } from './parse.js';

/** What the build makes of the scenarios that come with cockpit: the parsers take longer to load than this to read. */
const compiledName = 'compiled.json';

export interface LoadedScenarios {
  /** By id; a team's stands in the place of the built-in one of its id. */
  readonly scenarios: readonly LoadedScenario[];
  readonly problems: readonly Problem[];
}

/** All scenarios; a file with a problem is left out and takes no other with it. */
export async function loadScenarios(folders: {
  /** Of those that come with cockpit. */
  readonly builtIn: string;
  /** Of a team's own; it need not exist. */
  readonly team?: string;
}): Promise<LoadedScenarios> {
  const { builtIn, team } = folders;
  const [ready, theirs] = await Promise.all([
    readCompiled(builtIn),
    team === undefined ? [] : playbookFiles(team),
  ]);
  const shipped = ready
    ? { scenarios: ready, problems: [] }
    : await readScenarios(await playbookFiles(builtIn), 'built-in');
  const teams = await readScenarios(theirs, 'team');
  const byId = new Map(shipped.scenarios.map((scenario) => [scenario.id, scenario]));
  for (const scenario of teams.scenarios) byId.set(scenario.id, scenario);
  return {
    scenarios: [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    problems: [...shipped.problems, ...teams.problems],
  };
}

/** The scenarios of these files; of two with the same id the first counts. */
export async function readScenarios(
  files: readonly PlaybookFile[],
  origin: LoadedScenario['origin'],
): Promise<LoadedScenarios> {
  if (files.length === 0) return { scenarios: [], problems: [] };
  const { parseScenario } = await import('./parse.js');
  const found = new Map<string, { scenario: LoadedScenario; file: string }>();
  const problems: Problem[] = [];
  for (const { file, text, problem } of files) {
    if (problem) problems.push(problem);
    if (text === undefined) continue;
    const { scenario, problems: own } = parseScenario(text, file, origin);
    problems.push(...own);
    if (!scenario) continue;
    const first = found.get(scenario.id);
    if (first) {
      const what = msg('playbooks.set.twice', { id: scenario.id, file: first.file });
      problems.push({ file, line: 1, column: 1, what, next: msg('playbooks.set.twice.next') });
    } else found.set(scenario.id, { scenario, file });
  }
  return { scenarios: [...found.values()].map(({ scenario }) => scenario), problems };
}

async function readCompiled(folder: string): Promise<readonly LoadedScenario[] | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, compiledName), 'utf8')) as readonly LoadedScenario[];
  } catch {
    return undefined;
  }
}

/** What {@link loadScenarios} reads instead of the files, as the build writes it. */
export const compiledScenarios = (scenarios: readonly LoadedScenario[]) => ({
  name: compiledName,
  text: JSON.stringify(scenarios),
});
