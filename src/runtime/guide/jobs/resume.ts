import type { JobNote } from '../../../domain/job.js';
import { type Msg, msg } from '../../../domain/message.js';
import type { Plan } from '../../../domain/perform.js';
import type { ActionStep, Playbook } from '../../../domain/playbook.js';
import type { Walk } from '../../../domain/walk.js';
import { fillText } from '../../../triage/fill.js';
import type { Board } from '../board.js';
import { beginWalk, freshVisit, lastVisit, reduceWalk } from '../walk.js';

/** The tree and the step of a job, where they are still known. */
export interface Place {
  readonly playbook: Playbook;
  readonly step: ActionStep;
}

export function placeOf(board: Board, note: Pick<JobNote, 'playbook' | 'step'>): Place | undefined {
  const playbook = board.playbook(note.playbook);
  const step = playbook?.steps.find(({ id }) => id === note.step);
  return playbook && step?.kind === 'action' ? { playbook, step } : undefined;
}

/** The action as the screen shows it; it can't be run from this. */
export function shownPlan(note: JobNote, place: Place | undefined): Plan {
  const deed = place && (note.undoing ? place.step.undo : place.step.deed);
  const impact: Msg = deed ? fillText(deed.impact, note.values) : msg('jobs.impact-unknown');
  return {
    playbook: note.playbook,
    step: note.step,
    title: note.title,
    run: { kind: 'command', on: 'host', argv: [] },
    shown: note.shown,
    risk: deed?.risk ?? 'high',
    confirm: deed?.confirm ?? 'name',
    target: note.target,
    impact,
    pins: [],
    timeoutMs: (deed?.timeoutSeconds ?? 3600) * 1000,
    detached: true,
  };
}

/** Its walk stands at that action and waits, and nobody looks after the action any more. */
export function waitsFor(board: Board, { playbook, step }: Pick<JobNote, 'playbook' | 'step'>): boolean {
  const walk = board.walk(playbook);
  const visit = walk && lastVisit(walk);
  return visit?.state === 'acting' && visit.step === step;
}

/**
 * The walk of a job, standing at its action; undefined where there is none to take up: a row's action, an undoing, or a walk
 * that has done something since.
 */
export function resumedWalk(
  board: Board,
  note: JobNote,
  place: Place | undefined,
  now: number,
): Walk | undefined {
  if (!place || place.playbook.row || note.undoing) return undefined;
  const known = board.walk(note.playbook);
  const acted = known?.visits.some(({ outcome, state }) => outcome !== undefined || state === 'acting');
  if (known && !known.ended && acted) return undefined;
  const undoable = known?.undoable ?? [];
  const walk: Walk = { ...beginWalk(place.playbook, note.begun, now, { undoable }), resumed: true };
  const visit = {
    ...freshVisit(note.step, note.startedAt, 'acting'),
    plan: shownPlan(note, place),
    captured: note.values,
  };
  return reduceWalk(walk, { type: 'arrived', visit });
}
