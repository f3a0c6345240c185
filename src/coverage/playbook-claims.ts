import type { Playbook, Step } from '../domain/playbook.js';
import { best, type Claim, type Does } from './claim.js';

/** What tests run of the trees, step ids by tree: by recordings, and by walks on the lab. */
export interface WalkedTrees {
  readonly recorded: Readonly<Record<string, readonly string[]>>;
  readonly lab: Readonly<Record<string, readonly string[]>>;
}

/**
 * What the steps of a tree say that they serve, each by what has run that step; and the tree as a whole for what none of
 * its steps names, by what has run those of its steps that do most. A call does what the most of the tree does that it calls.
 */
export function claimsOf(
  playbook: Playbook,
  walked: WalkedTrees,
  playbooks: readonly Playbook[],
): readonly Claim[] {
  const of = { walked, playbooks };
  const { steps } = playbook;
  const ofSteps = steps
    .filter(({ source }) => source.length > 0)
    .map(
      (step): Claim => ({ by: `${playbook.id}/${step.id}`, ids: step.source, ...run(playbook, step, of) }),
    );
  const ids = playbook.source.filter((id) => !steps.some(({ source }) => source.includes(id)));
  return [...(ids.length > 0 ? [{ by: playbook.id, ids, ...runOf(playbook, of) }] : []), ...ofSteps];
}

type Run = Pick<Claim, 'does' | 'tested'>;
interface Surroundings {
  readonly walked: WalkedTrees;
  readonly playbooks: readonly Playbook[];
}

/** What a step does, and what has run it. */
function run({ id: tree }: Playbook, step: Step, of: Surroundings): Run {
  const isIn = (kind: keyof WalkedTrees) => of.walked[kind][tree]?.includes(step.id) ?? false;
  if (step.kind === 'call') {
    const called = of.playbooks.find(({ id }) => id === step.playbook);
    const inner = called ? runOf(called, of) : nothing;
    // That the other tree was walked from elsewhere does not show that this one leads to it.
    return isIn('lab') ? inner : { does: inner.does, tested: inner.does === 'tells' ? 'hand' : undefined };
  }
  const does = doing(step);
  if (isIn('lab')) return { does, tested: 'lab' };
  if (does === 'tells') return { does, tested: 'hand' };
  return { does, tested: does === 'reads' && isIn('recorded') ? 'recorded' : undefined };
}

/** Of a tree those of its steps that do most, by what one can be surest of. */
function runOf(playbook: Playbook, of: Surroundings): Run {
  const runs = playbook.steps.map((step) => run(playbook, step, of));
  const does = most.find((one) => runs.some((each) => each.does === one)) ?? 'tells';
  return { does, tested: best(runs.filter((each) => each.does === does).map(({ tested }) => tested)) };
}

const nothing: Run = { does: 'tells', tested: 'hand' };
const most: readonly Does[] = ['changes', 'reads', 'tells'];
const telling: ReadonlySet<Step['kind']> = new Set(['note', 'end', 'ask', 'branch']);

function doing(step: Step): Does {
  if (step.kind === 'action' || step.kind === 'undo') return 'changes';
  return telling.has(step.kind) ? 'tells' : 'reads';
}
