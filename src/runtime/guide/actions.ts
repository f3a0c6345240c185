import { msg } from '../../domain/message.js';
import type { Outcome, Plan } from '../../domain/perform.js';
import type { ActionStep, Playbook } from '../../domain/playbook.js';
import type { Visit, Walk } from '../../domain/walk.js';
import { failureOf } from '../sampler.js';
import type { Context } from './context.js';
import type { Desk, Question } from './desk.js';
import { tellEnd } from './jobs/end.js';
import { underwayFor } from './jobs/list.js';
import { isOnShow } from './on-show.js';
import { prepare } from './prepare.js';
import { quotesOf } from './quotes.js';
import { reconcile } from './reconcile.js';
import { type Entry, noteReconciled } from './records.js';
import { lastVisit } from './walk.js';
import type { Walker } from './walker.js';

/** Actions of walks: asked, carried out, and what follows from how they ended. */
export interface Actions {
  /** Enter on an action step. */
  proceed(walk: Walk, playbook: Playbook, step: ActionStep, visit: Visit): void;
  /** Looks again: at what is not known, or at what would be done. */
  again(walk: Walk, playbook: Playbook, step: ActionStep, visit: Visit): void;
  /** The action of the step on which the walk stands has ended; a walk that does not go on stands there with its outcome. */
  conclude(playbook: Playbook, step: ActionStep, ended: Ended): void;
}

interface Ended {
  readonly outcome: Outcome;
  readonly entry: Entry;
  readonly undo: Plan | undefined;
  readonly goOn: boolean;
}

export function createActions(ctx: Context, desk: Desk, walker: Walker): Actions {
  const { board, toast, stopped } = ctx;

  /** The last action of each walk: what is learned of it later belongs to its record. */
  const asked = new Map<string, { readonly entry: Entry; readonly undo: Plan | undefined }>();

  /** The walk still stands there: it may have gone elsewhere while something was read. */
  const standsAt = (id: string, visit: Visit) => {
    const walk = board.walk(id);
    return walk !== undefined && lastVisit(walk)?.at === visit.at && lastVisit(walk)?.step === visit.step;
  };
  const tell = (id: string, patch: Partial<Visit>) => board.tell(id, { type: 'told', patch });

  const proceed: Actions['proceed'] = (walk, playbook, step, visit) => {
    const { outcome } = visit;
    const id = playbook.id;
    if (visit.proposed) return walker.arrive(id, visit.proposed.go);
    if (!outcome || outcome.kind === 'refused') return void open(walk, playbook, step, visit);
    const { reconciled } = outcome;
    if (outcome.kind === 'copied' && step.reconcile !== undefined && reconciled?.done !== true) {
      if (reconciled) return walker.arrive(id, step.go.failed);
      return void lookWhetherDone(walk, playbook, step, visit, outcome);
    }
    const took = outcome.kind === 'done' || outcome.kind === 'dry-run' || outcome.kind === 'copied';
    walker.arrive(id, took || reconciled?.done === true ? step.go.done : step.go.failed);
  };

  const open = async (walk: Walk, playbook: Playbook, step: ActionStep, visit: Visit) => {
    const id = playbook.id;
    tell(id, { state: 'reading' });
    try {
      const [{ unmet, plan, unready, undo }, others] = await Promise.all([
        prepare(ctx, { playbook, step, values: walk.values, signal: stopped }),
        underwayFor(ctx),
      ]);
      if (!standsAt(id, visit)) return;
      tell(id, { state: 'stands', unmet, ...(plan ? { plan } : {}), ...(unready ? { unready } : {}) });
      if (unready) return toast(unready.what);
      const first = unmet[0];
      if (first) return toast(msg('guide.run.unmet', { why: first.say }));
      // Whoever went elsewhere meanwhile types there: no question comes up under those keys.
      if (plan && isOnShow(ctx, id)) ask(walk, playbook, step, { plan, undo, ...others });
    } catch (error) {
      if (stopped.aborted || !standsAt(id, visit)) return;
      tell(id, { state: 'stands', unready: failureOf(error) });
    }
  };

  const ask = (
    walk: Walk,
    playbook: Playbook,
    step: ActionStep,
    { undo, ...what }: Pick<Question, 'plan' | 'underway' | 'unseen'> & { readonly undo: Plan | undefined },
  ) => {
    const id = playbook.id;
    desk.ask({
      ...what,
      undoing: false,
      evidence: quotesOf(board, walk),
      walk: id,
      values: walk.values,
      begun: walk.begun ?? {},
      begins: () => tell(id, { state: 'acting' }),
      declined: () => walker.arrive(id, step.go.declined),
      reconcile: () => reconcile(ctx, playbook, step.reconcile, walk.values),
      ended(outcome, entry) {
        conclude(playbook, step, { outcome, entry, undo, goOn: true });
        if (what.plan.detached && !isOnShow(ctx, id)) tellEnd(ctx, what.plan, outcome);
      },
    });
  };

  const conclude: Actions['conclude'] = (playbook, step, { outcome, entry, undo, goOn }) => {
    const id = playbook.id;
    asked.set(id, { entry, undo });
    tell(id, { state: 'stands', outcome });
    finished(playbook, step, { outcome, undo, goOn });
  };

  const finished = (playbook: Playbook, step: ActionStep, { outcome, undo, goOn }: Omit<Ended, 'entry'>) => {
    const id = playbook.id;
    const done = outcome.kind === 'done' || outcome.reconciled?.done === true;
    if (!done) return;
    if (undo) {
      const values = board.walk(id)?.values ?? {};
      board.tell(id, { type: 'did', undo: { step: step.id, title: undo.title, plan: undo, values } });
    }
    if (goOn) walker.arrive(id, step.go.done);
  };

  const lookWhetherDone = async (
    walk: Walk,
    playbook: Playbook,
    step: ActionStep,
    visit: Visit,
    outcome: Outcome,
  ) => {
    const id = playbook.id;
    tell(id, { state: 'reading' });
    const reconciled = await reconcile(ctx, playbook, step.reconcile, walk.values);
    if (stopped.aborted || !standsAt(id, visit)) return;
    const known = { ...outcome, reconciled };
    tell(id, { state: 'stands', outcome: known });
    const { entry, undo } = asked.get(id) ?? {};
    if (entry) void noteReconciled(entry, reconciled);
    finished(playbook, step, { outcome: known, undo, goOn: true });
  };

  const again: Actions['again'] = (walk, playbook, step, visit) => {
    const { outcome } = visit;
    const isOpen = outcome?.kind === 'unknown' || outcome?.kind === 'copied';
    if (isOpen && typeof outcome.reconciled?.done !== 'boolean') {
      return void lookWhetherDone(walk, playbook, step, visit, outcome);
    }
    walker.arrive(playbook.id, step.id, { at: walk.visits.length - 1 });
  };

  return { proceed, again, conclude };
}
