import type { Failure } from '../../../domain/failure.js';
import type { JobsState } from '../../../domain/guide.js';
import type { Job, Underway } from '../../../domain/job.js';
import { failureOf, withDeadline } from '../../sampler.js';
import type { Context } from '../context.js';

/** What is on the host, or why nobody knows. */
export type Seen = { readonly jobs: readonly Job[]; readonly underway: readonly Underway[] };

/** Reads the jobs and shows them; the failure is shown too, beside what was known. Never rejects. */
export async function lookAtJobs(
  ctx: Context,
  timeoutMs: number,
): Promise<Seen | { readonly failure: Failure }> {
  const { board, operator, now, stopped } = ctx;
  try {
    const seen = await withDeadline((signal) => operator.jobs.list(signal), timeoutMs, stopped);
    showJobs(ctx, { at: now(), jobs: seen.jobs, underway: seen.underway });
    return seen;
  } catch (error) {
    const failure = failureOf(error);
    const { jobs: known } = board.get();
    showJobs(ctx, {
      at: known?.at ?? now(),
      jobs: known?.jobs ?? [],
      underway: known?.underway ?? [],
      failure,
    });
    return { failure };
  }
}

/** Puts them on the screen, with those that ended while this cockpit watched and are not on the host any more. */
export function showJobs({ board, stopped, ran }: Context, next: JobsState): void {
  if (stopped.aborted) return;
  const { shown } = board.get().jobs ?? {};
  const there = next.jobs.map((job) => ran.get(job.note.id)?.job ?? job);
  const gone = [...ran.values()].flatMap(({ job }) =>
    next.jobs.some(({ note }) => note.id === job.note.id) ? [] : [job],
  );
  const jobs = [...there, ...gone].toSorted((a, b) => b.note.startedAt - a.note.startedAt);
  board.put({ jobs: { ...next, jobs, ...(shown ? { shown } : {}) } });
}

/** Everything that runs there by itself or by somebody else, each once. */
export function allUnderway({ jobs, underway }: Seen): readonly Underway[] {
  const running = jobs.filter(({ now }) => now.state === 'running');
  const others = underway.filter(
    (one) => one.kind === 'process' || !running.some(({ note }) => note.id === one.job.note.id),
  );
  return [...running.map((job) => ({ kind: 'job', job }) as const), ...others];
}

/** So long a question waits for what else is under way. */
const questionMs = 3000;

/** What whoever is asked must know of the host. */
export async function underwayFor(
  ctx: Context,
): Promise<{ readonly underway?: readonly Underway[]; readonly unseen?: Failure }> {
  const seen = await lookAtJobs(ctx, questionMs);
  if ('failure' in seen) return { unseen: seen.failure };
  const underway = allUnderway(seen);
  return underway.length > 0 ? { underway } : {};
}
