import type { Condition } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import type { Located } from './finding.js';

export interface LocatedCondition {
  readonly condition: Condition;
  readonly path: Path;
}

/** The conditions of a step, outermost ones only. */
export function conditionsOf({ step, path }: Located): LocatedCondition[] {
  if (step.kind === 'wait') return [{ condition: step.until, path: [...path, 'wait', 'until'] }];
  if (step.kind !== 'probe' && step.kind !== 'branch') return [];
  const key = step.kind === 'probe' ? 'verdict' : 'branch';
  return step.rules.flatMap(({ when }, i) =>
    when ? [{ condition: when, path: [...path, key, i, 'when'] }] : [],
  );
}

/** A condition and all inside it that are not `all`, `any` or `not`. */
export function leavesOf({ condition, path }: LocatedCondition): LocatedCondition[] {
  if (condition.op === 'all' || condition.op === 'any') {
    const { op } = condition;
    return condition.of.flatMap((inner, i) => leavesOf({ condition: inner, path: [...path, op, i] }));
  }
  if (condition.op === 'not') return leavesOf({ condition: condition.of, path: [...path, 'not'] });
  return [{ condition, path }];
}

/** The conditions whose line, row or value may be the place that decides. */
export function decidersOf(condition: Condition): Condition[] {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.flatMap(decidersOf);
    case 'line':
    case 'number':
    case 'row':
    case 'rows':
    case 'json':
    case 'signature':
      return [condition];
    default:
      return [];
  }
}

/** Whether it can't hold without a place that decides. */
export function alwaysDecides(condition: Condition): boolean {
  switch (condition.op) {
    case 'all':
      return condition.of.some(alwaysDecides);
    case 'any':
      return condition.of.every(alwaysDecides);
    case 'rows': {
      const { is, above, atLeast } = condition.match;
      return (typeof is === 'number' && is > 0) || (above ?? -1) >= 0 || (atLeast ?? 0) > 0;
    }
    default:
      return decidersOf(condition).length > 0;
  }
}
