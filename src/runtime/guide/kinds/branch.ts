import { msg } from '../../../domain/message.js';
import { branchOf } from '../../../triage/judge.js';
import { typesOf } from '../../../triage/values.js';
import type { StepOf, Stop } from '../stop.js';

/** Goes the first way whose condition holds; when nobody can tell, it stands and proposes the last one. */
export function standAtBranch({ step, playbook, values, tell, goOn }: Stop<StepOf<'branch'>>): void {
  const go = branchOf(step.rules, { values: values(), types: typesOf(playbook) });
  if (go !== undefined) return goOn(go);
  const last = step.rules.at(-1)?.go ?? '';
  const say = msg('guide.run.branch-open');
  tell({ state: 'stands', proposed: { verdict: 'inconclusive', say, captures: {}, go: last } });
}
