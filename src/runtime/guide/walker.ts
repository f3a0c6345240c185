import { type Msg, msg } from '../../domain/message.js';
import type { Playbook, Step } from '../../domain/playbook.js';
import type { Judgement, Visit, Walk } from '../../domain/walk.js';
import { fillText } from '../../triage/fill.js';
import { failureOf } from '../sampler.js';
import { bindCalled } from './bind.js';
import type { Context } from './context.js';
import { standAtAction } from './kinds/action.js';
import { standAtBranch } from './kinds/branch.js';
import { callRefusal, resultOf } from './kinds/call.js';
import { standAtPick } from './kinds/pick.js';
import { standAtProbe } from './kinds/probe.js';
import { standAtWait } from './kinds/wait.js';
import type { StepOf, Stop } from './stop.js';
import { beginWalk, freshVisit, lastVisit, visitsOf } from './walk.js';

/** How a walk comes to a step. */
export interface Arrival {
  /** Visits behind this one are cut first. */
  readonly after?: number;
  /** The visit at this place begins anew; those behind it are cut. */
  readonly at?: number;
  /** The operator came to look: it does not go on by itself. */
  readonly stay?: boolean;
}

/** Takes walks from step to step. */
export interface Walker {
  begin(playbook: Playbook, values: Walk['values'], caller?: Walk['caller']): void;
  arrive(walk: string, step: string, arrival?: Arrival): void;
  /** Enters the tree that the walk's last step calls. */
  call(walk: string): void;
  /** Stops whatever the walk's last step does. */
  halt(walk: string): void;
}

/** A step that was visited more often ends the going on by itself. */
const mostVisits = 8;

const firstState: Readonly<Record<Step['kind'], Visit['state']>> = {
  probe: 'reading',
  ask: 'stands',
  pick: 'reading',
  action: 'reading',
  wait: 'waiting',
  note: 'stands',
  branch: 'reading',
  call: 'reading',
  undo: 'stands',
  end: 'stands',
};

