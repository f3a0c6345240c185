import type { HostEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { Playbook } from '../../domain/playbook.js';
import { looksLike } from '../../domain/value-types.js';
import { nearest } from '../nearest.js';
import type { Problem } from '../problem.js';
import { type Path, readYaml } from '../yaml-source.js';

/** What hosts bind to trees that are not there, or with values that the tree does not take. */
export function bindingProblems(
  hosts: readonly HostEntry[],
  playbooks: readonly Playbook[],
  { file, text }: { readonly file: string; readonly text: string },
): Problem[] {
  const source = readYaml(text, file);
  const ids = playbooks.map(({ id }) => id);
  const near = (name: string, names: readonly string[]) => {
    const key = nearest(name, names);
    return key === undefined ? {} : { next: msg('config.next.did_you_mean', { key }) };
  };
  return hosts.flatMap(({ name, playbooks: bindings = [] }) =>
    bindings.flatMap((binding, i): Problem[] => {
      const path: Path = ['hosts', name, 'playbooks', i];
      const playbook = playbooks.find(({ id }) => id === binding.use);
      if (!playbook) {
        const what = msg('playbooks.binding.no_playbook', { id: binding.use });
        return [{ file, ...source.positionOf([...path, 'use']), what, ...near(binding.use, ids) }];
      }
      const needs = playbook.needs.map((need) => need.name);
      return Object.entries(binding.with).flatMap(([key, value]): Problem[] => {
        const at = [...path, 'with', key];
        const need = playbook.needs.find((one) => one.name === key);
        if (!need) {
          const what = msg('playbooks.set.no_need', { id: playbook.id, name: key });
          const expected = msg('config.expect.one_of', { names: needs.join(', ') || '–' });
          return [{ file, ...source.positionOfKey(at), what, expected, ...near(key, needs) }];
        }
        if (looksLike(need.type, value, need.choices)) return [];
        const what = msg('playbooks.lint.otherwise', { value });
        const expected = msg('playbooks.expect.type', { type: need.type });
        return [{ file, ...source.positionOf(at), what, expected }];
      });
    }),
  );
}
