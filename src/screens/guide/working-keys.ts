import { currentWalk } from '../../store/selectors/triage.js';
import type { State } from '../../store/state.js';

/** Ids of commands of the guide that would do nothing where the walk is looked at; the footer leaves them out. */
export function idleGuideCommands(state: State): ReadonlySet<string> {
  const idle = new Set<string>();
  const stop = currentWalk(state);
  const { walk, step, visit } = stop ?? {};
  const isEnd = step === undefined || step.kind === 'end';
  if (step?.kind !== 'probe' || !visit?.proposed) idle.add('guide-overrule');
  if (isEnd) idle.add('guide-skip');
  if (isEnd || step.kind === 'ask' || step.kind === 'note') idle.add('guide-again');
  if (!walk || walk.undoable.length === 0) idle.add('guide-undo');
  if (!walk || walk.shown === 0) idle.add('guide-earlier');
  if (!walk || (walk.visits.length < 2 && !walk.caller)) idle.add('guide-back');
  if (!stop || visit?.state === 'waiting' || visit?.state === 'acting') idle.add('guide-proceed');
  return idle;
}
