import { deedsOf } from '../../../domain/deeds.js';
import { type Msg, msg } from '../../../domain/message.js';
import type { EndStep, VerdictKind } from '../../../domain/playbook.js';
import type { Visit, Walk } from '../../../domain/walk.js';
import type { Board } from '../board.js';
import { lastVisit } from '../walk.js';

/** So many trees can stand inside each other. */
export const deepestCall = 3;

/** Why a tree can't be called from this walk; undefined when it can. */
export function callRefusal(board: Board, walk: Walk, called: string): Msg | undefined {
  if (!board.playbook(called)) return msg('guide.run.no-playbook', { playbook: called });
  const callers: string[] = [];
  for (let at: Walk | undefined = walk; at; at = at.caller && board.walk(at.caller.playbook)) {
    callers.push(at.playbook);
  }
  const known = board.walk(called);
  // Its walk waits for an action that goes on: begun anew, nobody would go on with it.
  if (known && !known.ended && lastVisit(known)?.state === 'acting')
    return msg('jobs.call-busy', { playbook: called });
  if (callers.includes(called)) return msg('guide.run.call-circle', { playbook: called });
  return callers.length > deepestCall ? msg('guide.run.call-deep', { n: deepestCall }) : undefined;
}

const verdicts: Readonly<Record<EndStep['outcome'], VerdictKind>> = {
  resolved: 'ok',
  mitigated: 'ok',
  escalate: 'warn',
  unknown: 'inconclusive',
};

/** What the calling step keeps of a tree that has ended. */
export function resultOf(called: Walk, go: string, at: number): Partial<Visit> {
  const { ended, inherited } = called;
  const cause = called.cause === inherited ? undefined : called.cause;
  const outcome = ended?.outcome ?? 'unknown';
  const captured = { 'call.outcome': outcome };
  const say = ended?.say ?? msg('guide.run.no-end');
  return {
    proposed: {
      verdict: verdicts[outcome],
      say,
      ...(cause ? { cause: { id: cause.id, text: cause.text, quote: cause.quote } } : {}),
      captures: captured,
      go,
    },
    captured,
    calledDeeds: deedsOf(called),
    judgedAt: at,
  };
}
