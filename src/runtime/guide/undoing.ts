import { msg } from '../../domain/message.js';
import type { Outcome } from '../../domain/perform.js';
import type { Playbook } from '../../domain/playbook.js';
import type { Undoable, Visit, Walk } from '../../domain/walk.js';
import { failureOf } from '../sampler.js';
import type { Context } from './context.js';
import type { Desk } from './desk.js';
import { tellEnd } from './jobs/end.js';
import { underwayFor } from './jobs/list.js';
import { isOnShow } from './on-show.js';
import { freshPins } from './pins.js';
import { type Reconciled, reconcile } from './reconcile.js';
import { lastVisit } from './walk.js';
import type { Walker } from './walker.js';

/** Asks to undo the last deed of a walk; from an undo step the walk goes on when nothing is left or the operator declines. */
export async function undoLast(
  ctx: Context,
  desk: Desk,
  walker: Walker,
  { walk, playbook }: { readonly walk: Walk; readonly playbook: Playbook },
): Promise<void> {
  const { board, operator, toast, stopped } = ctx;
  const id = playbook.id;
  const deed = walk.undoable.at(-1);
  if (!deed) return toast(msg('guide.run.nothing-to-undo'));
  const visit = lastVisit(walk);
  const undoStep = playbook.steps.find((step) => step.id === visit?.step && step.kind === 'undo');
  const tell = (patch: Partial<Visit>) => board.tell(id, { type: 'told', patch });

  const ended = (outcome: Outcome) => {
    const done = outcome.kind === 'done' || outcome.reconciled?.done === true;
    if (done) board.tell(id, { type: 'undid' });
    if (undoStep?.kind === 'undo') {
      tell({ state: 'stands', outcome });
      if (done && board.walk(id)?.undoable.length === 0) walker.arrive(id, undoStep.go);
      return;
    }
    if (deed.plan.detached && !done) tellEnd(ctx, deed.plan, outcome);
    else if (done) toast(msg('guide.run.undone', { title: deed.title }));
    else if (outcome.kind !== 'copied')
      board.put({ rowOutcome: { title: deed.title, plan: deed.plan, outcome } });
  };

  try {
    const [pins, others] = await Promise.all([
      freshPins(operator, deed.plan.pins, stopped),
      underwayFor(ctx),
    ]);
    if (!pins) return toast(msg('guide.run.undo-gone', { title: deed.title }));
    if (board.walk(id)?.undoable.at(-1) !== deed || !isOnShow(ctx, id)) return;
    desk.ask({
      plan: { ...deed.plan, pins },
      undoing: true,
      evidence: [],
      ...others,
      walk: id,
      values: deed.values,
      begun: walk.begun ?? {},
      begins() {
        if (undoStep) tell({ state: 'acting' });
      },
      declined() {
        if (undoStep?.kind === 'undo') walker.arrive(id, undoStep.go);
      },
      reconcile: () => reconcileUndo(ctx, deed),
      ended,
    });
  } catch (error) {
    if (!stopped.aborted) toast(failureOf(error).what);
  }
}

/** The step that tells whether the deed was done tells the opposite of its undoing; a called tree's deed has it there. */
async function reconcileUndo(ctx: Context, { plan, step: id, values }: Undoable): Promise<Reconciled> {
  const playbook = ctx.board.playbook(plan.playbook);
  if (!playbook) return { done: 'unknown', say: msg('guide.run.no-playbook', { playbook: plan.playbook }) };
  const step = playbook.steps.find((one) => one.id === id);
  const { done, say } = await reconcile(
    ctx,
    playbook,
    step?.kind === 'action' ? step.reconcile : undefined,
    values,
  );
  return { done: done === 'unknown' ? done : !done, say };
}
