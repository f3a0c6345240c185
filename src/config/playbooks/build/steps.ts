import type { ActionStep, BranchStep, Place, Step, VerdictRule } from '../../../domain/playbook.js';
import type { Path } from '../../yaml-source.js';
import type { ActionInput } from '../schema/actions.js';
import type { BranchInput, RuleInput, StepInput, WaitInput } from '../schema/steps.js';
import { deedOf } from './actions.js';
import { conditionOf, matchersOf } from './conditions.js';
import { given } from './given.js';
import { capturesOf, probeCallOf, probeCallsOf, seconds } from './probes.js';

type PlaceOf = (path: Path) => Place;

/** The step of the model; `path` is its place in the file. */
export function stepOf(input: StepInput, path: Path, placeOf: PlaceOf): Step {
  const base = {
    id: input.id,
    title: input.title,
    source: input.source ?? [],
    ...given({ differs: input.differs }),
    place: placeOf(path),
  };
  if ('probe' in input) {
    const { probe, verdict } = input;
    const reads = [probeCallOf(probe.use, probe, probe.timeout)];
    return { ...base, kind: 'probe', reads, rules: rulesOf(verdict, path, placeOf) };
  }
  if ('probes' in input) {
    const reads = probeCallsOf(input.probes);
    return { ...base, kind: 'probe', reads, rules: rulesOf(input.verdict, path, placeOf) };
  }
  if ('ask' in input) return { ...base, kind: 'ask', options: input.ask };
  if ('pick' in input) {
    const { pick, go, empty } = input;
    return {
      ...base,
      kind: 'pick',
      read: probeCallOf(pick.use, pick, pick.timeout),
      ...(pick.where === undefined ? {} : { where: matchersOf(pick.where) }),
      columns: pick.columns,
      capture: capturesOf(pick.capture),
      go,
      empty,
    };
  }
  if ('action' in input) return { ...base, kind: 'action', ...actionOf(input.action), go: input.go };
  if ('wait' in input) return { ...base, kind: 'wait', ...waitOf(input.wait), go: input.go };
  if ('note' in input) {
    const { text, copy, open } = input.note;
    return { ...base, kind: 'note', text, ...given({ copy, open }), go: input.go };
  }
  if ('branch' in input) return { ...base, kind: 'branch', rules: branchOf(input.branch) };
  if ('call' in input) {
    const { playbook, with: values = {} } = input.call;
    return { ...base, kind: 'call', playbook, with: values, go: input.go };
  }
  if ('undo' in input) return { ...base, kind: 'undo', go: input.go };
  return { ...base, kind: 'end', outcome: input.end, say: input.say };
}

function rulesOf(input: readonly RuleInput[], path: Path, placeOf: PlaceOf): VerdictRule[] {
  return input.map((rule, i) => {
    const { cause } = rule;
    return {
      ...('when' in rule ? { when: conditionOf(rule.when), verdict: rule.is } : { verdict: rule.else }),
      say: rule.say,
      ...(cause === undefined ? {} : { cause: { id: cause.id, text: { en: cause.en, ja: cause.ja } } }),
      capture: capturesOf(rule.capture),
      go: rule.go,
      place: placeOf([...path, 'verdict', i]),
    };
  });
}

const branchOf = (input: BranchInput): BranchStep['rules'] =>
  input.map((rule) => ('when' in rule ? { when: conditionOf(rule.when), go: rule.go } : { go: rule.go }));

function actionOf(input: ActionInput): Pick<ActionStep, 'deed' | 'undo' | 'requires' | 'reconcile'> {
  const { undo, target } = input;
  return {
    deed: deedOf(input, target),
    ...(undo === undefined ? {} : { undo: { ...deedOf(undo, undo.target ?? target), title: undo.title } }),
    requires: input.requires ?? [],
    ...given({ reconcile: input.reconcile }),
  };
}

function waitOf(input: WaitInput) {
  return {
    reads: 'probes' in input ? probeCallsOf(input.probes) : [probeCallOf(input.use, input)],
    until: conditionOf(input.until),
    everySeconds: seconds(input.every, 2),
    consecutive: input.consecutive ?? 1,
    timeoutSeconds: seconds(input.timeout, 60),
  };
}
