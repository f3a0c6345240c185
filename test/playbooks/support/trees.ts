import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parsePlaybook } from '../../../src/config/playbooks/parse.js';
import type { Problem } from '../../../src/config/problem.js';
import type { Playbook, ProbeStep } from '../../../src/domain/playbook.js';
import { stepProbes } from '../../../src/probes/steps/index.js';

const folder = fileURLToPath(new URL('../../../src/playbooks', import.meta.url));

/** Every tree of src/playbooks, and what the lint has against them. */
export function builtInTrees(): {
  readonly trees: readonly Playbook[];
  readonly problems: readonly Problem[];
} {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  const parsed = files.toSorted().map((name) => {
    const file = join(folder, name);
    return parsePlaybook(
      readFileSync(file, 'utf8'),
      relative(folder, file),
      { probes: stepProbes },
      'built-in',
    );
  });
  return {
    trees: parsed.flatMap(({ playbook }) => playbook ?? []),
    problems: parsed.flatMap(({ problems }) => problems),
  };
}

export const probeSteps = (tree: Playbook): readonly ProbeStep[] =>
  tree.steps.filter((step) => step.kind === 'probe');
