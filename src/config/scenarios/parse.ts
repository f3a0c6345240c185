import type { Scenario } from '../../domain/drill.js';
import { msg } from '../../domain/message.js';
import { problemsOf } from '../issues.js';
import type { Problem } from '../problem.js';
import { parseSeconds } from '../units.js';
import { readYaml } from '../yaml-source.js';
import { type ScenarioInput, scenarioFile } from './schema.js';

/** A scenario with what its machine does; times in ms. */
export interface LoadedScenario extends Scenario {
  readonly script: {
    readonly beginsMs: number;
    readonly effects: readonly {
      readonly afterMs: number;
      readonly effect: ScenarioInput['effects'][number]['effect'];
    }[];
    readonly solved: ScenarioInput['solved'];
    readonly forMs: number;
  };
  readonly origin: 'built-in' | 'team';
}

/** One scenario from the text of its file; never throws. */
export function parseScenario(
  text: string,
  file: string,
  origin: LoadedScenario['origin'],
): { readonly scenario?: LoadedScenario; readonly problems: readonly Problem[] } {
  const source = readYaml(text, file);
  if (source.problems.length > 0) return { problems: inOrder(source.problems) };
  if (source.value === null || source.value === undefined) {
    const what = msg('config.file.empty');
    return { problems: [{ file, line: 1, column: 1, what, expected: msg('drill.expect.file') }] };
  }
  const parsed = scenarioFile.safeParse(source.value);
  if (!parsed.success) return { problems: inOrder(problemsOf(parsed.error.issues, source, file)) };
  return { scenario: scenarioOf(parsed.data, origin), problems: [] };
}

function scenarioOf(input: ScenarioInput, origin: LoadedScenario['origin']): LoadedScenario {
  const { id, title, story, cause, playbook, keys = [], hints = [], worse = [] } = input;
  return {
    id,
    title,
    story,
    ...(cause ? { cause } : {}),
    ...(playbook === undefined ? {} : { playbook }),
    keys,
    hints,
    worse,
    script: {
      beginsMs: milliseconds(input.begins ?? '20s'),
      effects: input.effects.map(({ after = '0s', effect }) => ({ afterMs: milliseconds(after), effect })),
      solved: input.solved,
      forMs: milliseconds(input.for ?? '5s'),
    },
    origin,
  };
}

const milliseconds = (duration: string): number => Math.round((parseSeconds(duration) ?? 0) * 1000);

const inOrder = (problems: readonly Problem[]) =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
