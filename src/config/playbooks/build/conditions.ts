import type { Condition, Matcher } from '../../../domain/playbook.js';
import {
  type Comparisons,
  type ConditionInput,
  type MatcherInput,
  matcherKeys,
} from '../schema/conditions.js';
import { given } from './given.js';

/** A bare value means equality. */
export function matcherOf(input: MatcherInput): Matcher {
  return typeof input === 'object' && input !== null ? given(input) : { is: input };
}

export function matchersOf(input: Record<string, MatcherInput>): Record<string, Matcher> {
  return Object.fromEntries(Object.entries(input).map(([field, matcher]) => [field, matcherOf(matcher)]));
}

/** The comparisons that stand beside the condition's own key. */
const beside = (input: Comparisons): Matcher =>
  given(Object.fromEntries(Object.entries(input).filter(([key]) => matcherKeys.includes(key))));

export function conditionOf(input: ConditionInput): Condition {
  if ('all' in input) return { op: 'all', of: input.all.map(conditionOf) };
  if ('any' in input) return { op: 'any', of: input.any.map(conditionOf) };
  if ('not' in input && !('value' in input || 'json' in input || 'number' in input)) {
    return { op: 'not', of: conditionOf(input.not) };
  }
  if ('value' in input) return { op: 'value', name: input.value, match: beside(input) };
  const within = given({ in: input.in });
  if ('exit' in input) return { op: 'exit', ...within, match: matcherOf(input.exit) };
  if ('number' in input) return { op: 'number', ...within, pattern: input.number, match: beside(input) };
  if ('json' in input) return { op: 'json', ...within, path: input.json, match: beside(input) };
  if ('row' in input) return { op: 'row', ...within, where: matchersOf(input.row) };
  if ('signature' in input) return { op: 'signature', ...within, ids: input.signature };
  if ('rows' in input) {
    const where = input.where === undefined ? {} : { where: matchersOf(input.where) };
    return { op: 'rows', ...within, ...where, match: matcherOf(input.rows) };
  }
  if ('stdout' in input) return { op: 'line', ...within, stream: 'stdout', pattern: input.stdout };
  if ('stderr' in input) return { op: 'line', ...within, stream: 'stderr', pattern: input.stderr };
  return { op: 'line', ...within, stream: 'output', pattern: input.output };
}
