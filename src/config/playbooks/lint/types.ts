import { msg } from '../../../domain/message.js';
import type { ValueType } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import type { CapturesInput } from '../schema/probes.js';
import type { Finding, Subject } from './finding.js';

interface Declaration {
  readonly name: string;
  readonly type: ValueType;
  readonly choices: readonly string[];
  readonly path: Path;
}

/** A name that means another type at another place: then nothing could be checked any more. */
export function typeFindings(subject: Subject): Finding[] {
  const all = declarations(subject);
  return all.flatMap((one, i) => {
    const first = all.slice(0, i).find((other) => other.name === one.name);
    const same = !first || (first.type === one.type && first.choices.join() === one.choices.join());
    if (same) return [];
    const what = msg('playbooks.lint.other_type', { name: one.name, type: first.type });
    return [{ path: one.path, what, next: msg('playbooks.lint.other_type.next') }];
  });
}

function declarations({ input }: Subject): Declaration[] {
  const of = (captures: CapturesInput | undefined, path: Path): Declaration[] =>
    Object.entries(captures ?? {}).map(([name, { type, choices = [] }]) => ({
      name,
      type,
      choices,
      path: [...path, name],
    }));
  const needs = Object.entries(input.needs ?? {}).map(([name, { type, choices = [] }]) => ({
    name,
    type,
    choices,
    path: ['needs', name],
  }));
  const captures = input.steps.flatMap((step, i) => {
    if ('pick' in step) return of(step.pick.capture, ['steps', i, 'pick', 'capture']);
    if (!('verdict' in step)) return [];
    return step.verdict.flatMap((rule, j) => of(rule.capture, ['steps', i, 'verdict', j, 'capture']));
  });
  return [...needs, ...captures];
}
