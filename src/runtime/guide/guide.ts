import type { Guide } from '../../domain/guide.js';
import { type Msg, msg } from '../../domain/message.js';
import type { Playbook } from '../../domain/playbook.js';
import { topScreen } from '../../store/state.js';
import { createActions } from './actions.js';
import { bindOpened } from './bind.js';
import { createBoard } from './board.js';
import { commandOf } from './command-text.js';
import type { Context, GuideOptions } from './context.js';
import { createDesk } from './desk.js';
import { followShown } from './jobs/shown.js';
import { createTakeUp } from './jobs/take-up.js';
import { watchJobs } from './jobs/watch.js';
import { createMoves } from './moves.js';
import { followSituation } from './offers-loop.js';
import { createRows } from './rows.js';
import { lastVisit } from './walk.js';
import { createWalker } from './walker.js';

export interface RunningGuide extends Guide {
  /** Trees that can be used from now on, and what is wrong with a team's other files. */
  setPlaybooks(playbooks: readonly Playbook[], problems: readonly Msg[]): void;
}

/** Walks playbooks on one host: what it knows goes to the store, what it changes goes through the operator. */
export function createGuide(options: GuideOptions): RunningGuide {
  const { store, host, toast } = options;
  const board = createBoard(store);
  const stopped = new AbortController();
  const mode = host.actions === 'copy' ? 'copy' : options.mode;
  const ctx: Context = {
    ...options,
    mode,
    board,
    stopped: stopped.signal,
    inHand: new Set(),
    begunHere: new Set(),
    ran: new Map(),
  };
  if (mode !== 'run') board.put({ restraint: mode });
  const walker = createWalker(ctx);
  const desk = createDesk(ctx);
  const rows = createRows(ctx, desk);
  const actions = createActions(ctx, desk, walker);
  const moves = createMoves(ctx, { desk, walker, actions });
  const jobs = watchJobs(ctx, createTakeUp(ctx, { desk, actions, walker }));
  followShown(ctx);
  const recomputeOffers = followSituation(ctx);

  const show = (id: string) => {
    board.put({ current: innermost(id), overruling: undefined });
    store.dispatch({ type: 'ui/open', screen: { id: 'guide' } });
  };

  /** A tree that called another one goes on in that one. */
  const innermost = (id: string): string => {
    const walk = board.walk(id);
    const visit = walk && lastVisit(walk);
    const step = visit && board.step(id, visit.step);
    const called = step?.kind === 'call' ? board.walk(step.playbook) : undefined;
    const isIn = called && !called.ended && called.caller?.playbook === id && called.caller.step === step?.id;
    return isIn ? innermost(called.playbook) : id;
  };

  const open: Guide['open'] = (id, row) => {
    const { playbooks } = board.get();
    if (!playbooks) return toast(msg('guide.run.loading'));
    const playbook = board.playbook(id);
    if (!playbook) return toast(msg('guide.run.no-playbook', { playbook: id }));
    const known = board.walk(id);
    const isUnfinished = known !== undefined && !known.ended;
    if (isUnfinished && (!row || desk.isBusy(id))) return show(id);
    const bound = bindOpened(ctx, playbook, row);
    if ('missing' in bound) return toast(bound.missing);
    walker.begin(playbook, bound.values);
    show(id);
  };

  const openAt: Guide['openAt'] = (id, step) => {
    const cameThere = board.walk(id)?.visits.some((visit) => visit.step === step);
    if (cameThere) show(id);
    else open(id);
  };

  const leave = () => {
    board.put({ overruling: undefined });
    if (topScreen(store.getState().ui).id === 'guide') store.dispatch({ type: 'ui/back' });
  };

  return {
    open,
    openAt,
    openRow: rows.open,
    leave,
    ...moves,
    proceed() {
      const walk = board.current();
      if (walk?.ended && walk.shown === walk.visits.length - 1) leave();
      else moves.proceed();
    },
    choose(by) {
      if (board.get().rowMenu) rows.choose(by);
      else moves.choose(by);
    },
    press(key, typed) {
      const { confirm, rowMenu, rowOutcome, overruling } = board.get();
      if (confirm) return desk.press(key, typed);
      if (rowMenu) return rows.press(key);
      if (rowOutcome) return board.put({ rowOutcome: undefined });
      if (overruling && key === 'escape') board.put({ overruling: undefined });
    },
    copyText() {
      const walk = board.current();
      const playbook = walk && board.playbook(walk.playbook);
      return walk && playbook && commandOf(walk, playbook);
    },
    setPlaybooks(playbooks, problems) {
      board.put({ playbooks, problems });
      recomputeOffers();
      jobs.poke();
    },
    async stop() {
      stopped.abort();
      await desk.stop();
    },
  };
}
