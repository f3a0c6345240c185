import type { GuideState } from '../../src/domain/guide.js';
import type { Outcome } from '../../src/domain/perform.js';
import type { Step } from '../../src/domain/playbook.js';
import type { Visit } from '../../src/domain/walk.js';

/**
 * Steps of all walks, and of the deed on a row, that have run, as "playbook/step": a probe whose rules were asked, a wait
 * that has read, a choice that was offered, an action that the host carried out; all others once the walk has come to them.
 */
export function stepsRun(guide: GuideState): readonly string[] {
  const stepOf = (tree: string, id: string) =>
    guide.playbooks?.find((playbook) => playbook.id === tree)?.steps.find((step) => step.id === id);
  const ofWalks = Object.values(guide.walks).flatMap(({ playbook, visits }) =>
    visits.flatMap((visit) => {
      const step = stepOf(playbook, visit.step);
      return step && hasRun(step, visit) ? [`${playbook}/${visit.step}`] : [];
    }),
  );
  return [...ofWalks, ...ofRow(guide, stepOf)];
}

/** The action on a row, and the step behind it that looked whether it had an effect. */
function ofRow(
  { rowOutcome }: GuideState,
  stepOf: (tree: string, id: string) => Step | undefined,
): readonly string[] {
  if (!rowOutcome || !wasCarriedOut(rowOutcome.outcome)) return [];
  const { playbook, step: id } = rowOutcome.plan;
  const step = stepOf(playbook, id);
  const looked = rowOutcome.outcome.reconciled && step?.kind === 'action' ? [step.go.done] : [];
  return [id, ...looked].map((one) => `${playbook}/${one}`);
}

function hasRun(step: Step, { proposed, wait, offered, outcome }: Visit): boolean {
  switch (step.kind) {
    case 'probe':
      return proposed?.rule !== undefined;
    case 'wait':
      return (wait?.reads ?? 0) > 0;
    case 'pick':
      return offered !== undefined;
    case 'action':
      return outcome !== undefined && wasCarriedOut(outcome);
    default:
      return true;
  }
}

const wasCarriedOut = ({ kind }: Outcome): boolean => kind === 'done' || kind === 'failed';
