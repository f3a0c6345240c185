import { FailureError } from '../domain/failure.js';
import { type Msg, msg } from '../domain/message.js';
import type { Condition, VerdictRule } from '../domain/playbook.js';
import type { Judgement } from '../domain/walk.js';
import { captureAll } from './capture.js';
import { evaluate, type Scene } from './conditions/evaluate.js';
import type { Held } from './conditions/held.js';
import { fillText } from './fill.js';
import { unreadBecause } from './unread.js';

/**
 * What a step's rules make of its evidence: the first rule that holds. Whatever can't be told makes it inconclusive and
 * goes where the last rule goes: a read that failed (no rule is asked then), a comparison with a value that nobody has,
 * a capture that does not look like its type, a cause without a place to quote. A read that failed leads back to its own `step`
 * instead, since what nobody has seen is neither well nor missing; unless the last rule is for those who can't tell either,
 * or all rules go the same way.
 */
export function judge({
  rules,
  step,
  ...scene
}: Scene & { readonly rules: readonly VerdictRule[]; readonly step?: string }): Judgement {
  const unread = unreadBecause(scene.evidence);
  if (unread) {
    const last = rules.at(-1);
    const leadsOn = last?.verdict === 'inconclusive' || rules.every(({ go }) => go === last?.go);
    return { ...inconclusive(unread, rules), ...(leadsOn || step === undefined ? {} : { go: step }) };
  }
  for (const [index, rule] of rules.entries()) {
    try {
      const held = rule.when ? evaluate(rule.when, scene) : {};
      if (held) return judgementOf(rule, index, held, rules, scene);
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      return inconclusive(error.failure.what, rules, { rule: index });
    }
  }
  return inconclusive(msg('triage.no-rule'), rules);
}

function judgementOf(
  rule: VerdictRule,
  index: number,
  held: Held,
  rules: readonly VerdictRule[],
  scene: Scene,
): Judgement {
  const { deciding } = held;
  const captures = captureAll(rule.capture, scene, held);
  const values = { ...scene.values, ...captures };
  const base = { rule: index, ...(deciding ? { deciding } : {}) };
  const cause = rule.cause && { id: rule.cause.id, text: fillText(rule.cause.text, values, held) };
  if (cause && !deciding) {
    return inconclusive(msg('triage.cause.unproven', { cause: cause.text }), rules, { rule: index });
  }
  return {
    ...base,
    verdict: rule.verdict,
    say: fillText(rule.say, values, held),
    ...(cause && deciding ? { cause: { ...cause, quote: deciding.quote } } : {}),
    captures,
    go: rule.go,
  };
}

function inconclusive(
  say: Msg,
  rules: readonly VerdictRule[],
  more: Pick<Judgement, 'rule'> = {},
): Judgement {
  return { verdict: 'inconclusive', say, captures: {}, go: rules.at(-1)?.go ?? '', ...more };
}

/** Whether a wait is over: the condition holds of evidence that was read; what can't be told does not hold. */
export function holds(condition: Condition, scene: Scene): boolean {
  if (unreadBecause(scene.evidence)) return false;
  try {
    return evaluate(condition, scene) !== undefined;
  } catch (error) {
    if (error instanceof FailureError) return false;
    throw error;
  }
}

/** Where a branch goes by what is known; undefined when no rule holds and none is without a condition. */
export function branchOf(
  rules: readonly { readonly when?: Condition; readonly go: string }[],
  scene: Pick<Scene, 'values' | 'types'>,
): string | undefined {
  const known = { ...scene, evidence: [] };
  return rules.find(({ when }) => when === undefined || holds(when, known))?.go;
}
