import type { JobNote, JobState } from '../../../domain/job.js';
import type { Outcome } from '../../../domain/perform.js';
import type { Context, Ran } from '../context.js';
import { showJobs } from './list.js';

/** So many are kept in sight. */
const most = 20;

/** Keeps what ended while this cockpit watched in the list of jobs: its folder is about to go. */
export function remember(ctx: Context, note: JobNote, outcome: Outcome): void {
  const { ran, store, board } = ctx;
  const skewMs = store.getState().data.skewMs ?? 0;
  const now = stateOf(outcome, skewMs);
  if (!now) return;
  const entry: Ran = { job: { note, now, at: note.startedAt + skewMs }, lines: outcome.lines };
  ran.set(note.id, entry);
  for (const id of [...ran.keys()].slice(0, -most)) ran.delete(id);
  const { jobs } = board.get();
  if (jobs) showJobs(ctx, jobs);
}

function stateOf({ kind, exit, endedAt }: Outcome, skewMs: number): JobState | undefined {
  if (exit !== undefined) return { state: 'ended', exit, endedAt: endedAt + skewMs };
  return kind === 'unknown' ? { state: 'broken' } : undefined;
}
