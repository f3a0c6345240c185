import type { Failure } from '../../domain/failure.js';
import type { JobState } from '../../domain/job.js';
import { msg } from '../../domain/message.js';
import type { CommandEnd, Outcome, Plan } from '../../domain/perform.js';

type Judged = Pick<Outcome, 'kind' | 'exit' | 'why'>;

const unknown = (kind: Failure['kind'], what: Failure['what']): Judged => ({
  kind: 'unknown',
  why: { kind, what, next: msg('operate.unknown.next') },
});

/** Only an exit status tells how a command ended; without one it may have done anything. */
export function judgeCommand(end: CommandEnd, { timeoutMs }: Plan): Judged {
  if (end.exit === 0) return { kind: 'done', exit: 0 };
  if (end.exit !== undefined) return failedWith(end.exit);
  if (end.timedOut) return unknown('timeout', msg('operate.unknown.time', { seconds: timeoutMs / 1000 }));
  if (end.lost) return unknown('unreachable', msg('operate.unknown.lost'));
  if (end.signal) return unknown('malformed', msg('operate.unknown.signal', { signal: end.signal }));
  return unknown('timeout', msg('operate.unknown.stopped'));
}

/** A job tells its end itself, however the connection fared. */
export function judgeJob(now: JobState): Judged {
  switch (now.state) {
    case 'ended':
      return now.exit === 0 ? { kind: 'done', exit: 0 } : failedWith(now.exit);
    case 'broken':
      return unknown('malformed', msg('operate.job.broken'));
    case 'void':
      return { kind: 'failed', why: { kind: 'unreachable', what: msg('operate.job.void') } };
    case 'running':
      return { kind: 'running', why: { kind: 'timeout', what: msg('operate.job.goes-on') } };
  }
}

/** An interactive program that ends so early with an error did not get going. */
const startedMs = 2000;

/** A shell ends with the status of whatever was typed last: that says nothing of the shell itself. */
export function judgeShell(end: CommandEnd, plan: Plan): Judged {
  const { exit } = end;
  if (exit === undefined || exit === 0) return judgeCommand(end, plan);
  const couldNotStart = exit === 125 || exit === 126 || exit === 127 || end.ms < startedMs;
  return couldNotStart ? failedWith(exit) : { kind: 'done', exit };
}

const failedWith = (exit: number): Judged => ({
  kind: 'failed',
  exit,
  why: { kind: 'malformed', what: msg('operate.failed.exit', { exit }) },
});
