import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place, Playbook, Step, VerdictRule } from '../../domain/playbook.js';

/**
 * The trees that come with cockpit, parsed and checked when it is built: reading some 20 YAML files takes most of a
 * second of computing on a small machine, this one a few milliseconds.
 */
const name = 'compiled.json';

/** The compiled trees of a folder; undefined where there are none, as in the sources. */
export async function readCompiled(folder: string): Promise<readonly Playbook[] | undefined> {
  try {
    const playbooks = JSON.parse(await readFile(join(folder, name), 'utf8')) as readonly Playbook[];
    return playbooks.map((playbook) => placed(playbook, (file) => join(folder, file)));
  } catch {
    return undefined;
  }
}

/** What {@link readCompiled} reads: its name, and its text with places relative to the folder. */
export function compiled(playbooks: readonly Playbook[], relative: (file: string) => string) {
  return { name, text: JSON.stringify(playbooks.map((playbook) => placed(playbook, relative))) };
}

/** The same tree with other file names in its places. */
function placed(playbook: Playbook, named: (file: string) => string): Playbook {
  const file = named(playbook.place.file);
  const at = <T extends { readonly place: Place }>(thing: T): T => ({
    ...thing,
    place: { ...thing.place, file },
  });
  const stepAt = (step: Step): Step =>
    step.kind === 'probe'
      ? at({ ...step, rules: step.rules.map((rule): VerdictRule => at(rule)) })
      : at(step);
  return { ...at(playbook), steps: playbook.steps.map(stepAt) };
}
