import type { JobEnd, JobNote, JobState } from '../../../domain/job.js';
import { type Msg, msg } from '../../../domain/message.js';
import type { Outcome, Plan } from '../../../domain/perform.js';
import type { Context } from '../context.js';

type Known = Pick<Outcome, 'kind' | 'exit' | 'why'>;

/** What the state of a job means for its action; one that runs has no outcome yet. */
export function knownOf(now: JobState): Known {
  switch (now.state) {
    case 'running':
      return { kind: 'running' };
    case 'ended':
      if (now.exit === 0) return { kind: 'done', exit: 0 };
      return {
        kind: 'failed',
        exit: now.exit,
        why: { kind: 'malformed', what: msg('operate.failed.exit', { exit: now.exit }) },
      };
    case 'broken':
      return {
        kind: 'unknown',
        why: { kind: 'malformed', what: msg('jobs.broken'), next: msg('jobs.broken.next') },
      };
    case 'void':
      return { kind: 'refused', why: { kind: 'missing', what: msg('jobs.never-began') } };
  }
}

export interface Clocks {
  /** Operator's clock, ms. */
  readonly now: number;
  /** Host clock minus operator clock, ms. */
  readonly skewMs: number;
}

/** How an action ended that ran by itself, by the operator's clock. */
export function outcomeOf(
  { now: state, lines }: JobEnd,
  note: Pick<JobNote, 'startedAt'>,
  { now, skewMs }: Clocks,
): Outcome {
  const told = state.state === 'ended' ? state.endedAt - skewMs : now;
  const endedAt = Math.min(now, Math.max(note.startedAt, told));
  return { ...knownOf(state), lines, startedAt: note.startedAt, endedAt };
}

/** A word for it, as the report of actions has it. */
export const wordOf = ({ kind }: Pick<Outcome, 'kind'>): Msg =>
  kind === 'running' ? msg('jobs.report.running') : { id: `operate.report.${kind}` };

/** Says how a detached action ended to whoever looks elsewhere. */
export function tellEnd({ toast }: Pick<Context, 'toast'>, { title }: Plan, outcome: Outcome): void {
  toast(msg('jobs.ended', { title, outcome: wordOf(outcome) }));
}
