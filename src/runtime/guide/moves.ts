import type { Guide } from '../../domain/guide.js';
import { msg } from '../../domain/message.js';
import type { Playbook, Step } from '../../domain/playbook.js';
import type { Visit, Walk } from '../../domain/walk.js';
import { fillText } from '../../triage/fill.js';
import type { Actions } from './actions.js';
import type { Context } from './context.js';
import type { Desk } from './desk.js';
import { takeRow } from './kinds/pick.js';
import { overrulingOf } from './overruling.js';
import { undoLast } from './undoing.js';
import { type Walker, wayOut } from './walker.js';

type Moves = Pick<
  Guide,
  'proceed' | 'choose' | 'look' | 'back' | 'overrule' | 'overruleWith' | 'skip' | 'again' | 'restart' | 'undo'
>;

/** The visit on show with all that belongs to it. */
interface Spot {
  readonly id: string;
  readonly walk: Walk;
  readonly playbook: Playbook;
  readonly visit: Visit;
  readonly step: Step;
  readonly index: number;
  /** It is where the walk stands, not one that the operator looks back at. */
  readonly last: boolean;
}

/** What the operator does on the guide screen. */
export function createMoves(
  ctx: Context,
  { desk, walker, actions }: { readonly desk: Desk; readonly walker: Walker; readonly actions: Actions },
): Moves {
  const { board, store, toast } = ctx;

  const spot = (): Spot | undefined => {
    const walk = board.current();
    const playbook = walk && board.playbook(walk.playbook);
    const visit = walk?.visits[walk.shown];
    const step = playbook?.steps.find(({ id }) => id === visit?.step);
    if (!walk || !playbook || !visit || !step) return undefined;
    const { shown: index } = walk;
    return { id: walk.playbook, walk, playbook, visit, step, index, last: index === walk.visits.length - 1 };
  };

  /** As {@link spot}, but not while an action of this walk runs. */
  const free = (): Spot | undefined => {
    const here = spot();
    if (here && desk.isBusy(here.id)) {
      toast(msg('guide.run.busy'));
      return undefined;
    }
    stopOverruling();
    return here;
  };

  const stopOverruling = () => {
    if (board.get().overruling) board.put({ overruling: undefined });
  };

  const goFrom = ({ id, index }: Spot, to: string) => walker.arrive(id, to, { after: index });

  /** A verdict that leads to its own step asks for another reading, not for another visit. */
  const follow = (here: Spot, to: string) =>
    to === here.step.id ? walker.arrive(here.id, to, { at: here.index }) : goFrom(here, to);

  /** Stands at the visit's step anew; the visits behind it are cut. */
  const standAt = ({ id, walk }: Spot, index: number) => {
    const visit = walk.visits[index];
    if (visit) walker.arrive(id, visit.step, { at: index, stay: true });
  };

  const proceedFromOld = (here: Spot) => {
    const { step, visit, index } = here;
    const go = visit.overruled?.go ?? visit.proposed?.go;
    if (go !== undefined) return follow(here, go);
    if (step.kind === 'note') return goFrom(here, step.go);
    standAt(here, index);
  };

  const proceed = () => {
    const here = free();
    if (!here) return;
    const { id, walk, playbook, step, visit } = here;
    if (!here.last) return proceedFromOld(here);
    // Whoever presses Enter twice must not give up a repair that is about to show.
    if (visit.state === 'waiting') return toast(msg('guide.run.waiting'));
    if (visit.state !== 'stands') return;
    switch (step.kind) {
      case 'ask': {
        const option = step.options[visit.choice];
        if (!option) return;
        const { params } = fillText(option.label, walk.values);
        const answer = String(params?.[store.getState().lang] ?? option.id);
        board.tell(id, { type: 'told', patch: { answer } });
        return goFrom(here, option.go);
      }
      case 'pick': {
        const taken = takeRow(step, visit);
        if ('refused' in taken) return toast(taken.refused);
        board.tell(id, { type: 'told', patch: taken.patch });
        return follow(here, taken.go);
      }
      case 'action':
        return actions.proceed(walk, playbook, step, visit);
      case 'undo':
        if (walk.undoable.length === 0) return goFrom(here, step.go);
        return void undoLast(ctx, desk, walker, { walk, playbook });
      case 'call':
        return visit.proposed ? goFrom(here, visit.proposed.go) : walker.call(id);
      case 'note':
        return goFrom(here, step.go);
      case 'end':
        return;
      default:
        if (visit.proposed) follow(here, visit.overruled?.go ?? visit.proposed.go);
    }
  };

  const choose = (by: number) => {
    const { overruling } = board.get();
    if (overruling) {
      return board.put({
        overruling: { ...overruling, choice: clamp(overruling.choice + by, overruling.options.length) },
      });
    }
    const here = spot();
    if (!here?.last || here.visit.state !== 'stands') return;
    const { id, step, visit } = here;
    const count = step.kind === 'ask' ? step.options.length : (visit.offered?.length ?? 0);
    if (count > 0) board.tell(id, { type: 'told', patch: { choice: clamp(visit.choice + by, count) } });
  };

  const back = () => {
    const here = free();
    if (!here) return;
    const { walk, index, last } = here;
    if (!last) return standAt(here, index);
    const before = walk.visits.findLastIndex(
      (visit, i) => i < index && board.step(here.id, visit.step)?.kind !== 'branch',
    );
    if (before >= 0) return standAt(here, before);
    backToCaller(here);
  };

  const backToCaller = ({ id, walk }: Spot) => {
    const caller = walk.caller && board.walk(walk.caller.playbook);
    if (!caller) return;
    walker.halt(id);
    for (const undo of walk.undoable) board.tell(caller.playbook, { type: 'did', undo });
    board.drop(id);
    board.put({ current: caller.playbook });
    const called = caller.visits.length - 1;
    walker.arrive(caller.playbook, walk.caller?.step ?? '', { at: called, stay: true });
  };

  const overrule = () => {
    const here = free();
    if (!here) return;
    const { step, visit, walk } = here;
    if (step.kind !== 'probe' || !visit.proposed) return toast(msg('guide.run.no-verdict'));
    board.put({ overruling: overrulingOf(step, visit, walk) });
  };

  const overruleWith = (reason: string) => {
    const { overruling } = board.get();
    const option = overruling?.options[overruling.choice];
    const here = free();
    if (!here || !option) return;
    if (reason.trim() === '') return toast(msg('guide.run.needs-reason'));
    const { verdict, go } = option;
    walker.halt(here.id);
    board.tell(here.id, { type: 'cut', after: here.index });
    board.tell(here.id, { type: 'told', patch: { overruled: { verdict, go, reason: reason.trim() } } });
    goFrom(here, go);
  };

  const skip = (reason: string) => {
    const here = free();
    if (!here || here.step.kind === 'end') return;
    if (reason.trim() === '') return toast(msg('guide.run.needs-reason'));
    const go = wayOut(here.step);
    walker.halt(here.id);
    board.tell(here.id, { type: 'cut', after: here.index });
    board.tell(here.id, { type: 'told', patch: { skipped: { reason: reason.trim() } } });
    goFrom(here, go);
  };

  const again = () => {
    const here = free();
    if (!here) return;
    const { id, walk, playbook, step, visit, index, last } = here;
    if (step.kind === 'ask' || step.kind === 'note' || step.kind === 'end') return;
    if (!last) return standAt(here, index);
    if (step.kind === 'action') return actions.again(walk, playbook, step, visit);
    walker.arrive(id, step.id, { at: index });
  };

  return {
    proceed,
    choose,
    look: (by) => {
      const { current } = board.get();
      stopOverruling();
      if (current !== undefined) board.tell(current, { type: 'looked', by });
    },
    back,
    overrule,
    overruleWith,
    skip,
    again,
    restart() {
      const here = free();
      if (here) walker.begin(here.playbook, here.walk.begun ?? {}, here.walk.caller);
    },
    undo() {
      const here = free();
      if (here) void undoLast(ctx, desk, walker, here);
    },
  };
}

const clamp = (index: number, count: number): number => Math.min(count - 1, Math.max(0, index));
