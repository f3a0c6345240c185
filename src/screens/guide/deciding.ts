import type { Deciding, StepEvidence } from '../../domain/evidence.js';
import type { Condition, Step } from '../../domain/playbook.js';
import type { Judgement, Visit } from '../../domain/walk.js';

/** The part of the deciding line that made the rule match, as indexes into it; undefined where that is the whole line. */
export function matchIn(
  line: string,
  deciding: Deciding,
  step: Step,
  judgement: Judgement,
): readonly [number, number] | undefined {
  for (const pattern of patternsOf(step, judgement, deciding.evidence)) {
    const found = safeMatch(pattern, line);
    if (found && found[1] > found[0]) return found;
  }
  const at = deciding.quote.length < line.length ? line.indexOf(deciding.quote) : -1;
  return at < 0 || deciding.quote === '' ? undefined : [at, at + deciding.quote.length];
}

function safeMatch(pattern: string, line: string): readonly [number, number] | undefined {
  try {
    const match = new RegExp(pattern).exec(line);
    return match ? [match.index, match.index + match[0].length] : undefined;
  } catch {
    // A pattern with a template inside is no regular expression until it is filled.
    return undefined;
  }
}

function patternsOf(step: Step, { rule }: Judgement, evidence: string): readonly string[] {
  return conditionsOf(step, rule).flatMap((c) =>
    (c.op === 'line' || c.op === 'number') && (c.in ?? evidence) === evidence ? [c.pattern] : [],
  );
}

/** The fields that the rules look at, those of the rule which decided first: they deserve the first columns of a table. */
export function fieldsOf(step: Step, rule: number | undefined): readonly string[] {
  const own = conditionsOf(step, rule);
  const others = step.kind === 'probe' ? step.rules.flatMap((_, i) => conditionsOf(step, i)) : [];
  const fields = [...own, ...others].flatMap((c) =>
    (c.op === 'row' || c.op === 'rows') && c.where ? Object.keys(c.where) : [],
  );
  return [...new Set(fields)];
}

function conditionsOf(step: Step, rule: number | undefined): readonly Condition[] {
  if (step.kind === 'wait') return flatten(step.until);
  const when = step.kind === 'probe' && rule !== undefined ? step.rules[rule]?.when : undefined;
  return when ? flatten(when) : [];
}

function flatten(condition: Condition): readonly Condition[] {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.flatMap(flatten);
    case 'not':
      return flatten(condition.of);
    default:
      return [condition];
  }
}

/** The evidence to show in full: the one that decided, else the one that failed, else the first; and all others. */
export function splitEvidence(visit: Visit): {
  main: StepEvidence | undefined;
  others: readonly StepEvidence[];
} {
  const { evidence, proposed } = visit;
  const main =
    evidence.find((e) => e.name === proposed?.deciding?.evidence) ??
    (proposed?.verdict === 'inconclusive' ? evidence.find((e) => e.failure) : undefined) ??
    evidence[0];
  return { main, others: evidence.filter((e) => e !== main) };
}
