import type { EvidenceLine } from '../../../domain/evidence.js';
import { type Failure, FailureError, fail } from '../../../domain/failure.js';
import type { JobNote } from '../../../domain/job.js';
import { msg } from '../../../domain/message.js';
import type { Outcome, Plan } from '../../../domain/perform.js';
import { judgeJob } from '../outcome.js';
import { Refusal } from '../refusal.js';
import type { Machines } from '../run-command.js';
import { ask } from './ask.js';
import { followJob } from './follow.js';
import { sweepArgv } from './job-argv.js';
import { settleJob, startJob } from './start-job.js';

export interface DetachedOptions {
  readonly signal: AbortSignal;
  onLine(line: EvidenceLine): void;
  readonly job?: JobNote | undefined;
  onTrouble?: ((why: Failure | undefined) => void) | undefined;
}

const gone = msg('operate.job.gone');
const next = msg('operate.unknown.next');

type Result = Pick<Outcome, 'kind' | 'exit' | 'why' | 'lines'>;

/**
 * Runs a detached plan: starts it once, finds out what became of a start that was not answered, and follows it to its
 * end. Rejects with a FailureError when it was certainly not begun.
 */
export async function runDetached(
  machines: Machines,
  { run, detached }: Plan,
  options: DetachedOptions,
  mayRun: () => void,
): Promise<Result> {
  const { job, signal } = options;
  if (!detached || run.kind !== 'command' || run.on !== 'host') {
    throw new Refusal('unsupported', msg('operate.job.not-here'));
  }
  if (!job) throw new Refusal('malformed', msg('operate.job.no-note'));
  const { link } = machines;
  const { hostKey } = link;
  const started = await startJob(machines, job, run, { signal, mayRun });
  try {
    if (started === 'unsure') {
      const now = await settleJob(link, job.id, options);
      // Where it never began is told by the host that the start went to, and by no other that answers to its name.
      if (now.state === 'void' && link.hostKey !== hostKey) throw fail('missing', gone, { next });
      if (now.state === 'void') return { ...judgeJob(now), lines: [] };
    } else sweep(machines, signal);
    const { now, lines } = await followJob(link, job.id, options);
    return { ...judgeJob(now), lines };
  } catch (error) {
    if (signal.aborted) return { ...judgeJob({ state: 'running' }), lines: [] };
    if (error instanceof FailureError) return { kind: 'unknown', why: error.failure, lines: [] };
    throw error;
  }
}

/** Old jobs of this login go when a new one comes; nothing depends on it. */
function sweep({ link }: Machines, signal: AbortSignal): void {
  ask(link, sweepArgv, signal).catch(() => undefined);
}
