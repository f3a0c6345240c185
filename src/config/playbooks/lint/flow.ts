import { msg } from '../../../domain/message.js';
import type { Capture } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import type { Finding, Located, Subject } from './finding.js';
import { possible } from './suggest-name.js';

export interface Edge {
  readonly to: string;
  readonly path: Path;
  readonly captures: readonly Capture[];
}

/** Where a step can go on to. */
export function edgesOf({ step, path }: Located): Edge[] {
  const edge = (to: string, at: Path, captures: readonly Capture[] = []): Edge => ({
    to,
    path: [...path, ...at],
    captures,
  });
  switch (step.kind) {
    case 'probe':
      return step.rules.map((rule, i) => edge(rule.go, ['verdict', i, 'go'], rule.capture));
    case 'branch':
      return step.rules.map((rule, i) => edge(rule.go, ['branch', i, 'go']));
    case 'ask':
      return step.options.map((option, i) => edge(option.go, ['ask', i, 'go']));
    case 'pick':
      return [edge(step.go, ['go'], step.capture), edge(step.empty, ['empty'])];
    case 'action':
    case 'wait':
      return Object.entries(step.go).map(([way, to]) => edge(to, ['go', way]));
    case 'end':
      return [];
    default:
      return [edge(step.go, ['go'])];
  }
}

/** Steps that are looked at beside the walk: before and after an action. */
const asideOf = ({ step }: Located): string[] =>
  step.kind === 'action' ? [...step.requires, ...(step.reconcile ? [step.reconcile] : [])] : [];

/** Duplicate ids, targets that do not exist, steps that can't be reached or that lead to no end. */
export function flowFindings({ steps }: Subject): Finding[] {
  const ids = steps.map(({ step }) => step.id);
  const byId = new Map(steps.map((located) => [located.step.id, located]));
  const findings: Finding[] = [];
  steps.forEach(({ step, path }, i) => {
    if (ids.indexOf(step.id) === i) return;
    const what = msg('playbooks.lint.twice', { step: step.id });
    findings.push({ path: [...path, 'id'], what, next: msg('playbooks.lint.twice.next') });
  });
  for (const located of steps) {
    for (const { to, path } of edgesOf(located)) {
      if (!byId.has(to)) {
        findings.push({ path, what: msg('playbooks.lint.no_step', { step: to }), ...possible(to, ids) });
      }
    }
  }
  // What can be reached means little while targets are missing.
  if (findings.length > 0) return findings;

  const reached = closure(ids.slice(0, 1), (id) => {
    const located = byId.get(id);
    return located ? [...edgesOf(located).map((edge) => edge.to), ...asideOf(located)] : [];
  });
  const sources = new Map<string, string[]>();
  for (const located of steps) {
    for (const { to } of edgesOf(located)) sources.set(to, [...(sources.get(to) ?? []), located.step.id]);
  }
  const ends = steps.flatMap(({ step }) => (step.kind === 'end' ? [step.id] : []));
  const ending = closure(ends, (id) => sources.get(id) ?? []);
  for (const { step, path } of steps) {
    if (!reached.has(step.id)) {
      const what = msg('playbooks.lint.unreachable', { step: step.id });
      findings.push({ path: [...path, 'id'], what, next: msg('playbooks.lint.unreachable.next') });
    } else if (!ending.has(step.id)) {
      const what = msg('playbooks.lint.endless', { step: step.id });
      findings.push({ path: [...path, 'id'], what, next: msg('playbooks.lint.endless.next') });
    }
  }
  return findings;
}

function closure(start: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const found = new Set(start);
  for (const id of found) for (const other of next(id)) found.add(other);
  return found;
}
