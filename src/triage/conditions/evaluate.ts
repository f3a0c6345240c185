import type { StepEvidence } from '../../domain/evidence.js';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Condition } from '../../domain/playbook.js';
import { isAsDeclared, knownValue, type Types, type Values } from '../values.js';
import { type Held, together } from './held.js';
import { jsonHolds } from './json.js';
import { lineHolds, numberHolds, signatureHolds } from './lines.js';
import { type Lookup, matches } from './matcher.js';
import { countHolds, rowHolds } from './rows.js';

/** What conditions are asked about. */
export interface Scene {
  readonly evidence: readonly StepEvidence[];
  readonly values: Values;
  readonly types: Types;
}

/** What made the condition hold, undefined when it does not; throws a FailureError when nobody can tell. */
export function evaluate(condition: Condition, scene: Scene): Held | undefined {
  switch (condition.op) {
    case 'all':
      return allHold(condition.of, scene);
    case 'any':
      return anyHolds(condition.of, scene);
    case 'not':
      return evaluate(condition.of, scene) ? undefined : {};
    case 'value':
      return matches(condition.match, lookupOf(scene)(condition.name), lookupOf(scene)) ? {} : undefined;
    default:
      return evidenceHolds(condition, evidenceOf(condition.in, scene), lookupOf(scene));
  }
}

function allHold(conditions: readonly Condition[], scene: Scene): Held | undefined {
  const held: Held[] = [];
  for (const condition of conditions) {
    const one = evaluate(condition, scene);
    if (!one) return undefined;
    held.push(one);
  }
  return together(held);
}

function anyHolds(conditions: readonly Condition[], scene: Scene): Held | undefined {
  for (const condition of conditions) {
    const one = evaluate(condition, scene);
    if (one) return one;
  }
  return undefined;
}

type OnEvidence = Exclude<Condition, { op: 'all' | 'any' | 'not' | 'value' }>;

function evidenceHolds(condition: OnEvidence, evidence: StepEvidence, lookup: Lookup): Held | undefined {
  switch (condition.op) {
    case 'exit': {
      if (evidence.exit === undefined && condition.match.known === undefined) {
        throw fail('malformed', msg('triage.exit.unknown', { command: evidence.command }));
      }
      return matches(condition.match, evidence.exit, lookup) ? {} : undefined;
    }
    case 'line':
      return lineHolds(evidence, condition.stream, condition.pattern, lookup);
    case 'number':
      return numberHolds(evidence, condition.pattern, condition.match, lookup);
    case 'rows':
      return countHolds(evidence, condition.where ?? {}, condition.match, lookup);
    case 'row':
      return rowHolds(evidence, condition.where, lookup);
    case 'json':
      return jsonHolds(evidence, condition.path, condition.match, lookup);
    case 'signature':
      return signatureHolds(evidence, condition.ids);
  }
}

/** The named evidence, by default the first. */
export function evidenceOf(name: string | undefined, { evidence }: Pick<Scene, 'evidence'>): StepEvidence {
  const found = name === undefined ? evidence[0] : evidence.find((one) => one.name === name);
  if (!found) throw fail('missing', msg('triage.evidence.missing', { name: name ?? '–' }));
  return found;
}

/** A value that does not look like its type is not used. */
export const lookupOf =
  ({ values, types }: Pick<Scene, 'values' | 'types'>): Lookup =>
  (name) => {
    const value = knownValue(values, name);
    return value !== undefined && isAsDeclared(types, name, value) ? value : undefined;
  };
