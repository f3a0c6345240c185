import { basename, dirname, extname, join, resolve } from 'node:path';
import { nearest } from '../config/nearest.js';
import { readPlaybookFile } from '../config/playbooks/files.js';
import { formatProblems } from '../config/problem.js';
import { type LoadedScenarios, loadScenarios, readScenarios } from '../config/scenarios/load.js';
import type { LoadedScenario } from '../config/scenarios/parse.js';
import { type Msg, msg } from '../domain/message.js';
import type { Script } from '../drill/scenario.js';
import type { DrillRun } from './arguments.js';
import { builtInScenarios } from './built-in-scenarios.js';

/** What is rehearsed. */
export interface Picked {
  readonly scenario: LoadedScenario;
  readonly script: Script;
  /** With which it can be had again. */
  readonly seed?: number;
}

const usual = '502';

/** Those that come with cockpit and a team's own beside its hosts.yaml. */
export const drillScenarios = (hostsFile: string | undefined): Promise<LoadedScenarios> =>
  loadScenarios({
    builtIn: builtInScenarios(),
    ...(hostsFile === undefined ? {} : { team: join(dirname(resolve(hostsFile)), 'scenarios') }),
  });

/** The scenario that the command line asks for, by name, file or lot; or why there is none. */
export async function pickScenario(
  run: DrillRun,
  hostsFile: string | undefined,
  t: (message: Msg) => string,
): Promise<Picked | Msg> {
  const { scenario: named = usual } = run;
  if (/[/\\]|\.ya?ml$/i.test(named)) {
    const { scenarios, problems } = await readScenarios([await readPlaybookFile(resolve(named))], 'team');
    const [scenario] = scenarios;
    return scenario ? begin(scenario, run) : msg('drill.bad-file', { problems: formatProblems(problems, t) });
  }
  const { scenarios, problems } = await drillScenarios(hostsFile);
  const asked = run.random ? [] : problems.filter(({ file }) => basename(file, extname(file)) === named);
  if (asked.length > 0) return msg('drill.bad-file', { problems: formatProblems(asked, t) });
  if (problems.length > 0) process.stderr.write(`${formatProblems(problems, t)}\n`);
  if (run.random) {
    const seed = run.seed ?? Math.floor(Math.random() * 9000) + 1000;
    const faults = scenarios.filter(({ script }) => script.effects.length > 0);
    const scenario = faults[Math.floor(lot(seed) * faults.length)];
    return scenario ? { ...begin(scenario, run), seed } : msg('drill.none-at-all');
  }
  const scenario = scenarios.find(({ id }) => id === named);
  if (scenario) return begin(scenario, run);
  const ids = scenarios.map(({ id }) => id);
  const near = nearest(named, ids);
  return near === undefined
    ? msg('drill.no-such', { id: named, known: ids.join(', ') })
    : msg('drill.no-such.near', { id: named, near, known: ids.join(', ') });
}

const begin = (scenario: LoadedScenario, { afterSeconds }: DrillRun): Picked => {
  const script: Script = scenario.script;
  return {
    scenario,
    script: afterSeconds === undefined ? script : { ...script, beginsMs: afterSeconds * 1000 },
  };
};

/** From 0 up to 1, the same for the same seed (mulberry32). */
function lot(seed: number): number {
  let a = (seed + 0x6d2b79f5) | 0;
  a = Math.imul(a ^ (a >>> 15), a | 1);
  a ^= a + Math.imul(a ^ (a >>> 7), a | 61);
  return ((a ^ (a >>> 14)) >>> 0) / 4_294_967_296;
}