export function createWalker(ctx: Context): Walker {
  const { board, now, toast } = ctx;
  const doing = new Map<string, AbortController>();

  const halt = (id: string) => {
    doing.get(id)?.abort();
    doing.delete(id);
  };

  const begin: Walker['begin'] = (playbook, values, caller) => {
    const first = playbook.steps[0];
    if (!first) return toast(msg('guide.run.no-playbook', { playbook: playbook.id }));
    halt(playbook.id);
    // What was done can be undone, also after the tree was begun anew.
    const undoable = board.walk(playbook.id)?.undoable ?? [];
    const cause = caller && board.walk(caller.playbook)?.cause;
    board.begin(
      beginWalk(playbook, values, now(), {
        undoable,
        ...(caller ? { caller } : {}),
        ...(cause ? { inherited: cause } : {}),
      }),
    );
    arrive(playbook.id, first.id);
  };

  const arrive: Walker['arrive'] = (id, to, { after, at, stay = false } = {}) => {
    halt(id);
    const playbook = board.playbook(id);
    const step = playbook?.steps.find((s) => s.id === to);
    if (!playbook || !step) return toast(msg('guide.run.no-step', { step: to }));
    const visit = {
      ...freshVisit(to, now(), firstState[step.kind]),
      // How an earlier call ended says nothing of one that is refused or skipped.
      ...(step.kind === 'call' ? { captured: { 'call.outcome': 'unknown' } } : {}),
    };
    if (at === undefined)
      board.tell(id, { type: 'arrived', visit, ...(after === undefined ? {} : { after }) });
    else board.tell(id, { type: 'anew', visit, at });
    const doings = new AbortController();
    doing.set(id, doings);
    const { signal } = doings;
    const walk = () => board.walk(id) ?? beginWalk(playbook, {}, now(), { undoable: [] });
    const tell = (patch: Partial<Visit>) => {
      if (!signal.aborted) board.tell(id, { type: 'told', patch });
    };
    const goOn = (next: string) => {
      if (signal.aborted) return;
      if (!stay && visitsOf(walk(), next) < mostVisits) return arrive(id, next);
      if (!stay) toast(msg('guide.run.circle'));
      // Enter takes the proposal; a step without a verdict gets one that only says where it goes.
      const proposed = lastVisit(walk())?.proposed ?? proposal(next, msg('guide.run.goes-on'));
      tell({ state: 'stands', proposed });
    };
    const stop: Stop = { ctx, playbook, step, signal, walk, values: () => walk().values, tell, goOn };
    void stand(stop, stay).catch((error: unknown) => {
      if (signal.aborted) return;
      const { what } = failureOf(error);
      tell({ state: 'stands', proposed: proposal(wayOut(step), msg('guide.run.bug', { what })) });
    });
  };

  const stand = async (stop: Stop, stay: boolean): Promise<void> => {
    const { step, tell, goOn, walk } = stop;
    switch (step.kind) {
      case 'probe':
        return standAtProbe({ ...stop, step });
      case 'pick':
        return standAtPick({ ...stop, step });
      case 'wait':
        return standAtWait({ ...stop, step });
      case 'action':
        return standAtAction({ ...stop, step });
      case 'branch':
        return standAtBranch({ ...stop, step });
      case 'call':
        return stay ? tell({ state: 'stands' }) : enter({ ...stop, step });
      case 'undo':
        return walk().undoable.length === 0 ? goOn(step.go) : undefined;
      case 'end':
        return end({ ...stop, step });
      case 'ask':
      case 'note':
        return;
    }
  };

  const enter = ({ step, playbook, walk, values, tell }: Stop<StepOf<'call'>>) => {
    const refuse = (say: Msg) => tell({ state: 'stands', proposed: proposal(step.go, say) });
    const refused = callRefusal(board, walk(), step.playbook);
    const called = board.playbook(step.playbook);
    if (refused || !called)
      return refuse(refused ?? msg('guide.run.no-playbook', { playbook: step.playbook }));
    const bound = bindCalled(ctx, called, { step, playbook, values: values() });
    if ('missing' in bound) return refuse(bound.missing);
    tell({ state: 'stands' });
    const isShown = board.get().current === playbook.id;
    begin(called, bound.values, { playbook: playbook.id, step: step.id });
    // A tree without questions may have ended and come back already.
    if (isShown && !board.walk(called.id)?.ended) board.put({ current: called.id });
  };

  const end = ({ step, playbook, values, walk }: Stop<StepOf<'end'>>) => {
    const say = fillText(step.say, values());
    board.tell(playbook.id, { type: 'ended', outcome: step.outcome, say, at: now() });
    const ended = walk();
    const { caller } = ended;
    const calling = caller && board.step(caller.playbook, caller.step);
    const back = caller && board.walk(caller.playbook);
    if (!back || calling?.kind !== 'call' || lastVisit(back)?.step !== calling.id) return;
    for (const undo of ended.undoable) {
      board.tell(back.playbook, { type: 'did', undo });
      board.tell(playbook.id, { type: 'passed-on' });
    }
    if (board.get().current === playbook.id) board.put({ current: back.playbook });
    board.tell(back.playbook, { type: 'told', patch: resultOf(ended, calling.go, now()) });
    arriveByItself(back.playbook, calling.go);
  };

  const arriveByItself = (id: string, to: string) => {
    const walk = board.walk(id);
    if (walk && visitsOf(walk, to) >= mostVisits) return toast(msg('guide.run.circle'));
    arrive(id, to);
  };

  const call: Walker['call'] = (id) => {
    const walk = board.walk(id);
    const visit = walk && lastVisit(walk);
    if (visit) arrive(id, visit.step, { at: walk.visits.length - 1 });
  };

  ctx.stopped.addEventListener('abort', () => {
    for (const doings of doing.values()) doings.abort();
  });

  return { begin, arrive, call, halt };
}

const proposal = (go: string, say: Msg): Judgement => ({ verdict: 'inconclusive', say, captures: {}, go });

/** Where a step leads when it could not do its part. */
export function wayOut(step: Step): string {
  switch (step.kind) {
    case 'probe':
      return step.rules.at(-1)?.go ?? '';
    case 'pick':
      return step.empty;
    case 'action':
      return step.go.declined;
    case 'wait':
      return step.go.late;
    case 'branch':
      return step.rules.at(-1)?.go ?? '';
    case 'ask':
      return step.options.at(-1)?.go ?? '';
    case 'end':
      return '';
    default:
      return step.go;
  }
}
