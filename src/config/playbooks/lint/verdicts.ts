import { msg } from '../../../domain/message.js';
import type { Path } from '../../yaml-source.js';
import { alwaysDecides } from './conditions.js';
import type { Finding, Subject } from './finding.js';

/** A missing else, rules after it, and causes that could not be quoted. */
export function verdictFindings({ steps }: Subject): Finding[] {
  return steps.flatMap(({ step, path }) => {
    if (step.kind === 'branch') return elseFindings(step.rules, [...path, 'branch']);
    if (step.kind !== 'probe') return [];
    const at = [...path, 'verdict'];
    const causes = step.rules.flatMap((rule, i): Finding[] => {
      if (!rule.cause) return [];
      const cause = { path: [...at, i, 'cause'], ofKey: true } as const;
      const next = msg('playbooks.lint.cause.next');
      if (!rule.when) return [{ ...cause, what: msg('playbooks.lint.cause_else'), next }];
      if (rule.verdict === 'ok') {
        return [
          { ...cause, what: msg('playbooks.lint.cause_ok'), next: msg('playbooks.lint.cause_ok.next') },
        ];
      }
      return alwaysDecides(rule.when)
        ? []
        : [{ ...cause, what: msg('playbooks.lint.cause_undecided'), next }];
    });
    return [...elseFindings(step.rules, at), ...causes];
  });
}

function elseFindings(rules: readonly { readonly when?: unknown }[], path: Path): Finding[] {
  const first = rules.findIndex((rule) => rule.when === undefined);
  if (first < 0) {
    const what = msg('playbooks.lint.no_else');
    return [{ path, ofKey: true, what, next: msg('playbooks.lint.no_else.next') }];
  }
  if (first === rules.length - 1) return [];
  const what = msg('playbooks.lint.after_else');
  return [{ path: [...path, first + 1], what, next: msg('playbooks.lint.after_else.next') }];
}
