import type { Msg } from '../../domain/message.js';
import type { EndStep, Playbook } from '../../domain/playbook.js';
import type { NamedCause, Undoable, Visit, Walk } from '../../domain/walk.js';

/** What happens to a walk; only its last visit ever changes. */
export type WalkEvent =
  /** It goes on to a step: by itself, or `after` an earlier visit, those behind it cut. */
  | { readonly type: 'arrived'; readonly visit: Visit; readonly after?: number }
  /** Something became known of the last visit. */
  | { readonly type: 'told'; readonly patch: Partial<Visit> }
  /** The visit at that place begins anew; those behind it are cut. */
  | { readonly type: 'anew'; readonly visit: Visit; readonly at: number }
  | { readonly type: 'cut'; readonly after: number }
  | { readonly type: 'looked'; readonly by: number }
  | { readonly type: 'did'; readonly undo: Undoable }
  | { readonly type: 'undid' }
  /** The last deed is the calling walk's from now on. */
  | { readonly type: 'passed-on' }
  | { readonly type: 'ended'; readonly outcome: EndStep['outcome']; readonly say: Msg; readonly at: number };

export function beginWalk(
  playbook: Playbook,
  values: Walk['values'],
  at: number,
  more: Pick<Walk, 'undoable' | 'caller' | 'inherited'>,
): Walk {
  const { inherited } = more;
  return {
    playbook: playbook.id,
    startedAt: at,
    begun: values,
    values,
    visits: [],
    shown: 0,
    ...more,
    ...(inherited ? { cause: inherited } : {}),
  };
}

/** A visit of which nothing is known yet. */
export const freshVisit = (step: string, at: number, state: Visit['state']): Visit => ({
  step,
  at,
  state,
  evidence: [],
  choice: 0,
});

/** The next state of a walk; pure. Values and cause are always those of the visits that it has. */
export function reduceWalk(walk: Walk, event: WalkEvent): Walk {
  switch (event.type) {
    case 'arrived':
      return arrive(walk, event.visit, event.after);
    case 'told':
      return walk.visits.length === 0 ? walk : tell(walk, event.patch);
    case 'anew':
      return withVisits(walk, [...walk.visits.slice(0, event.at), event.visit]);
    case 'cut':
      return withVisits(walk, walk.visits.slice(0, event.after + 1));
    case 'looked':
      return { ...walk, shown: Math.min(walk.visits.length - 1, Math.max(0, walk.shown + event.by)) };
    case 'did':
      return { ...walk, undoable: [...walk.undoable, event.undo] };
    case 'undid': {
      const { ended } = walk;
      const since = ended && { ended: { ...ended, undone: (ended.undone ?? 0) + 1 } };
      return { ...walk, visits: undone(walk), undoable: walk.undoable.slice(0, -1), ...since };
    }
    case 'passed-on':
      return { ...walk, undoable: walk.undoable.slice(0, -1) };
    case 'ended': {
      const { outcome, say, at } = event;
      return { ...walk, ended: { outcome, say, at } };
    }
  }
}

/** The visits after the last deed was undone; that of a called tree has none here. */
function undone({ playbook, visits, undoable }: Walk): Walk['visits'] {
  const deed = undoable.at(-1);
  if (deed?.plan.playbook !== playbook) return visits;
  const at = visits.findLastIndex(({ step, outcome, undone }) => step === deed.step && outcome && !undone);
  return visits.map((visit, i) => (i === at ? { ...visit, undone: true } : visit));
}

const left = (visit: Visit): Visit => ({ ...visit, state: 'left' });

/** A walk that goes on by itself does not take the operator away from an earlier visit either. */
function arrive(walk: Walk, visit: Visit, after: number | undefined): Walk {
  const before = walk.visits.slice(0, after === undefined ? undefined : after + 1);
  const next = withVisits(walk, [...before.slice(0, -1), ...before.slice(-1).map(left), visit]);
  const looksBack = after === undefined && walk.shown < walk.visits.length - 1;
  return looksBack ? { ...next, shown: walk.shown } : next;
}

/** What is told of the last visit does not take the operator away from an earlier one. */
function tell(walk: Walk, patch: Partial<Visit>): Walk {
  const last = walk.visits.length - 1;
  const visits = walk.visits.map((visit, i) => (i === last ? { ...visit, ...patch } : visit));
  return settle({ ...walk, visits });
}

/** New last visit: it is on show, and a walk that goes on has not ended. */
function withVisits(walk: Walk, visits: readonly Visit[]): Walk {
  const { ended: _gone, ...open } = walk;
  return settle({ ...open, visits, shown: Math.max(0, visits.length - 1) });
}

function settle(walk: Walk): Walk {
  const { cause: _old, ...rest } = walk;
  const values = Object.assign({}, walk.begun ?? {}, ...walk.visits.map((visit) => visit.captured ?? {}));
  const cause = causeOf(walk.visits) ?? walk.inherited;
  return { ...rest, values, ...(cause ? { cause } : {}) };
}

/**
 * The cause that the walk has named: the last one, because later steps look closer; but what is seen after a deed was done
 * may be the deed's own doing, so then the first one stays.
 */
function causeOf(visits: readonly Visit[]): NamedCause | undefined {
  let cause: NamedCause | undefined;
  let acted = false;
  for (const visit of visits) {
    const named = visit.overruled || visit.skipped ? undefined : visit.proposed?.cause;
    if (named && !(acted && cause)) cause = { ...named, step: visit.step, at: visit.judgedAt ?? visit.at };
    if (wasDone(visit)) acted = true;
  }
  return cause;
}

/** Its action was carried out, as far as one knows. */
export const wasDone = ({ outcome }: Visit): boolean =>
  outcome?.kind === 'done' || outcome?.reconciled?.done === true;

export const lastVisit = (walk: Walk): Visit | undefined => walk.visits[walk.visits.length - 1];

/** How often the walk was at a step. */
export const visitsOf = (walk: Walk, step: string): number =>
  walk.visits.filter((visit) => visit.step === step).length;
